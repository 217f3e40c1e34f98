"""Let the operator's desk keep course types, and let a course keep the validity that its type had when it was booked.

Revision ID: 0190_keep_course_types
Revises: 0180_webhooks
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0190_keep_course_types"
down_revision: str | Sequence[str] | None = "0180_webhooks"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OPERATOR = "(select current_setting('app.operator', true) = 'on')"
KEPT = ("certified_course_type", "lesson_material")
_COPY = (
    "update course c set validity_months = t.validity_months from certified_course_type t where t.id = c.certified_type_id",
    "update course c set validity_months = t.validity_months from external_course_type t"
    " where t.provider_id = c.provider_id and t.id = c.external_type_id",
)


def upgrade() -> None:
    """Guard what the operator keeps, so that nobody else writes it whatever the program asks."""
    op.execute("grant insert, update on certified_course_type to cbot_app")
    for table in KEPT:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"create policy everybody on {table} for select using (true)")
        op.execute(f"create policy operator on {table} using ({OPERATOR}) with check ({OPERATOR})")
    op.create_check_constraint(op.f("ck_certified_course_type_times"), "certified_course_type", "ends > starts")
    op.create_check_constraint(
        op.f("ck_certified_course_type_max_trainees"), "certified_course_type", "max_trainees between 1 and 1000"
    )
    op.add_column("course", sa.Column("validity_months", sa.Integer(), nullable=True))
    for table in ("course", "external_course_type"):
        op.execute(f"alter table {table} no force row level security")
    for statement in _COPY:
        op.execute(statement)
    for table in ("course", "external_course_type"):
        op.execute(f"alter table {table} force row level security")
    op.create_check_constraint(op.f("ck_course_validity"), "course", "validity_months between 1 and 240")


def downgrade() -> None:
    """Forget the copies, and take the guards away again."""
    op.drop_constraint(op.f("ck_course_validity"), "course")
    op.drop_column("course", "validity_months")
    op.drop_constraint(op.f("ck_certified_course_type_max_trainees"), "certified_course_type")
    op.drop_constraint(op.f("ck_certified_course_type_times"), "certified_course_type")
    for table in KEPT:
        for policy in ("everybody", "operator"):
            op.execute(f"drop policy {policy} on {table}")
        op.execute(f"alter table {table} disable row level security")
    op.execute("revoke insert, update on certified_course_type from cbot_app")
