"""Let the operator set how many mails of a provider leave on a day; what exceeds it waits outside the queue.

Revision ID: 0210_daily_mail_cap
Revises: 0200_erased_trainees
"""

import sqlalchemy as sa
from alembic import op

revision = "0210_daily_mail_cap"
down_revision = "0200_erased_trainees"
branch_labels = None
depends_on = None

STATES = ("held", "queued", "claimed", "handing", "sent", "failed", "expired", "cancelled", "uncertain", "bounced")
LIVE = "('held', 'queued', 'uncertain')"
CLAIM = "outbox_claim(integer, uuid, timestamptz, interval)"
SWEEP = "outbox_sweep(timestamptz)"
WATCH = "operator_mail_watch(timestamptz)"
# A mail takes a place of its provider's day when it is claimed, once a day however often it is tried. The lane's row is
# locked meanwhile, so that two claims cannot take the same place; lanes without a maximum are neither locked nor counted.
# What finds no place leaves the queue at once and as a whole, so that no later claim looks at it.
CAPPED_CLAIM = """
    create function outbox_claim(p_limit integer, p_token uuid, p_now timestamptz, p_lease interval)
    returns table (provider_id uuid, id uuid)
    language plpgsql volatile security definer set search_path = public as $$
    #variable_conflict use_column
    declare
        v_providers uuid[];
        v_ids uuid[];
        v_lane record;
        v_room integer;
        v_placed uuid[];
        v_left uuid[];
    begin
        loop
            select array_agg(d.provider_id), array_agg(d.id) into v_providers, v_ids
            from (
                select m.provider_id, m.id
                from outbox_mail m
                where m.state in ('held', 'queued', 'uncertain') and m.not_before <= p_now
                  and not exists (
                      select 1 from mail_lane l where l.provider_id = m.provider_id and l.paused_at is not null)
                order by m.priority, m.slot
                limit p_limit
                for update of m skip locked) d;
            if v_ids is null then
                return;
            end if;
            v_left := '{}';
            for v_lane in
                select l.provider_id, l.daily_cap, (p_now at time zone p.time_zone)::date as today,
                       case when l.counted_on = (p_now at time zone p.time_zone)::date then l.counted else 0 end as counted
                from mail_lane l join provider p on p.id = l.provider_id
                where l.provider_id = any(v_providers) and l.daily_cap is not null
                order by l.provider_id
                for update of l
            loop
                v_room := greatest(v_lane.daily_cap - v_lane.counted, 0);
                select array_agg(c.id) filter (where c.place <= v_room), v_left || array_agg(c.id) filter (where c.place > v_room)
                into v_placed, v_left
                from (
                    select m.id, row_number() over (order by m.priority, m.slot) as place
                    from outbox_mail m
                    where m.provider_id = v_lane.provider_id and m.id = any(v_ids)
                      and m.counts and m.counted_on is distinct from v_lane.today) c;
                update outbox_mail m set counted_on = v_lane.today
                where m.provider_id = v_lane.provider_id and m.id = any(v_placed);
                update mail_lane l set counted_on = v_lane.today, counted = v_lane.counted + coalesce(cardinality(v_placed), 0)
                where l.provider_id = v_lane.provider_id;
                if cardinality(v_left) > 0 then
                    update outbox_mail m set state = 'deferred'
                    from (
                        select w.id from outbox_mail w
                        where w.provider_id = v_lane.provider_id and w.state in ('held', 'queued', 'uncertain')
                          and w.not_before <= p_now and w.counts and w.counted_on is distinct from v_lane.today
                        for update skip locked) rest
                    where m.provider_id = v_lane.provider_id and m.id = rest.id;
                end if;
            end loop;
            return query
                with taken as (
                    update outbox_mail m
                    set state = 'claimed', lease_token = p_token, lease_until = p_now + p_lease
                    from unnest(v_providers, v_ids) as due (provider_id, id)
                    where m.provider_id = due.provider_id and m.id = due.id and m.state <> 'deferred'
                    returning m.provider_id, m.id, m.priority, m.slot
                )
                select t.provider_id, t.id from taken t order by t.priority, t.slot;
            exit when found;
        end loop;
    end
    $$"""
