"""Let a customer have a KvK number, a VAT number and an invoice address.

Revision: 0131_customer_numbers
Follows: 0132_days_by_date
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0131_customer_numbers"
down_revision: str | Sequence[str] | None = "0145_retention"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

COLUMNS = ("kvk_number", "vat_number", "invoice_address")


def upgrade() -> None:
    """Add the columns, empty for the customers that are there."""
    for name in COLUMNS:
        op.add_column("customer", sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Take the columns away."""
    for name in reversed(COLUMNS):
        op.drop_column("customer", name)
