"""Note in one statement what several hands do with mails: begun, sent, and the tries, each under its own provider's lock.

Revision ID: 0150_outbox_note
Revises: 0730_trainee_erasure
"""

from alembic import op

revision = "0150_outbox_note"
down_revision = "0730_trainee_erasure"
branch_labels = None
depends_on = None

SIGNATURE = "outbox_note(jsonb, jsonb, jsonb, text[], timestamptz, timestamptz)"
# It runs as its caller: row-level security holds, for it binds the transaction to one provider after the other.
# A lease that ran out while the server was answering changes nothing about what it answered, hence `uncertain`.
NOTE = """
    create function outbox_note(
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
                provider_id, id, mail_id, started_at, finished_at, phase, address, code, words, worker)
            select v_provider, t.id, t.mail, t.started, t.finished, t.phase, t.address, t.code, t.words, t.worker
            from jsonb_to_recordset(p_tries) as t (
                provider uuid, id uuid, mail uuid, started timestamptz, finished timestamptz,
                phase text, address text, code integer, words text, worker text)
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
    """Make the function, for the application's role only."""
    op.execute(NOTE)
    op.execute(f"revoke all on function {SIGNATURE} from public")
    op.execute(f"grant execute on function {SIGNATURE} to cbot_app")


def downgrade() -> None:
    """Each note is a statement of its own again."""
    op.execute(f"drop function {SIGNATURE}")
