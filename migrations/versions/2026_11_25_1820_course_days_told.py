"""Remember how many days a course had at most, so that calendars lose those that fell away.

Revision ID: 0006_course_days_told
Revises: 0120_day_marks
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_course_days_told"
down_revision = "0120_day_marks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Courses that stand there count their present days when they are next changed."""
    op.execute("set local lock_timeout = '5s'")
    op.add_column("course", sa.Column("most_days", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    """Take the column away."""
    op.execute("set local lock_timeout = '5s'")
    op.drop_column("course", "most_days")
