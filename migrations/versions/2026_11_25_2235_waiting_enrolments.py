"""Find who waits for a place without reading every enrolment: the dashboard counts them.

Revision: 0170_waiting_enrolments
Follows: 0153_made_files
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0170_waiting_enrolments"
down_revision: str | Sequence[str] | None = "0153_made_files"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Index the few that wait."""
    op.create_index(
        "ix_enrolment_waiting",
        "enrolment",
        ["provider_id", "course_id"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_enrolment_waiting", table_name="enrolment", postgresql_where=sa.text("state = 'waiting'"))
