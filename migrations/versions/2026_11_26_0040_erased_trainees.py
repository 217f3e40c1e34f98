"""Find the few who were erased without reading every trainee: a list shows them.

Revision ID: 0200_erased_trainees
Revises: 0190_keep_course_types
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0200_erased_trainees"
down_revision: str | Sequence[str] | None = "0190_keep_course_types"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None
ERASED = sa.text("erased_at is not null")


def upgrade() -> None:
    """Index those who were erased, in the order of the list."""
    op.create_index(
        "ix_trainee_erased", "trainee", ["provider_id", "name_sort", "id"], unique=False, postgresql_where=ERASED
    )


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_trainee_erased", table_name="trainee", postgresql_where=ERASED)
