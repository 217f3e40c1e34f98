"""Find the next deliveries of a webhook without reading its whole backlog.

Revision ID: 0230_webhook_claims
Revises: 0220_online_payments
"""

import sqlalchemy as sa
from alembic import op

revision = "0230_webhook_claims"
down_revision = "0220_online_payments"
branch_labels = None
depends_on = None

_HEAD = """
    create or replace function webhooks_claim(
        p_limit integer, p_each integer, p_provider integer, p_token uuid, p_now timestamptz, p_lease interval)
    returns table (provider_id uuid, id uuid)
    language sql volatile security definer set search_path = public as $$
        with busy as (
            select b.provider_id, b.subscription_id, count(*) as sending from webhook_delivery b
            where b.state = 'sending' and b.lease_until >= p_now group by b.provider_id, b.subscription_id
        ), open as ("""
_TAIL = """
        ), chosen as (
            select f.provider_id, f.id from first f
            where f.place + coalesce(
                (select sum(b.sending) from busy b where b.provider_id = f.provider_id), 0) <= p_provider
            order by f.turn, f.not_before limit p_limit
        ), due as (
            select w.provider_id, w.id from webhook_delivery w
            join chosen c on c.provider_id = w.provider_id and c.id = w.id
            where w.state = 'waiting' or w.state = 'sending' and w.lease_until < p_now
            for update of w skip locked
        )
        update webhook_delivery w set state = 'sending', lease_token = p_token, lease_until = p_now + p_lease
        from due where w.provider_id = due.provider_id and w.id = due.id
        returning w.provider_id, w.id
    $$"""
PRESENT = f"""{_HEAD}
            select s.provider_id, s.id, s.enabled,
                   case when s.failing_since is null then p_each else 1 end - coalesce(b.sending, 0) as free
            from webhook_subscription s
            left join busy b on b.provider_id = s.provider_id and b.subscription_id = s.id
            where not exists (
                select from mail_lane l where l.provider_id = s.provider_id and l.paused_at is not null)
        ), first as (
            select o.provider_id, d.id, d.turn, d.not_before,
                   row_number() over (partition by o.provider_id order by d.turn, d.not_before, d.id) as place
            from open o cross join lateral (
                select n.id, n.not_before, row_number() over (order by n.not_before, n.id) as turn
                from (
                    select w.id, w.not_before from webhook_delivery w
                    where w.provider_id = o.provider_id and w.subscription_id = o.id and w.not_before <= p_now
                      and (w.state = 'waiting' or w.state = 'sending' and w.lease_until < p_now)
                      and (o.enabled or w.event_type = 'ping')
                    order by w.not_before, w.id limit greatest(o.free, 0)) n) d{_TAIL}"""
FORMER = f"""{_HEAD}
            select s.provider_id, s.id,
                   s.enabled and not exists (
                       select from mail_lane l
                       where l.provider_id = s.provider_id and l.paused_at is not null) as running,
                   case when s.failing_since is null then p_each else 1 end - coalesce(b.sending, 0) as free
            from webhook_subscription s
            left join busy b on b.provider_id = s.provider_id and b.subscription_id = s.id
        ), first as (
            select o.provider_id, d.id, d.turn, d.not_before,
                   row_number() over (partition by o.provider_id order by d.turn, d.not_before, d.id) as place
            from open o cross join lateral (
                select w.id, w.not_before, row_number() over (order by w.not_before, w.id) as turn
                from webhook_delivery w
                where w.provider_id = o.provider_id and w.subscription_id = o.id and w.not_before <= p_now
                  and (w.state = 'waiting' or w.state = 'sending' and w.lease_until < p_now)
                  and (o.running or w.event_type = 'ping')
                order by w.not_before, w.id limit greatest(o.free, 0)) d{_TAIL}"""


def upgrade() -> None:
    """Index what is under way, and take no more of a backlog than there is room for."""
    op.create_index(
        "ix_webhook_delivery_sending",
        "webhook_delivery",
        ["provider_id", "subscription_id"],
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.execute(PRESENT)


def downgrade() -> None:
    """Read the backlog again."""
    op.execute(FORMER)
    op.drop_index("ix_webhook_delivery_sending", table_name="webhook_delivery")
