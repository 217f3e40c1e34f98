"""Let a provider say for how many years after their last course or certificate trainees are kept.

Revision ID: 0740_trainee_retention
Revises: 0165_customer_files
"""

import sqlalchemy as sa
from alembic import op

revision = "0740_trainee_retention"
down_revision = "0165_customer_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the term; none keeps them for ever."""
    op.add_column("provider", sa.Column("trainees_kept_years", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_provider_trainees_kept"), "provider", "trainees_kept_years between 1 and 50")


def downgrade() -> None:
    """Drop the term."""
    op.drop_constraint(op.f("ck_provider_trainees_kept"), "provider", type_="check")
    op.drop_column("provider", "trainees_kept_years")
