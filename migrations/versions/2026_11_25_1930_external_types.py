"""Which course types an external instructor may teach, and let the operator revoke an instructor's calendar feed.

Revision ID: 0131_external_types
Revises: 0130_certification_items
"""

import sqlalchemy as sa
from alembic import op

revision = "0131_external_types"
down_revision = "0130_certification_items"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
OPERATOR = "(select current_setting('app.operator', true) = 'on')"
TABLE = "external_instructor_type"


def upgrade() -> None:
    """Make and guard the table, and add the operator's policy."""
    op.create_table(
        TABLE,
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("external_instructor_id", sa.Uuid(), nullable=False),
        sa.Column("external_type_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "external_instructor_id"],
            ["external_instructor.provider_id", "external_instructor.id"],
            name=op.f(f"fk_{TABLE}_provider_id_external_instructor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "external_type_id"],
            ["external_course_type.provider_id", "external_course_type.id"],
            name=op.f(f"fk_{TABLE}_provider_id_external_type_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f(f"fk_{TABLE}_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f(f"pk_{TABLE}")),
    )
    columns = ["provider_id", "external_instructor_id", "external_type_id"]
    op.create_index("uq_external_instructor_type", TABLE, columns, unique=True)
    op.create_index(f"ix_{TABLE}_provider_id_external_type_id", TABLE, ["provider_id", "external_type_id"])
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(f"alter table {TABLE} force row level security")
    op.execute(f"create policy tenant on {TABLE} using (provider_id = {CURRENT_PROVIDER})")
    op.execute(f"grant select, insert, update, delete on {TABLE} to cbot_app")
    op.execute(f"create policy operator on calendar_feed using ({OPERATOR})")


def downgrade() -> None:
    """Take both away."""
    op.execute("drop policy operator on calendar_feed")
    op.drop_table(TABLE)
