"""Let two answers that contradict each other at once be void: a third row says so.

Revision ID: 0151_void_answers
Revises: 0720_registrations
"""

from alembic import op

revision = "0151_void_answers"
down_revision = "0720_registrations"
branch_labels = None
depends_on = None

TABLE = "staffing_answer"


def upgrade() -> None:
    """Accept the word."""
    _accept("'available', 'unavailable', 'void'")


def downgrade() -> None:
    """Accept it no more; what was void becomes a no, since nobody may be confirmed on it."""
    op.execute(f"update {TABLE} set answer = 'unavailable' where answer = 'void'")
    _accept("'available', 'unavailable'")


def _accept(words: str) -> None:
    name = op.f(f"ck_{TABLE}_answer")
    op.drop_constraint(name, TABLE, type_="check")
    op.create_check_constraint(name, TABLE, f"answer in ({words})")
