"""Let the operator's desk add terms of code 95.

Revision ID: 0160_keep_code95_terms
Revises: 0722_watch
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0160_keep_code95_terms"
down_revision: str | Sequence[str] | None = "0722_watch"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Adding, never changing: terms of days gone by stay what they were."""
    op.execute("grant insert on code95_terms to cbot_app")


def downgrade() -> None:
    """Reading only."""
    op.execute("revoke insert on code95_terms from cbot_app")
