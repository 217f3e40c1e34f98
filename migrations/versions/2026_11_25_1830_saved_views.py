"""Keep saved views of lists.

Revision ID: 0130_saved_views
Revises: 0120_day_marks
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0130_saved_views"
down_revision = "0130_reminders"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"


def upgrade() -> None:
    """Create the table with its guard."""
    op.create_table(
        "saved_view",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("list in ('courses')", name=op.f("ck_saved_view_list")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_saved_view_provider_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_saved_view_user_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_saved_view")),
    )
    op.create_index(op.f("ix_saved_view_provider_id_user_id"), "saved_view", ["provider_id", "user_id"])
    op.execute("alter table saved_view enable row level security")
    op.execute("alter table saved_view force row level security")
    op.execute(f"create policy tenant on saved_view using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on saved_view to cbot_app")


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("saved_view")
