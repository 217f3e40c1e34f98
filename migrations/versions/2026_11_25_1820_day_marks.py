"""Let an enrolment say who was present on which course day.

Revision: 0120_day_marks
Follows: 0005_certificate_causes
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0120_day_marks"
down_revision: str | Sequence[str] | None = "0005_certificate_causes"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the marks per day, none for whoever was marked as a whole, and whether the planner overruled them."""
    op.add_column("enrolment", sa.Column("day_marks", JSONB, server_default=sa.text("'{}'"), nullable=False))
    op.add_column(
        "enrolment", sa.Column("attendance_overruled", sa.Boolean, server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    """Take both away; who counts as present stays."""
    op.drop_column("enrolment", "attendance_overruled")
    op.drop_column("enrolment", "day_marks")