# A place in the queue of the moment, so that who waited for days does not come before everybody.
CAPPED_SWEEP = """
    create function outbox_sweep(p_now timestamptz) returns bigint
    language plpgsql volatile security definer set search_path = public as $$
    declare
        v_released bigint;
        v_back bigint;
        v_lane record;
    begin
        with late as (
            select m.provider_id, m.id from outbox_mail m
            where m.state in ('claimed', 'handing') and m.lease_until < p_now
            for update of m skip locked
        ), released as (
            update outbox_mail m
            set was_uncertain = m.was_uncertain or m.state = 'handing',
                state = case m.state when 'handing' then 'uncertain' else 'queued' end,
                lease_token = null, lease_until = null, handing_since = null
            from late where m.provider_id = late.provider_id and m.id = late.id
            returning 1
        )
        select count(*) into v_released from released;
        for v_lane in
            select l.provider_id, l.per_second,
                   l.daily_cap - case when l.counted_on = (p_now at time zone p.time_zone)::date then l.counted else 0 end
                       as room
            from mail_lane l join provider p on p.id = l.provider_id
            where l.paused_at is null
              and exists (select from outbox_mail m where m.provider_id = l.provider_id and m.state = 'deferred')
        loop
            continue when v_lane.room <= 0;
            with soon as (
                select count(*) as number from (
                    select from outbox_mail q
                    where q.provider_id = v_lane.provider_id and q.state in ('held', 'queued', 'uncertain') and q.counts
                    limit v_lane.room) few
            ), waiting as (
                select m.id, row_number() over (order by m.priority, m.slot) as place
                from (
                    select w.id, w.priority, w.slot from outbox_mail w
                    where w.provider_id = v_lane.provider_id and w.state = 'deferred'
                    order by w.priority, w.slot
                    limit v_lane.room - case when v_lane.room is null then 0 else (select number from soon) end
                    for update skip locked) m
            ), back as (
                update outbox_mail m
                set state = 'queued', slot = extract(epoch from p_now) + w.place / v_lane.per_second
                from waiting w where m.provider_id = v_lane.provider_id and m.id = w.id
                returning 1
            )
            select count(*) into v_back from back;
            v_released := v_released + v_back;
        end loop;
        return v_released;
    end
    $$"""
CAPPED_WATCH = """
    create function operator_mail_watch(p_since timestamptz) returns table (
        provider_id uuid, provider_name text, waiting bigint, sent bigint, failed bigint, uncertain bigint,
        came_back bigint, paused_at timestamptz, deferred bigint, daily_cap integer)
    language sql stable security definer set search_path = public as $$
        select p.id, p.name, m.waiting, m.sent, m.failed, m.uncertain, m.came_back, l.paused_at, m.deferred, l.daily_cap
        from provider p
        left join mail_lane l on l.provider_id = p.id
        cross join lateral (
            select count(*) filter (where o.state in ('held', 'queued', 'claimed', 'handing', 'deferred')) as waiting,
                   count(*) filter (where o.state = 'sent') as sent,
                   count(*) filter (where o.state in ('failed', 'expired')) as failed,
                   count(*) filter (where o.state = 'uncertain') as uncertain,
                   count(*) filter (where o.state = 'bounced') as came_back,
                   count(*) filter (where o.state = 'deferred') as deferred
            from outbox_mail o where o.provider_id = p.id and o.created_at >= p_since) m
        where l.paused_at is not null or m.waiting + m.sent + m.failed + m.uncertain + m.came_back > 0
        order by m.failed + m.uncertain + m.came_back desc, p.name
    $$"""
