"""Know which trainees were erased and why, let the log forget their words, and say so behind the QR code.

Revision ID: 0730_trainee_erasure
Revises: 0721_looks
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0730_trainee_erasure"
down_revision = "0721_looks"
branch_labels = None
depends_on = None

HERE = "nullif(current_setting('app.provider_id', true), '')::uuid"
# The log stays append-only but for this: what was noted of somebody who was erased, and only to the one fixed word.
ERASE_FROM_LOG = f"""
    create function erase_from_log(p_trainee uuid, p_former uuid[], p_words text[]) returns bigint
    language sql volatile security definer set search_path = public as $$
        with erased as (
            update audit_event a
            set changes = case when a.changes = '{{}}' then a.changes else '{{"erased": true}}' end,
                actor_name = case when a.actor_kind = 'link' then '' else a.actor_name end
            where a.provider_id = {HERE}
              and exists (select from trainee t where t.provider_id = {HERE} and t.id = p_trainee
                          and t.erased_at is not null)
              and (a.subject_type = 'trainee' and (a.subject_id = p_trainee or a.subject_id = any(p_former))
                   or exists (select from unnest(p_words) word
                              where length(word) > 4 and position(lower(word) in lower(a.changes::text)) > 0))
            returning 1
        )
        select count(*) from erased
    $$
"""
BY_CODE = """
    create function certificate_by_code(p_code text, p_now timestamptz) returns table (
        state text, holder_name text, type_name text, issued_on date, expires_on date{column})
    language sql stable security definer set search_path = public as $$
        select case when k.revoked_at is not null then 'revoked'
                    when k.expires_on < (p_now at time zone p.time_zone)::date then 'expired'
                    else 'valid' end,
               k.holder_name, k.type_name, k.issued_on, k.expires_on{value}
        from certificate k join provider p on p.id = k.provider_id{join}
        where k.verification_code = p_code and k.source = 'issued'
    $$
"""
SIGNATURE = "certificate_by_code(text, timestamptz)"
JOIN = " join trainee t on t.provider_id = k.provider_id and t.id = k.trainee_id"


def upgrade() -> None:
    """Add the columns, and open or change the doors."""
    op.add_column("trainee", sa.Column("erased_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("trainee", sa.Column("erased_because", sa.Text(), nullable=True))
    op.create_check_constraint(op.f("ck_trainee_erased_because"), "trainee", "erased_because in ('request', 'term')")
    op.create_check_constraint(op.f("ck_trainee_erased"), "trainee", "(erased_at is null) = (erased_because is null)")
    op.execute("create policy doors on audit_event to cbot_doors using (true) with check (true)")
    op.execute("grant select, update (changes, actor_name) on audit_event to cbot_doors")
    op.execute("grant delete on mail_suppression to cbot_app")
    op.execute(f"drop function {SIGNATURE}")
    op.execute("grant create on schema public to cbot_doors")
    _open(ERASE_FROM_LOG, "erase_from_log(uuid, uuid[], text[])")
    _open(BY_CODE.format(column=", erased text", value=", t.erased_because", join=JOIN), SIGNATURE)
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Put the doors back and drop the columns; what was erased stays so."""
    op.execute(f"drop function {SIGNATURE}")
    op.execute("drop function erase_from_log(uuid, uuid[], text[])")
    op.execute("grant create on schema public to cbot_doors")
    _open(BY_CODE.format(column="", value="", join=""), SIGNATURE)
    op.execute("revoke create on schema public from cbot_doors")
    op.execute("revoke delete on mail_suppression from cbot_app")
    op.execute("revoke select, update (changes, actor_name) on audit_event from cbot_doors")
    op.execute("drop policy doors on audit_event")
    op.drop_constraint(op.f("ck_trainee_erased"), "trainee", type_="check")
    op.drop_constraint(op.f("ck_trainee_erased_because"), "trainee", type_="check")
    op.drop_column("trainee", "erased_because")
    op.drop_column("trainee", "erased_at")


def _open(statement: str, signature: str) -> None:
    op.execute(statement)
    op.execute(f"alter function {signature} owner to cbot_doors")
    op.execute(f"revoke all on function {signature} from public")
    op.execute(f"grant execute on function {signature} to cbot_app")
