"""Give instructors a page of their own: days off, a calendar feed, consent; and let the operator keep the registry.

Instructors stand outside the tenants. Everybody may read the registry; an instructor's own session (`app.instructor_id`)
may change what is his, and the operator's (`app.operator`) everything. The tables' owner is not bound.

Revision ID: 0130_instructor_pages
Revises: 0130_bounces
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0130_instructor_pages"
down_revision = "0130_bounces"
branch_labels = None
depends_on = None

HIMSELF = "(select nullif(current_setting('app.instructor_id', true), '')::uuid)"
OPERATOR = "(select current_setting('app.operator', true) = 'on')"
REGISTRY = ("instructor", "teaching_qualification")
OWN = ("instructor_away", "calendar_feed")
BOOKINGS = "instructor_bookings(uuid[], date[])"
_BOOKINGS_HEAD = """
    create or replace function instructor_bookings(p_instructors uuid[], p_days date[]) returns table (
        instructor_id uuid, day date, starts time, ends time, own boolean,
        course_id uuid, course_number integer, type_name text)
    language sql stable security definer set search_path = public as $$
"""
_BOOKED = """
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
"""
_AWAY = """
        union all
        select a.instructor_id, a.day, time '00:00', time '23:59', false, null, null, null
        from instructor_away a
        where a.instructor_id = any(p_instructors) and a.day = any(p_days)
"""
DOORS = {
    "instructor_agenda(date)": f"""
        create function instructor_agenda(p_from date) returns table (
            provider_id uuid, provider_name text, provider_email text, provider_phone text, time_zone text,
            course_id uuid, type_name text, location_text text, state text, calendar_sequence integer,
            "position" text, days jsonb)
        language sql stable security definer set search_path = public as $$
            select c.provider_id, p.name, p.email, p.phone, p.time_zone,
                   c.id, c.type_name, c.location_text, c.state, c.calendar_sequence, ci.position,
                   (select jsonb_agg(jsonb_build_array(d.date, d.starts, d.ends) order by d.date)
                    from course_day d where d.provider_id = c.provider_id and d.course_id = c.id)
            from course_instructor ci
            join course c on c.provider_id = ci.provider_id and c.id = ci.course_id and c.last_day >= p_from
            join provider p on p.id = c.provider_id
            where ci.instructor_id = {HIMSELF}
            order by c.first_day, c.id
            limit 500
        $$""",
    "instructor_questions(timestamptz)": f"""
        create function instructor_questions(p_now timestamptz) returns table (
            provider_id uuid, provider_name text, request_id uuid, generation integer, state text, reply_by date,
            type_name text, location_text text, first_day date, over_at timestamptz)
        language sql stable security definer set search_path = public as $$
            select r.provider_id, p.name, r.id, r.generation, r.state, r.reply_by, c.type_name, c.location_text,
                   c.first_day, o.over_at
            from staffing_request r
            join course c on c.provider_id = r.provider_id and c.id = r.course_id and c.state = 'planned'
            join provider p on p.id = r.provider_id and p.state = 'active'
            cross join lateral (
                select max((d.date + d.ends) at time zone p.time_zone) as over_at
                from course_day d where d.provider_id = c.provider_id and d.course_id = c.id) o
            where r.instructor_id = {HIMSELF} and r.state in ('invited', 'available', 'unavailable')
              and o.over_at > p_now
              and not exists (
                  select 1 from course_instructor ci
                  where ci.provider_id = r.provider_id and ci.course_id = r.course_id
                    and (ci.instructor_id = r.instructor_id or r.state <> 'invited' and ci.booked_at >= r.invited_at))
            order by c.first_day, r.id
            limit 100
        $$""",
    "calendar_feed_owner(bytea)": """
        create function calendar_feed_owner(p_hash bytea) returns uuid
        language sql stable security definer set search_path = public as $$
            select f.instructor_id from calendar_feed f
            join instructor i on i.id = f.instructor_id and i.suspended_at is null
            where f.token_hash = p_hash and f.revoked_at is null
        $$""",
}


def upgrade() -> None:
    """Make the tables, guard them and the registry, and open the doors."""
    op.add_column("instructor", sa.Column("page_generation", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.create_index("ix_instructor_email", "instructor", ["email"], unique=True)
    _tables()
    for table in OWN:
        op.execute(f"create policy doors on {table} for select to cbot_doors using (true)")
        op.execute(f"grant select on {table} to cbot_doors")
    op.execute("grant select on instructor to cbot_doors")
    for table in (*REGISTRY, *OWN):
        op.execute(f"alter table {table} enable row level security")
    for table in REGISTRY:
        op.execute(f"create policy everybody on {table} for select using (true)")
        op.execute(f"create policy operator on {table} using ({OPERATOR}) with check ({OPERATOR})")
        op.execute(f"grant insert, update, delete on {table} to cbot_app")
    op.execute(f"create policy himself on instructor for update using (id = {HIMSELF}) with check (id = {HIMSELF})")
    for table in OWN:
        op.execute(f"create policy himself on {table} using (instructor_id = {HIMSELF})")
        op.execute(f"grant select, insert, update, delete on {table} to cbot_app")
    op.execute("create policy doors on staffing_request to cbot_doors using (true) with check (true)")
    op.execute("grant select on staffing_request to cbot_doors")
    _doors()


def downgrade() -> None:
    """Close the doors, lift the guards and drop the tables."""
    for signature in reversed(DOORS):
        op.execute(f"drop function {signature}")
    op.execute(f"{_BOOKINGS_HEAD}{_BOOKED} order by 1, 2, 3 $$")
    op.execute("drop policy doors on staffing_request")
    op.execute("revoke all on staffing_request from cbot_doors")
    op.execute("drop policy himself on instructor")
    for table in REGISTRY:
        for policy in ("everybody", "operator"):
            op.execute(f"drop policy {policy} on {table}")
        op.execute(f"alter table {table} disable row level security")
        op.execute(f"revoke insert, update, delete on {table} from cbot_app")
    op.execute("revoke all on instructor from cbot_doors")
    op.drop_table("calendar_feed")
    op.drop_table("instructor_away")
    op.drop_index("ix_instructor_email", table_name="instructor")
    op.drop_column("instructor", "page_generation")


def _tables() -> None:
    moment = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "instructor_away",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instructor_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instructor_id"], ["instructor.id"], name=op.f("fk_instructor_away_instructor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instructor_away")),
    )
    op.create_index("ix_instructor_away_instructor_id_day", "instructor_away", ["instructor_id", "day"], unique=True)
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instructor_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("revoked_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["instructor_id"], ["instructor.id"], name=op.f("fk_calendar_feed_instructor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
    )
    op.create_index("ix_calendar_feed_token_hash", "calendar_feed", ["token_hash"], unique=True)
    op.create_index(
        "uq_calendar_feed_live",
        "calendar_feed",
        ["instructor_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at is null"),
    )


def _doors() -> None:
    op.execute("grant create on schema public to cbot_doors")
    op.execute("set local role cbot_doors")
    op.execute(f"{_BOOKINGS_HEAD}{_BOOKED}{_AWAY} order by 1, 2, 3 $$")
    op.execute("reset role")
    for signature, statement in DOORS.items():
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")
