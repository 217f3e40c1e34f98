"""Bill providers: price lists, subscriptions, what was charged, invoices with payments, and requests for modules.

Revision ID: 0700_billing
Revises: 0005_staffing_calls
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0700_billing"
down_revision = "0005_staffing_calls"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
CHANGING = ("subscription", "institute_status", "module_request")
WRITTEN_ONCE = ("billed_month", "invoice", "invoice_payment")
DOORS = {
    "next_invoice_number(integer)": """
        create function next_invoice_number(p_year integer) returns integer
        language sql volatile security definer set search_path = public as $$
            insert into invoice_counter (year, value) values (p_year, 1)
            on conflict (year) do update set value = invoice_counter.value + 1
            returning value
        $$""",
    "operator_invoices(text, integer)": """
        create function operator_invoices(p_before text, p_limit integer) returns table (
            provider_id uuid, provider_name text, id uuid, number text, kind text, credits_id uuid, issued_on date,
            due_on date, net_cents integer, vat_cents integer, paid_cents bigint, credited boolean)
        language sql stable security definer set search_path = public as $$
            select i.provider_id, p.name, i.id, i.number, i.kind, i.credits_id, i.issued_on, i.due_on, i.net_cents,
                   i.vat_cents,
                   coalesce((select sum(y.cents) from invoice_payment y
                             where y.provider_id = i.provider_id and y.invoice_id = i.id), 0),
                   exists (select 1 from invoice c where c.provider_id = i.provider_id and c.credits_id = i.id)
            from invoice i join provider p on p.id = i.provider_id
            where p_before is null or i.number < p_before
            order by i.number desc
            limit p_limit
        $$""",
    "operator_module_requests()": """
        create function operator_module_requests() returns table (
            provider_id uuid, provider_name text, id uuid, module text, wish text, requested_at timestamptz)
        language sql stable security definer set search_path = public as $$
            select r.provider_id, p.name, r.id, r.module, r.wish, r.requested_at
            from module_request r join provider p on p.id = r.provider_id
            where r.settled_at is null
            order by r.requested_at, r.id
        $$""",
}
DOOR_READS = ("invoice", "invoice_payment", "module_request")
PRICES_2020 = """
    insert into price_list (id, valid_from, bands, institute_discount_cents, one_off_fee_cents, vat_percent)
    values ('01930000-0000-7000-8000-000000002020', '2020-01-01',
            '[{"tier": "bronze", "from_courses": 0, "module_cents": 400},
              {"tier": "silver", "from_courses": 25, "module_cents": 800},
              {"tier": "gold", "from_courses": 100, "module_cents": 1200},
              {"tier": "diamond", "from_courses": 500, "module_cents": 1600}]'::jsonb, 200, 9800, 21)
