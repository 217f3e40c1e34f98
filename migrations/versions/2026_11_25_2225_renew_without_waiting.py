"""Renew leases without waiting for a mail that is just being noted: its note sets the lease, or ends it.

Revision ID: 0151_renew_without_waiting
Revises: 0170_waiting_enrolments
"""

from alembic import op

revision = "0151_renew_without_waiting"
down_revision = "0170_waiting_enrolments"
branch_labels = None
depends_on = None

# Two statements that lock several mails in different orders would otherwise stop each other.
RENEW = """
    create or replace function outbox_renew(p_tokens uuid[], p_until timestamptz) returns void
    language sql volatile security definer set search_path = public as $$
        with ours as (
            select m.provider_id, m.id from outbox_mail m
            where m.state in ('claimed', 'handing') and m.lease_token = any(p_tokens)
            for update of m skip locked
        )
        update outbox_mail m set lease_until = p_until
        from ours where m.provider_id = ours.provider_id and m.id = ours.id
    $$"""
WAITING = """
    create or replace function outbox_renew(p_tokens uuid[], p_until timestamptz) returns void
    language sql volatile security definer set search_path = public as $$
        update outbox_mail set lease_until = p_until
        where state in ('claimed', 'handing') and lease_token = any(p_tokens)
    $$"""


def upgrade() -> None:
    """Pass over what is locked."""
    op.execute(RENEW)


def downgrade() -> None:
    """Wait for it again."""
    op.execute(WAITING)
