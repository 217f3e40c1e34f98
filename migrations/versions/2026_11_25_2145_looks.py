"""Let the operator look along with a provider: each look with its reason and its end, bound to one session.

Revision ID: 0721_looks
Revises: 0160_visiting
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0721_looks"
down_revision = "0160_visiting"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
CALLER = "caller_by_session(bytea, timestamptz)"
COLUMNS = """
    session_id uuid, user_id uuid, user_name text, user_email text, user_locale text, is_operator boolean,
    role text, last_seen_at timestamptz, provider_id uuid, provider_name text, provider_email text,
    is_cibot_institute boolean, time_zone text, provider_locale text, provider_state text, modules text[]"""
SELECTED = """
    select s.id, u.id, u.name, u.email, u.locale, u.is_operator, {role}, s.last_seen_at,
           p.id, p.name, p.email, p.is_cibot_institute, p.time_zone, p.locale, p.state, modules_of(p.id, p_now){look}
    from user_session s
    join user_account u on u.id = s.user_id and u.disabled_at is null
    {joins}
    where s.token_hash = p_token and s.expires_at > p_now"""
MEMBER = """
    left join membership m on m.provider_id = s.provider_id and m.user_id = u.id
    left join provider p on p.id = m.provider_id and p.state = 'active'"""
ONLOOKER = """
    left join look l on l.provider_id = s.look_provider_id and l.id = s.look_id and u.is_operator
                    and l.ended_at is null and l.ends_at > p_now
    left join membership m on m.provider_id = s.provider_id and m.user_id = u.id and l.id is null
    left join provider p on p.id = coalesce(l.provider_id, m.provider_id) and (p.state = 'active' or l.id is not null)"""


def upgrade() -> None:
    """Make and guard the table, bind sessions to it, and let the door of sessions tell of a look."""
    instant = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "look",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("operator_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("starts_at", instant, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column("ended_at", instant, nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_look_period")),
        sa.ForeignKeyConstraint(["operator_id"], ["user_account.id"], name=op.f("fk_look_operator_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_look_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_look")),
    )
    op.create_index(op.f("ix_look_provider_id_starts_at"), "look", ["provider_id", "starts_at"])
    op.execute("alter table look enable row level security")
    op.execute("alter table look force row level security")
    op.execute(f"create policy tenant on look using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update (ended_at) on look to cbot_app")
    op.execute("create policy doors on look for select to cbot_doors using (true)")
    op.execute("grant select on look to cbot_doors")
    op.add_column("user_session", sa.Column("look_provider_id", sa.Uuid(), nullable=True))
    op.add_column("user_session", sa.Column("look_id", sa.Uuid(), nullable=True))
    look = ", l.id, l.reason, l.ends_at"
    role = "case when l.id is not null then 'onlooker' else m.role end"
    _open(
        f"{COLUMNS}, look_id uuid, look_reason text, look_ends_at timestamptz",
        SELECTED.format(role=role, look=look, joins=ONLOOKER),
    )


def downgrade() -> None:
    """Sessions know members only."""
    _open(COLUMNS, SELECTED.format(role="m.role", look="", joins=MEMBER))
    op.drop_column("user_session", "look_id")
    op.drop_column("user_session", "look_provider_id")
    op.drop_table("look")


def _open(columns: str, statement: str) -> None:
    op.execute("grant create on schema public to cbot_doors")
    op.execute(f"drop function {CALLER}")
    op.execute(
        f"""create function caller_by_session(p_token bytea, p_now timestamptz) returns table ({columns})
        language sql stable security definer set search_path = public as $${statement}$$"""
    )
    op.execute(f"alter function {CALLER} owner to cbot_doors")
    op.execute(f"revoke all on function {CALLER} from public")
    op.execute(f"grant execute on function {CALLER} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")