"""


def upgrade() -> None:
    """Make and guard the tables, write the prices of 2020, and open the doors."""
    op.create_table(
        "invoice_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_invoice_counter")),
    )
    op.create_table(
        "price_list",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("bands", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("institute_discount_cents", sa.Integer(), nullable=False),
        sa.Column("one_off_fee_cents", sa.Integer(), nullable=False),
        sa.Column("vat_percent", sa.Integer(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "institute_discount_cents >= 0 and one_off_fee_cents >= 0", name=op.f("ck_price_list_amounts")
        ),
        sa.CheckConstraint("vat_percent between 0 and 100", name=op.f("ck_price_list_vat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_list")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_price_list_valid_from")),
    )
    op.create_table(
        "billed_month",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period_first", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("counted_first", sa.Date(), nullable=False),
        sa.Column("counted_end", sa.Date(), nullable=False),
        sa.Column("counted_months", sa.Integer(), nullable=False),
        sa.Column("courses", sa.Integer(), nullable=False),
        sa.Column("courses_a_year", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("is_institute", sa.Boolean(), nullable=False),
        sa.Column("price_list_from", sa.Date(), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("net_cents", sa.Integer(), nullable=False),
        sa.Column("vat_percent", sa.Integer(), nullable=False),
        sa.Column("vat_cents", sa.Integer(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("period_end > period_first", name=op.f("ck_billed_month_period")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_billed_month_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_billed_month")),
    )
    op.create_index(op.f("ix_billed_month_provider_id_number"), "billed_month", ["provider_id", "number"], unique=True)
    op.create_table(
        "institute_status",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("is_institute", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_institute_status_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_institute_status")),
    )
    op.create_index(
        op.f("ix_institute_status_provider_id_first_day"), "institute_status", ["provider_id", "first_day"], unique=True
    )
    op.create_table(
        "invoice",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("credits_id", sa.Uuid(), nullable=True),
        sa.Column("month_number", sa.Integer(), nullable=False),
        sa.Column("period_first", sa.Date(), nullable=False),
        sa.Column("period_last", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("seller", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("buyer", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("net_cents", sa.Integer(), nullable=False),
        sa.Column("vat_percent", sa.Integer(), nullable=False),
        sa.Column("vat_cents", sa.Integer(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'credit_note') = (credits_id is not null)", name=op.f("ck_invoice_credits")),
        sa.CheckConstraint("kind in ('invoice', 'credit_note')", name=op.f("ck_invoice_kind")),
        sa.ForeignKeyConstraint(
            ["provider_id", "credits_id"],
            ["invoice.provider_id", "invoice.id"],
            name=op.f("fk_invoice_provider_id_credits_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_invoice_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_invoice")),
    )
    op.create_index(op.f("ix_invoice_provider_id_credits_id"), "invoice", ["provider_id", "credits_id"], unique=True)
    op.create_index(op.f("ix_invoice_provider_id_number"), "invoice", ["provider_id", "number"], unique=False)
    op.create_index(
        "uq_invoice_month",
        "invoice",
        ["provider_id", "month_number"],
        unique=True,
        postgresql_where=sa.text("kind = 'invoice'"),
    )
    op.create_index("uq_invoice_number", "invoice", ["number"], unique=True)
    op.create_table(
        "module_request",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("requested_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint("outcome in ('granted', 'refused')", name=op.f("ck_module_request_outcome")),
        sa.CheckConstraint("wish in ('on', 'off')", name=op.f("ck_module_request_wish")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_module_request_provider_id")),
        sa.ForeignKeyConstraint(["requested_by"], ["user_account.id"], name=op.f("fk_module_request_requested_by")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_module_request")),
    )
    op.create_index(
        "uq_module_request_open",
        "module_request",
        ["provider_id", "module"],
        unique=True,
        postgresql_where=sa.text("settled_at is null"),
    )
    op.create_table(
        "subscription",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("buyer_name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("kvk_number", sa.Text(), server_default="", nullable=False),
        sa.Column("vat_number", sa.Text(), server_default="", nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_subscription_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_subscription")),
    )
    op.create_index(op.f("ix_subscription_provider_id"), "subscription", ["provider_id"], unique=True)
    op.create_table(
        "invoice_payment",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("cents <> 0", name=op.f("ck_invoice_payment_cents")),
        sa.ForeignKeyConstraint(
            ["provider_id", "invoice_id"],
            ["invoice.provider_id", "invoice.id"],
            name=op.f("fk_invoice_payment_provider_id_invoice_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_invoice_payment_provider_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_invoice_payment_recorded_by")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_invoice_payment")),
    )
    op.create_index(
        op.f("ix_invoice_payment_provider_id_invoice_id"),
        "invoice_payment",
        ["provider_id", "invoice_id"],
        unique=False,
    )
    for table in (*CHANGING, *WRITTEN_ONCE):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy tenant on {table} using (provider_id = {CURRENT_PROVIDER})")
        op.execute(f"grant select, insert on {table} to cbot_app")
    for table in CHANGING:
        op.execute(f"grant update, delete on {table} to cbot_app")
    op.execute("grant select, insert on price_list to cbot_app")
    op.execute(PRICES_2020)
    _open_doors()


def _open_doors() -> None:
    op.execute("grant create on schema public to cbot_doors")
    op.execute("grant select, insert, update on invoice_counter to cbot_doors")
    for table in DOOR_READS:
        op.execute(f"create policy doors on {table} to cbot_doors using (true) with check (true)")
        op.execute(f"grant select on {table} to cbot_doors")
    for signature, statement in DOORS.items():
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the doors and drop the tables."""
    for signature in reversed(DOORS):
        op.execute(f"drop function {signature}")
    op.drop_index(op.f("ix_invoice_payment_provider_id_invoice_id"), table_name="invoice_payment")
    op.drop_table("invoice_payment")
    op.drop_index(op.f("ix_subscription_provider_id"), table_name="subscription")
    op.drop_table("subscription")
    op.drop_index("uq_module_request_open", table_name="module_request", postgresql_where=sa.text("settled_at is null"))
    op.drop_table("module_request")
    op.drop_index("uq_invoice_number", table_name="invoice")
    op.drop_index("uq_invoice_month", table_name="invoice", postgresql_where=sa.text("kind = 'invoice'"))
    op.drop_index(op.f("ix_invoice_provider_id_number"), table_name="invoice")
    op.drop_index(op.f("ix_invoice_provider_id_credits_id"), table_name="invoice")
    op.drop_table("invoice")
    op.drop_index(op.f("ix_institute_status_provider_id_first_day"), table_name="institute_status")
    op.drop_table("institute_status")
    op.drop_index(op.f("ix_billed_month_provider_id_number"), table_name="billed_month")
    op.drop_table("billed_month")
    op.drop_table("price_list")
    op.drop_table("invoice_counter")
