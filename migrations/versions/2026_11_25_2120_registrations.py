"""Let training companies register by themselves, give providers states, and note their last login.

Revision ID: 0720_registrations
Revises: 0150_operator_log
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0720_registrations"
down_revision = "0150_operator_log"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
STATES = "state in ('requested', 'active', 'suspended', 'ended', 'refused')"
PROVIDERS = """
    create function operator_providers(p_now timestamptz) returns table (
        id uuid, name text, email text, state text, is_cibot_institute boolean, modules text[],
        users bigint, courses bigint, created_at timestamptz{columns})
    language sql stable security definer set search_path = public as $$
        select p.id, p.name, p.email, p.state, p.is_cibot_institute, modules_of(p.id, p_now),
               (select count(*) from membership m where m.provider_id = p.id),
               (select count(*) from course c where c.provider_id = p.id and c.state <> 'cancelled'),
               p.created_at{values}
        from provider p
        {where}
        order by p.name, p.id
    $$"""
DOORS = {
    "operator_registrations()": """
        create function operator_registrations() returns table (
            provider_id uuid, name text, kvk_number text, address text, postcode text, city text, contact_name text,
            email text, is_institute boolean, modules jsonb, requested_at timestamptz)
        language sql stable security definer set search_path = public as $$
            select r.provider_id, p.name, r.kvk_number, p.address, p.postcode, p.city, r.contact_name, r.email,
                   r.is_institute, r.modules, r.requested_at
            from registration r join provider p on p.id = r.provider_id
            where r.confirmed_at is not null and r.decided_at is null
            order by r.requested_at, r.provider_id
        $$""",
    "note_login(uuid, timestamptz)": """
        create function note_login(p_provider uuid, p_now timestamptz) returns void
        language sql volatile security definer set search_path = public as $$
            update provider set last_login_at = p_now
            where id = p_provider and (last_login_at is null or last_login_at < p_now)
        $$""",
    # Never confirmed within a fortnight, or refused three months ago: the company goes with everything that it told.
    "forget_registrations(timestamptz)": """
        create function forget_registrations(p_now timestamptz) returns bigint
        language plpgsql volatile security definer set search_path = public as $$
            declare old uuid[];
            begin
                select array_agg(p.id) into old
                from provider p join registration r on r.provider_id = p.id
                where p.state = 'requested' and r.confirmed_at is null and r.requested_at < p_now - interval '14 days'
                   or p.state = 'refused' and r.decided_at < p_now - interval '3 months';
                delete from mail_suppression where provider_id = any(old);
                delete from outbox_mail where provider_id = any(old);
                delete from registration where provider_id = any(old);
                delete from provider where id = any(old);
                return coalesce(cardinality(old), 0);
            end
        $$""",
}


def upgrade() -> None:
    """Make and guard the table, widen the states, and open the doors."""
    instant = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "registration",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kvk_number", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("is_institute", sa.Boolean(), nullable=False),
        sa.Column("modules", postgresql.JSONB(), nullable=False),
        sa.Column("agreed_at", instant, nullable=False),
        sa.Column("requested_at", instant, nullable=False),
        sa.Column("confirmed_at", instant, nullable=True),
        sa.Column("decided_at", instant, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint("locale in ('nl', 'en')", name=op.f("ck_registration_locale")),
        sa.CheckConstraint("outcome in ('approved', 'refused')", name=op.f("ck_registration_outcome")),
        sa.CheckConstraint("(outcome is null) = (decided_at is null)", name=op.f("ck_registration_decision")),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name=op.f("fk_registration_decided_by")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_registration_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_registration")),
    )
    op.create_index(op.f("ix_registration_provider_id"), "registration", ["provider_id"], unique=True)
    op.execute("alter table registration enable row level security")
    op.execute("alter table registration force row level security")
    op.execute(f"create policy tenant on registration using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update on registration to cbot_app")
    op.drop_constraint(op.f("ck_provider_state"), "provider", type_="check")
    op.execute("update provider set state = 'suspended' where state = 'blocked'")
    op.create_check_constraint(op.f("ck_provider_state"), "provider", STATES)
    op.add_column("provider", sa.Column("last_login_at", instant, nullable=True))
    op.execute("create policy doors on registration to cbot_doors using (true)")
    op.execute("grant select, delete on registration to cbot_doors")
    op.execute("grant delete on provider to cbot_doors")
    op.execute("grant update (last_login_at) on provider to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    _open(
        "operator_providers(timestamptz)",
        PROVIDERS.format(
            columns=", last_login_at timestamptz",
            values=", p.last_login_at",
            where="where p.state in ('active', 'suspended', 'ended')",
        ),
        replaces=True,
    )
    for signature, statement in DOORS.items():
        _open(signature, statement)
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the doors and forget the registrations; what was suspended, ended or never let in stays out."""
    op.execute("grant create on schema public to cbot_doors")
    for signature in reversed(DOORS):
        op.execute(f"drop function {signature}")
    _open("operator_providers(timestamptz)", PROVIDERS.format(columns="", values="", where=""), replaces=True)
    op.execute("revoke create on schema public from cbot_doors")
    op.execute("revoke update (last_login_at), delete on provider from cbot_doors")
    op.drop_column("provider", "last_login_at")
    op.drop_constraint(op.f("ck_provider_state"), "provider", type_="check")
    op.execute("update provider set state = 'blocked' where state <> 'active'")
    op.create_check_constraint(op.f("ck_provider_state"), "provider", "state in ('active', 'blocked')")
    op.drop_table("registration")


def _open(signature: str, statement: str, *, replaces: bool = False) -> None:
    if replaces:
        op.execute(f"drop function {signature}")
    op.execute(statement)
    op.execute(f"alter function {signature} owner to cbot_doors")
    op.execute(f"revoke all on function {signature} from public")
    op.execute(f"grant execute on function {signature} to cbot_app")
