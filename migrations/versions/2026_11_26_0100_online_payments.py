"""Pay invoices online: what was begun at the payment service, and by which means money came in.

Revision ID: 0220_online_payments
Revises: 0210_daily_mail_cap
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0220_online_payments"
down_revision: str | Sequence[str] | None = "0210_daily_mail_cap"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
INSTANT = postgresql.TIMESTAMP(timezone=True)
DOOR = "online_payments_due(timestamptz, integer)"
DUE = """
    create function online_payments_due(p_now timestamptz, p_limit integer) returns table (provider_id uuid, id uuid)
    language sql stable security definer set search_path = public as $$
        select o.provider_id, o.id from online_payment o
        where o.next_ask_at <= p_now
        order by o.next_ask_at, o.id
        limit p_limit
    $$"""


def upgrade() -> None:
    """Make and guard the table, open the worker's door, and say of each row of money by which means it came."""
    _make_table()
    op.execute("alter table online_payment enable row level security")
    op.execute("alter table online_payment force row level security")
    op.execute(f"create policy tenant on online_payment using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update on online_payment to cbot_app")
    _open_door()
    op.add_column("invoice_payment", sa.Column("means", sa.Text(), server_default="noted", nullable=False))
    op.add_column("invoice_payment", sa.Column("online_payment_id", sa.Uuid(), nullable=True))
    _guard_payments()


def _make_table() -> None:
    op.create_table(
        "online_payment",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("checkout_url", sa.Text(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), server_default="", nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("heeded_at", INSTANT, nullable=True),
        sa.Column("next_ask_at", INSTANT, nullable=True),
        sa.CheckConstraint("cents > 0", name=op.f("ck_online_payment_cents")),
        sa.CheckConstraint(
            "state in ('open', 'pending', 'paid', 'failed', 'expired', 'canceled')",
            name=op.f("ck_online_payment_state"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "invoice_id"],
            ["invoice.provider_id", "invoice.id"],
            name=op.f("fk_online_payment_provider_id_invoice_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_online_payment_provider_id")),
        sa.ForeignKeyConstraint(["started_by"], ["user_account.id"], name=op.f("fk_online_payment_started_by")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_online_payment")),
    )
    op.create_index(op.f("ix_online_payment_provider_id_invoice_id"), "online_payment", ["provider_id", "invoice_id"])
    op.create_index(
        "uq_online_payment_reference", "online_payment", ["provider_id", "service", "reference"], unique=True
    )
    op.create_index(
        "ix_online_payment_due",
        "online_payment",
        ["next_ask_at"],
        postgresql_where=sa.text("next_ask_at is not null"),
    )


def _open_door() -> None:
    op.execute("grant create on schema public to cbot_doors")
    op.execute("create policy doors on online_payment to cbot_doors using (true) with check (true)")
    op.execute("grant select on online_payment to cbot_doors")
    op.execute(DUE)
    op.execute(f"alter function {DOOR} owner to cbot_doors")
    op.execute(f"revoke all on function {DOOR} from public")
    op.execute(f"grant execute on function {DOOR} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def _guard_payments() -> None:
    op.create_check_constraint(
        op.f("ck_invoice_payment_means"), "invoice_payment", "means in ('noted', 'online', 'refund', 'chargeback')"
    )
    op.create_check_constraint(
        op.f("ck_invoice_payment_online"), "invoice_payment", "(means = 'noted') = (online_payment_id is null)"
    )
    op.create_foreign_key(
        op.f("fk_invoice_payment_provider_id_online_payment_id"),
        "invoice_payment",
        "online_payment",
        ["provider_id", "online_payment_id"],
        ["provider_id", "id"],
    )
    op.create_index(
        "uq_invoice_payment_online",
        "invoice_payment",
        ["provider_id", "online_payment_id"],
        unique=True,
        postgresql_where=sa.text("means = 'online'"),
    )
    op.create_index(
        op.f("ix_invoice_payment_provider_id_online_payment_id"),
        "invoice_payment",
        ["provider_id", "online_payment_id"],
    )


def downgrade() -> None:
    """Forget the means, close the door and drop the table; what was paid stays in the books."""
    op.drop_index(op.f("ix_invoice_payment_provider_id_online_payment_id"), table_name="invoice_payment")
    op.drop_index("uq_invoice_payment_online", table_name="invoice_payment")
    op.drop_constraint(op.f("fk_invoice_payment_provider_id_online_payment_id"), "invoice_payment", type_="foreignkey")
    op.drop_constraint(op.f("ck_invoice_payment_online"), "invoice_payment", type_="check")
    op.drop_constraint(op.f("ck_invoice_payment_means"), "invoice_payment", type_="check")
    op.drop_column("invoice_payment", "online_payment_id")
    op.drop_column("invoice_payment", "means")
    op.execute(f"drop function {DOOR}")
    op.drop_table("online_payment")
