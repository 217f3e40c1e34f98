"""Find the courses of a date at all providers, as the door for busy instructors does, without reading every day.

Revision ID: 0132_days_by_date
Revises: 0131_external_types
"""

from alembic import op

revision = "0132_days_by_date"
down_revision = "0131_external_types"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_course_day_date", "course_day", ["date"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_course_day_date", table_name="course_day")
