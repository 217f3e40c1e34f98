"""Open the named doors: the only ways across tenants, each a function that returns just what may be seen.

Every door belongs to `cbot_doors`, a role that nobody can log in as and that row security binds too: it sees other
providers' rows only in the tables listed here. `tests/architecture` compares the list with the database.

Revision ID: 0003_doors
Revises: 0002_row_security
"""

from alembic import op

revision = "0003_doors"
down_revision = "0002_row_security"
branch_labels = None
depends_on = None

READ = (
    "api_key",
    "course",
    "course_day",
    "course_instructor",
    "customer",
    "idempotency_record",
    "mail_lane",
    "membership",
    "outbox_mail",
    "provider",
    "provider_module",
    "background_job",
    "trainee",
)
WRITE = ("api_key", "background_job", "outbox_mail")
DELETE = ("idempotency_record",)
GLOBAL_READ = ("user_account", "user_session")

INNER = ("modules_of(uuid, timestamptz)",)
"""Called by other doors only."""

CALLER_COLUMNS = """
    provider_id uuid, provider_name text, provider_email text, is_cibot_institute boolean, time_zone text,
    provider_locale text, provider_state text, modules text[]
"""

DOORS = {
    "modules_of(uuid, timestamptz)": """
        create function modules_of(p_provider uuid, p_now timestamptz) returns text[]
        language sql stable security definer set search_path = public as $$
            select coalesce(array_agg(distinct pm.module), '{}')
            from provider p
            join provider_module pm on pm.provider_id = p.id
            where p.id = p_provider
              and pm.active_from <= (p_now at time zone p.time_zone)::date
              and (pm.active_until is null or pm.active_until > (p_now at time zone p.time_zone)::date)
        $$""",
    "caller_by_session(bytea, timestamptz)": f"""
        create function caller_by_session(p_token bytea, p_now timestamptz) returns table (
            session_id uuid, user_id uuid, user_name text, user_email text, user_locale text, is_operator boolean,
            role text, last_seen_at timestamptz, {CALLER_COLUMNS})
        language sql stable security definer set search_path = public as $$
            select s.id, u.id, u.name, u.email, u.locale, u.is_operator, m.role, s.last_seen_at,
                   p.id, p.name, p.email, p.is_cibot_institute, p.time_zone, p.locale, p.state,
                   modules_of(p.id, p_now)
            from user_session s
            join user_account u on u.id = s.user_id and u.disabled_at is null
            left join membership m on m.provider_id = s.provider_id and m.user_id = u.id
            left join provider p on p.id = m.provider_id and p.state = 'active'
            where s.token_hash = p_token and s.expires_at > p_now
        $$""",
    "caller_by_api_key(bytea, timestamptz)": f"""
        create function caller_by_api_key(p_hash bytea, p_now timestamptz) returns table (
            key_id uuid, key_name text, scopes text[], {CALLER_COLUMNS})
        language sql volatile security definer set search_path = public as $$
            update api_key set last_used_at = p_now
            where key_hash = p_hash and (last_used_at is null or last_used_at < p_now - interval '1 minute');
            select k.id, k.name, k.scopes,
                   p.id, p.name, p.email, p.is_cibot_institute, p.time_zone, p.locale, p.state,
                   modules_of(p.id, p_now)
            from api_key k
            join provider p on p.id = k.provider_id and p.state = 'active'
            where k.key_hash = p_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now)
        $$""",
    "memberships_of(uuid)": """
        create function memberships_of(p_user uuid) returns table (
            provider_id uuid, provider_name text, role text)
        language sql stable security definer set search_path = public as $$
            select p.id, p.name, m.role
            from membership m join provider p on p.id = m.provider_id and p.state = 'active'
            where m.user_id = p_user order by p.name
        $$""",
    "operator_providers(timestamptz)": """
        create function operator_providers(p_now timestamptz) returns table (
            id uuid, name text, email text, state text, is_cibot_institute boolean, modules text[],
            users bigint, courses bigint, created_at timestamptz)
        language sql stable security definer set search_path = public as $$
            select p.id, p.name, p.email, p.state, p.is_cibot_institute, modules_of(p.id, p_now),
                   (select count(*) from membership m where m.provider_id = p.id),
                   (select count(*) from course c where c.provider_id = p.id and c.state <> 'cancelled'),
                   p.created_at
            from provider p
            order by p.name, p.id
        $$""",
    "instructor_bookings(uuid[], date[])": """
        create function instructor_bookings(p_instructors uuid[], p_days date[]) returns table (
            instructor_id uuid, day date, starts time, ends time, own boolean,
            course_id uuid, course_number integer, type_name text)
        language sql stable security definer set search_path = public as $$
            select ci.instructor_id, cd.date, cd.starts, cd.ends, mine.own,
                   case when mine.own then c.id end,
                   case when mine.own then c.number end,
                   case when mine.own then c.type_name end
            from course_instructor ci
            join course c on c.provider_id = ci.provider_id and c.id = ci.course_id and c.state <> 'cancelled'
            join course_day cd on cd.provider_id = c.provider_id and cd.course_id = c.id
            cross join lateral (
                select c.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid as own) mine
            where ci.instructor_id = any(p_instructors) and cd.date = any(p_days)
            order by ci.instructor_id, cd.date, cd.starts
        $$""",
    "trainee_search(text[], integer)": """
        create function trainee_search(p_patterns text[], p_limit integer) returns setof uuid
        language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
            select id from trainee
            where provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
              and search like p_patterns[1] and search like all (p_patterns)
            limit p_limit
        $$""",
    "customer_search(text[], integer)": """
        create function customer_search(p_patterns text[], p_limit integer) returns setof uuid
        language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
            select id from customer
            where provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
              and search like p_patterns[1] and search like all (p_patterns)
            limit p_limit
        $$""",
    "course_search(text[], integer)": """
        create function course_search(p_patterns text[], p_limit integer) returns setof uuid
        language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
            select id from course
            where provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
              and search like p_patterns[1] and search like all (p_patterns)
            limit p_limit
        $$""",
    "mail_search(text[], integer)": """
        create function mail_search(p_patterns text[], p_limit integer) returns setof uuid
        language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
            select id from outbox_mail
            where provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
              and search like p_patterns[1] and search like all (p_patterns)
            limit p_limit
        $$""",
    "outbox_head(integer, timestamptz)": """
        create function outbox_head(p_priority integer, p_now timestamptz) returns double precision
        language sql stable security definer set search_path = public as $$
            select slot from outbox_mail
            where state in ('held', 'queued', 'uncertain') and priority = p_priority and not_before <= p_now
            order by slot limit 1
        $$""",
    "outbox_claim(integer, uuid, timestamptz, interval)": """
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
    "outbox_renew(uuid[], timestamptz)": """
        create function outbox_renew(p_tokens uuid[], p_until timestamptz) returns void
        language sql volatile security definer set search_path = public as $$
            update outbox_mail set lease_until = p_until
            where state in ('claimed', 'handing') and lease_token = any(p_tokens)
        $$""",
    "outbox_sweep(timestamptz)": """
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
    "outbox_health(timestamptz)": """
        create function outbox_health(p_now timestamptz) returns table (
            due bigint, oldest_due_seconds double precision, uncertain bigint, failed_today bigint)
        language sql stable security definer set search_path = public as $$
            select count(*) filter (where m.not_before <= p_now),
                   coalesce(extract(epoch from p_now - min(m.not_before) filter (where m.not_before <= p_now)), 0),
                   count(*) filter (where m.state = 'uncertain'),
                   (select count(*) from outbox_mail f where f.state = 'failed' and f.created_at > p_now - interval '1 day')
            from outbox_mail m where m.state in ('held', 'queued', 'uncertain')
        $$""",
    "forget_expired(timestamptz)": """
        create function forget_expired(p_now timestamptz) returns void
        language sql volatile security definer set search_path = public as $$
            delete from idempotency_record where created_at < p_now - interval '24 hours'
        $$""",
    "jobs_claim(integer, uuid, timestamptz, interval)": """
        create function jobs_claim(p_limit integer, p_token uuid, p_now timestamptz, p_lease interval)
        returns table (provider_id uuid, id uuid)
        language sql volatile security definer set search_path = public as $$
            with due as (
                select j.provider_id, j.id from background_job j
                where j.state = 'queued' or (j.state = 'running' and j.lease_until < p_now)
                order by j.created_at
                limit p_limit
                for update of j skip locked
            )
            update background_job j
            set state = 'running', lease_token = p_token, lease_until = p_now + p_lease, attempts = j.attempts + 1
            from due where j.provider_id = due.provider_id and j.id = due.id
            returning j.provider_id, j.id
        $$""",
}


def upgrade() -> None:
    """Create the doors, hand them to their owner, and let only the application's role through."""
    op.execute("grant create on schema public to cbot_doors")
    for table in READ:
        op.execute(f"create policy doors on {table} to cbot_doors using (true) with check (true)")
        op.execute(f"grant select on {table} to cbot_doors")
    for table in WRITE:
        op.execute(f"grant update on {table} to cbot_doors")
    for table in DELETE:
        op.execute(f"grant delete on {table} to cbot_doors")
    for table in GLOBAL_READ:
        op.execute(f"grant select on {table} to cbot_doors")
    for signature, statement in DOORS.items():
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        if signature not in INNER:
            op.execute(f"grant execute on function {signature} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the doors."""
    for signature in reversed(DOORS):
        op.execute(f"drop function {signature}")
    for table in READ:
        op.execute(f"drop policy doors on {table}")
    for table in (*READ, *GLOBAL_READ):
        op.execute(f"revoke all on {table} from cbot_doors")
