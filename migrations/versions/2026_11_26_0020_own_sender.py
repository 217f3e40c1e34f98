"""Let a provider's mails leave from an address of its own domain, and note from which address each try was made.

Revision ID: 0170_own_sender
Revises: 0160_keep_code95_terms
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0170_own_sender"
down_revision = "0160_keep_code95_terms"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
DUE = "own_senders_due(timestamptz)"
# A check by hand counts as the day's; what was never checked is checked too, for who publishes later.
SENDERS_DUE = """
    create function own_senders_due(p_now timestamptz) returns setof uuid
    language sql stable security definer set search_path = public as $$
        select s.provider_id from own_sender s
        join provider p on p.id = s.provider_id and p.state = 'active'
        where s.checked_at is null or s.checked_at <= p_now - interval '23 hours'
        order by s.checked_at nulls first
        limit 500
    $$"""
NOTE = """
    create or replace function outbox_note(
        p_begun jsonb, p_sent jsonb, p_tries jsonb, p_notices text[], p_now timestamptz, p_until timestamptz)
    returns setof uuid language plpgsql as $$
    declare
        v_provider uuid;
    begin
        for v_provider in
            select distinct (e ->> 'provider')::uuid from jsonb_array_elements(p_begun || p_sent) e
        loop
            perform set_config('app.provider_id', v_provider::text, true);
            update outbox_mail m
            set state = 'sent', sent_at = s.at, finished_at = s.at, attempts = m.attempts + 1,
                smtp_code = s.code, smtp_text = s.words,
                lease_token = null, lease_until = null, handing_since = null
            from jsonb_to_recordset(p_sent)
                as s (provider uuid, mail uuid, token uuid, at timestamptz, code integer, words text)
            where s.provider = v_provider and m.provider_id = v_provider and m.id = s.mail
              and (m.lease_token = s.token or m.state = 'uncertain');
            insert into outbox_attempt (
                provider_id, id, mail_id, started_at, finished_at, phase, address, code, words, worker{column})
            select v_provider, t.id, t.mail, t.started, t.finished, t.phase, t.address, t.code, t.words, t.worker{value}
            from jsonb_to_recordset(p_tries) as t (
                provider uuid, id uuid, mail uuid, started timestamptz, finished timestamptz,
                phase text, address text, code integer, words text, worker text{field})
            where t.provider = v_provider
            on conflict do nothing;
            return query
                update outbox_mail m
                set state = 'handing', handing_since = p_now, lease_until = p_until
                from jsonb_to_recordset(p_begun) as b (provider uuid, mail uuid, token uuid)
                where b.provider = v_provider and m.provider_id = v_provider and m.id = b.mail
                  and m.lease_token = b.token and m.state = 'claimed'
                returning m.id;
        end loop;
        perform pg_notify('cbot_changes', notice) from unnest(p_notices) notice;
    end
    $$"""


def upgrade() -> None:
    """Make and guard the table, open the door of what is due, and note the sender of a try."""
    instant = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "own_sender",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("checked_at", instant, nullable=True),
        sa.Column("active_since", instant, nullable=True),
        sa.Column("failing_since", instant, nullable=True),
        sa.Column("fallen_back_at", instant, nullable=True),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("active_since is null or fallen_back_at is null", name=op.f("ck_own_sender_state")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_own_sender_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_own_sender")),
    )
    op.execute("alter table own_sender enable row level security")
    op.execute("alter table own_sender force row level security")
    op.execute(f"create policy tenant on own_sender using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on own_sender to cbot_app")
    op.execute("create policy doors on own_sender for select to cbot_doors using (true)")
    op.execute("grant select on own_sender to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    op.execute(SENDERS_DUE)
    op.execute(f"alter function {DUE} owner to cbot_doors")
    op.execute(f"revoke all on function {DUE} from public")
    op.execute(f"grant execute on function {DUE} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")
    op.add_column("outbox_attempt", sa.Column("sender", sa.Text(), server_default="", nullable=False))
    # A worker of the former version says nothing of it while both run.
    op.execute(NOTE.format(column=", sender", value=", coalesce(t.sender, '')", field=", sender text"))


def downgrade() -> None:
    """Every mail leaves from the portal's address."""
    op.execute(NOTE.format(column="", value="", field=""))
    op.drop_column("outbox_attempt", "sender")
    op.execute(f"drop function {DUE}")
    op.drop_table("own_sender")
