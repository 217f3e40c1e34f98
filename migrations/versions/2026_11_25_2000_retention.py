"""Forget mails after the term that their provider set, and lists of people a month after they were sent in.

Revision ID: 0145_retention
Revises: 0132_days_by_date
"""

import sqlalchemy as sa
from alembic import op

revision = "0145_retention"
down_revision = "0132_days_by_date"
branch_labels = None
depends_on = None

GUARDED = ("invitation", "certificate_delivery", "mail_suppression", "trainee_import")
DELETED = ("outbox_mail", *GUARDED)
DOORS = {
    # What says that somebody was invited or sent a certificate goes with the mail that did it. An address that mail
    # came back from stays spared, and so does the mail that says so.
    "forget_mails(timestamptz, integer)": """
        create function forget_mails(p_now timestamptz, p_limit integer) returns bigint
        language sql volatile security definer set search_path = public as $$
            with old as (
                select m.provider_id, m.id
                from provider p
                join lateral (
                    select o.provider_id, o.id from outbox_mail o
                    where o.provider_id = p.id
                      and o.created_at < p_now - make_interval(months => p.mails_kept_months)
                      and o.state in ('sent', 'failed', 'expired', 'cancelled', 'bounced')
                      and not exists (select from mail_suppression s where s.provider_id = o.provider_id
                                      and s.mail_id = o.id and s.lifted_at is null)
                    order by o.created_at, o.id limit p_limit) m on true
                where p.mails_kept_months is not null
            ), invited as (
                delete from invitation i using old where i.provider_id = old.provider_id and i.mail_id = old.id
            ), delivered as (
                delete from certificate_delivery d using old where d.provider_id = old.provider_id and d.mail_id = old.id
            ), lifted as (
                delete from mail_suppression s using old where s.provider_id = old.provider_id and s.mail_id = old.id
            ), gone as (
                delete from outbox_mail m using old where m.provider_id = old.provider_id and m.id = old.id returning 1
            )
            select count(*) from gone
        $$""",
    "forget_imports(timestamptz)": """
        create function forget_imports(p_now timestamptz) returns bigint
        language sql volatile security definer set search_path = public as $$
            with gone as (
                delete from trainee_import
                where created_at < p_now - interval '30 days' and state <> 'running' returning 1
            )
            select count(*) from gone
        $$""",
}


def upgrade() -> None:
    """Keep the term, and open the doors through which the worker forgets."""
    op.add_column("provider", sa.Column("mails_kept_months", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_provider_mails_kept"), "provider", "mails_kept_months between 6 and 120")
    for table in GUARDED:
        op.execute(f"create policy doors on {table} to cbot_doors using (true)")
        op.execute(f"grant select on {table} to cbot_doors")
    for table in DELETED:
        op.execute(f"grant delete on {table} to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    for signature, statement in DOORS.items():
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the doors and drop the term."""
    for signature in reversed(DOORS):
        op.execute(f"drop function {signature}")
    for table in DELETED:
        op.execute(f"revoke delete on {table} from cbot_doors")
    for table in GUARDED:
        op.execute(f"revoke select on {table} from cbot_doors")
        op.execute(f"drop policy doors on {table}")
    op.drop_constraint(op.f("ck_provider_mails_kept"), "provider", type_="check")
    op.drop_column("provider", "mails_kept_months")