FORMER = {
    CLAIM: """
        create function outbox_claim(p_limit integer, p_token uuid, p_now timestamptz, p_lease interval)
        returns table (provider_id uuid, id uuid)
        language sql volatile security definer set search_path = public as $$
            with due as (
                select m.provider_id, m.id
                from outbox_mail m
                where m.state in ('held', 'queued', 'uncertain') and m.not_before <= p_now
                  and not exists (
                      select 1 from mail_lane l where l.provider_id = m.provider_id and l.paused_at is not null)
                order by m.priority, m.slot
                limit p_limit
                for update of m skip locked
            ), taken as (
                update outbox_mail m
                set state = 'claimed', lease_token = p_token, lease_until = p_now + p_lease
                from due where m.provider_id = due.provider_id and m.id = due.id
                returning m.provider_id, m.id, m.priority, m.slot
            )
            select t.provider_id, t.id from taken t order by t.priority, t.slot
        $$""",
    SWEEP: """
        create function outbox_sweep(p_now timestamptz) returns bigint
        language sql volatile security definer set search_path = public as $$
            with late as (
                select m.provider_id, m.id from outbox_mail m
                where m.state in ('claimed', 'handing') and m.lease_until < p_now
                for update of m skip locked
            ), released as (
                update outbox_mail m
                set was_uncertain = m.was_uncertain or m.state = 'handing',
                    state = case m.state when 'handing' then 'uncertain' else 'queued' end,
                    lease_token = null, lease_until = null, handing_since = null
                from late where m.provider_id = late.provider_id and m.id = late.id
                returning 1
            )
            select count(*) from released
        $$""",
    WATCH: """
        create function operator_mail_watch(p_since timestamptz) returns table (
            provider_id uuid, provider_name text, waiting bigint, sent bigint, failed bigint, uncertain bigint,
            came_back bigint, paused_at timestamptz)
        language sql stable security definer set search_path = public as $$
            select p.id, p.name, m.waiting, m.sent, m.failed, m.uncertain, m.came_back, l.paused_at
            from provider p
            left join mail_lane l on l.provider_id = p.id
            cross join lateral (
                select count(*) filter (where o.state in ('held', 'queued', 'claimed', 'handing')) as waiting,
                       count(*) filter (where o.state = 'sent') as sent,
                       count(*) filter (where o.state in ('failed', 'expired')) as failed,
                       count(*) filter (where o.state = 'uncertain') as uncertain,
                       count(*) filter (where o.state = 'bounced') as came_back
                from outbox_mail o where o.provider_id = p.id and o.created_at >= p_since) m
            where l.paused_at is not null or m.waiting + m.sent + m.failed + m.uncertain + m.came_back > 0
            order by m.failed + m.uncertain + m.came_back desc, p.name
        $$""",
}


def upgrade() -> None:
    """Keep maximum and count with the lane, and let claiming and sweeping mind them."""
    op.add_column("mail_lane", sa.Column("daily_cap", sa.Integer(), nullable=True))
    op.add_column("mail_lane", sa.Column("counted_on", sa.Date(), nullable=True))
    op.add_column("mail_lane", sa.Column("counted", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_check_constraint(op.f("ck_mail_lane_daily_cap"), "mail_lane", "daily_cap > 0")
    op.add_column("outbox_mail", sa.Column("counts", sa.Boolean(), server_default=sa.text("true"), nullable=False))
    op.add_column("outbox_mail", sa.Column("counted_on", sa.Date(), nullable=True))
    _states((*STATES, "deferred"))
    op.create_index(
        "ix_outbox_mail_deferred",
        "outbox_mail",
        ["provider_id", "priority", "slot"],
        postgresql_where=sa.text("state = 'deferred'"),
    )
    op.execute("grant update (counted_on, counted) on mail_lane to cbot_doors")
    _open({CLAIM: CAPPED_CLAIM, SWEEP: CAPPED_SWEEP, WATCH: CAPPED_WATCH})


def downgrade() -> None:
    """Let everything that waits go."""
    _open(FORMER)
    op.execute("revoke update (counted_on, counted) on mail_lane from cbot_doors")
    op.drop_index("ix_outbox_mail_deferred", table_name="outbox_mail")
    op.execute("alter table outbox_mail no force row level security")
    op.execute("update outbox_mail set state = 'queued' where state = 'deferred'")
    op.execute("alter table outbox_mail force row level security")
    _states(STATES)
    op.drop_column("outbox_mail", "counted_on")
    op.drop_column("outbox_mail", "counts")
    op.drop_constraint(op.f("ck_mail_lane_daily_cap"), "mail_lane")
    op.drop_column("mail_lane", "counted")
    op.drop_column("mail_lane", "counted_on")
    op.drop_column("mail_lane", "daily_cap")


def _states(states: tuple[str, ...]) -> None:
    """The table may be long: who writes to it does not wait while it is read through."""
    op.drop_constraint(op.f("ck_outbox_mail_state"), "outbox_mail")
    op.execute(f"alter table outbox_mail add constraint ck_outbox_mail_state check (state in {states!r}) not valid")
    op.execute("alter table outbox_mail validate constraint ck_outbox_mail_state")


def _open(doors: dict[str, str]) -> None:
    op.execute("grant create on schema public to cbot_doors")
    for signature, statement in doors.items():
        op.execute(f"drop function {signature}")
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")
