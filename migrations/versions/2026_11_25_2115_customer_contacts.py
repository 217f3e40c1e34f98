"""Let a customer have several contact persons, each there for some topics; the present one becomes the first.

Revision: 0150_customer_contacts
Follows: 0127_merging
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0150_customer_contacts"
down_revision: str | Sequence[str] | None = "0127_merging"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
MOVE = """
    insert into customer_contact (provider_id, id, customer_id, position, name, email)
    select provider_id, gen_random_uuid(), id, 0, contact_name, contact_email from customer
    where contact_name <> '' or contact_email <> ''"""
MOVE_BACK = """
    update customer c set contact_name = p.name, contact_email = p.email
    from (select distinct on (provider_id, customer_id) * from customer_contact
          order by provider_id, customer_id, position, id) p
    where p.provider_id = c.provider_id and p.customer_id = c.id"""


def upgrade() -> None:
    """Make and guard the table, move the contact persons there, and drop their columns."""
    op.create_table(
        "customer_contact",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("topics", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("page_generation", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "customer_id"],
            ["customer.provider_id", "customer.id"],
            name=op.f("fk_customer_contact_provider_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_customer_contact_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_customer_contact")),
    )
    op.create_index(
        op.f("ix_customer_contact_provider_id_customer_id_position"),
        "customer_contact",
        ["provider_id", "customer_id", "position"],
        unique=False,
    )
    op.create_index(
        op.f("ix_customer_contact_provider_id_email"), "customer_contact", ["provider_id", "email"], unique=False
    )
    with_all_rows("customer", MOVE)
    op.execute("alter table customer_contact enable row level security")
    op.execute("alter table customer_contact force row level security")
    op.execute(f"create policy tenant on customer_contact using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on customer_contact to cbot_app")
    op.drop_column("customer", "contact_email")
    op.drop_column("customer", "contact_name")


def downgrade() -> None:
    """Give each customer its first contact person back; the others are lost."""
    for name in ("contact_name", "contact_email"):
        op.add_column("customer", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.execute("alter table customer_contact no force row level security")
    with_all_rows("customer", MOVE_BACK)
    for name in ("contact_name", "contact_email"):
        op.alter_column("customer", name, server_default=None)
    op.drop_index(op.f("ix_customer_contact_provider_id_email"), table_name="customer_contact")
    op.drop_index(op.f("ix_customer_contact_provider_id_customer_id_position"), table_name="customer_contact")
    op.drop_table("customer_contact")


def with_all_rows(table: str, statement: str) -> None:
    """Run a statement over the rows of all providers: forced row security would hide them from the owner."""
    op.execute(f"alter table {table} no force row level security")
    op.execute(statement)
    op.execute(f"alter table {table} force row level security")
