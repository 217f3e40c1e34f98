"""Keep webhooks: who wants to hear of what, and every delivery from the moment of the change until it has arrived.

What happened is read from the rows that the change itself writes (the log, and mails that fail), by triggers in its own
transaction. So no use-case has to tell twice, and none can forget.

Revision ID: 0180_webhooks
Revises: 0170_own_sender
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0180_webhooks"
down_revision = "0170_own_sender"
branch_labels = None
depends_on = None

MOMENT = postgresql.TIMESTAMP(timezone=True)
CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
TABLES = ("webhook_subscription", "webhook_delivery")
DOOR_RIGHTS = {"webhook_subscription": "select", "webhook_delivery": "select, insert, update, delete"}
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
INNER = {
    "webhook_facts(jsonb)": f"""
        create function webhook_facts(p_changes jsonb) returns jsonb
        language sql immutable set search_path = public as $$
            select coalesce(jsonb_object_agg(key, value), '{{}}')
            from jsonb_each(p_changes)
            where case jsonb_typeof(value)
                when 'string' then value #>> '{{}}' ~ '^{UUID}$'
                when 'array' then jsonb_array_length(value) between 1 and 100 and not exists (
                    select from jsonb_array_elements(value) each
                    where jsonb_typeof(each) <> 'string' or each #>> '{{}}' !~ '^{UUID}$')
                else false end
        $$""",
    "webhook_queue(uuid, text[], timestamptz, text, uuid, jsonb)": """
        create function webhook_queue(
            p_provider uuid, p_types text[], p_at timestamptz, p_subject_type text, p_subject uuid, p_facts jsonb)
        returns void language plpgsql volatile set search_path = public as $$
        begin
            with happened as materialized (
                select type, gen_random_uuid() as event_id from unnest(p_types) as type
            )
            insert into webhook_delivery (
                provider_id, id, subscription_id, event_id, event_type, subject_type, subject_id, facts,
                not_before, created_at)
            select p_provider, gen_random_uuid(), s.id, h.event_id, h.type, p_subject_type, p_subject, p_facts, p_at, p_at
            from happened h
            join webhook_subscription s on s.provider_id = p_provider and s.enabled and h.type = any(s.event_types);
            if found then
                perform pg_notify('cbot_webhooks', '');
            end if;
        end $$""",
}
DOORS = {
    "webhook_of_audit_event()": """
        create function webhook_of_audit_event() returns trigger
        language plpgsql volatile security definer set search_path = public as $$
        declare
            types text[] := array[new.action];
        begin
            if not exists (select from webhook_subscription s where s.provider_id = new.provider_id and s.enabled) then
                return null;
            end if;
            if new.changes -> 'certificate_ids' <> '[]' then
                types := types || 'certificate.issued'::text;
            end if;
            if new.changes -> 'revoked_ids' <> '[]' then
                types := types || 'certificate.revoked'::text;
            end if;
            perform webhook_queue(
                new.provider_id, types, new.at, new.subject_type, new.subject_id, webhook_facts(new.changes));
            return null;
        end $$""",
    "webhook_of_outbox_mail()": """
        create function webhook_of_outbox_mail() returns trigger
        language plpgsql volatile security definer set search_path = public as $$
        begin
            perform webhook_queue(
                new.provider_id, array['mail.failed'], coalesce(new.finished_at, clock_timestamp()), 'mail', new.id,
                jsonb_strip_nulls(jsonb_build_object('course', new.course_id)));
            return null;
        end $$""",
    "webhooks_claim(integer, integer, integer, uuid, timestamptz, interval)": """
        create function webhooks_claim(
            p_limit integer, p_each integer, p_provider integer, p_token uuid, p_now timestamptz, p_lease interval)
        returns table (provider_id uuid, id uuid)
        language sql volatile security definer set search_path = public as $$
            with busy as (
                select b.provider_id, b.subscription_id, count(*) as sending from webhook_delivery b
                where b.state = 'sending' and b.lease_until >= p_now group by b.provider_id, b.subscription_id
            ), open as (
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
                        order by w.not_before, w.id limit greatest(o.free, 0)) n) d
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
        $$""",
    "webhooks_health(timestamptz)": """
        create function webhooks_health(p_now timestamptz) returns table (
            due bigint, oldest_due_seconds double precision, failed_today bigint, switched_off bigint)
        language sql stable security definer set search_path = public as $$
            select count(*) filter (where d.not_before <= p_now),
                   coalesce(extract(epoch from p_now - min(d.not_before) filter (where d.not_before <= p_now)), 0),
                   (select count(*) from webhook_delivery f
                    where f.state = 'failed' and f.finished_at > p_now - interval '1 day'),
                   (select count(*) from webhook_subscription s where s.off_reason in ('gone', 'failing'))
            from webhook_delivery d where d.state in ('waiting', 'sending')
        $$""",
    "forget_webhook_deliveries(timestamptz, integer)": """
        create function forget_webhook_deliveries(p_now timestamptz, p_limit integer) returns bigint
        language sql volatile security definer set search_path = public as $$
            with old as (
                select s.provider_id, d.id from webhook_subscription s cross join lateral (
                    select w.id from webhook_delivery w
                    where w.provider_id = s.provider_id and w.subscription_id = s.id
                      and w.created_at < p_now - interval '30 days'
                    order by w.created_at limit p_limit) d
            ), gone as (
                delete from webhook_delivery w using old
                where w.provider_id = old.provider_id and w.id = old.id and w.state <> 'sending' returning 1
            )
            select count(*) from gone
        $$""",
}
TRIGGERS = {
    "audit_event": """create trigger webhooks after insert on audit_event
                      for each row execute function webhook_of_audit_event()""",
    "outbox_mail": """create trigger webhooks after update of state on outbox_mail for each row
                      when (new.state in ('failed', 'expired', 'bounced') and old.state is distinct from new.state)
                      execute function webhook_of_outbox_mail()""",
}


def upgrade() -> None:
    """Make both tables with their guards, open the doors, and let the triggers follow what happens."""
    _make_tables()
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy tenant on {table} using (provider_id = {CURRENT_PROVIDER})")
        op.execute(f"grant select, insert, update, delete on {table} to cbot_app")
        op.execute(f"create policy doors on {table} to cbot_doors using (true) with check (true)")
        op.execute(f"grant {DOOR_RIGHTS[table]} on {table} to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    for signature, statement in {**INNER, **DOORS}.items():
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        if signature in DOORS and not signature.endswith("()"):
            op.execute(f"grant execute on function {signature} to cbot_app")
    for statement in TRIGGERS.values():
        op.execute(statement)
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Forget every webhook; nothing else knows of them."""
    for table in TRIGGERS:
        op.execute(f"drop trigger webhooks on {table}")
    for signature in (*DOORS, *reversed(INNER)):
        op.execute(f"drop function {signature}")
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_tables() -> None:
    op.create_table(
        "webhook_subscription",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("event_types", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("off_reason", sa.Text(), nullable=True),
        sa.Column("off_at", MOMENT, nullable=True),
        sa.Column("failing_since", MOMENT, nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret", sa.LargeBinary(), nullable=True),
        sa.Column("former_secret_until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "off_reason in ('by_hand', 'gone', 'failing')", name=op.f("ck_webhook_subscription_off_reason")
        ),
        sa.CheckConstraint("enabled = (off_reason is null)", name=op.f("ck_webhook_subscription_off")),
        sa.CheckConstraint("cardinality(event_types) > 0", name=op.f("ck_webhook_subscription_event_types")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_webhook_subscription_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_webhook_subscription")),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("step", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.Column("response_start", sa.Text(), server_default="", nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'sending', 'delivered', 'failed', 'cancelled')",
            name=op.f("ck_webhook_delivery_state"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_webhook_delivery_provider_id")),
        sa.ForeignKeyConstraint(
            ["provider_id", "subscription_id"],
            ["webhook_subscription.provider_id", "webhook_subscription.id"],
            name=op.f("fk_webhook_delivery_provider_id_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_webhook_delivery")),
    )
    op.create_index(
        "ix_webhook_delivery_listed", "webhook_delivery", ["provider_id", "subscription_id", "created_at", "id"]
    )
    op.create_index(
        "ix_webhook_delivery_open",
        "webhook_delivery",
        ["provider_id", "subscription_id", "not_before", "id"],
        postgresql_where=sa.text("state in ('waiting', 'sending')"),
    )
    op.create_index(
        "ix_webhook_delivery_sending",
        "webhook_delivery",
        ["provider_id", "subscription_id"],
        postgresql_where=sa.text("state = 'sending'"),
    )
