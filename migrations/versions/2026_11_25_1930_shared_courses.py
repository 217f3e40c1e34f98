"""Open the door through which providers see each other's shared courses: type, dates, place, contact, free places.

Revision ID: 0140_shared_courses
Revises: 0120_template_versions
"""

import sqlalchemy as sa
from alembic import op

revision = "0140_shared_courses"
down_revision = "0120_template_versions"
branch_labels = None
depends_on = None

SIGNATURE = "shared_courses(timestamptz, date, date, text, text[], boolean, date, uuid, integer)"
DOOR = """
    create function shared_courses(
        p_now timestamptz, p_from date, p_until date, p_kind text, p_patterns text[], p_free boolean,
        p_after_day date, p_after_key uuid, p_limit integer)
    returns table (
        key uuid, kind text, type_name text, first_day date, last_day date, days json, place text, free_places integer,
        provider_name text, provider_email text, provider_phone text, provider_city text)
    language sql stable security definer set search_path = public as $$
        select s.key, s.kind, s.type_name, s.first_day, s.last_day,
               (select json_agg(json_build_object('date', d.date, 'starts', d.starts, 'ends', d.ends) order by d.date)
                from course_day d where d.provider_id = s.provider_id and d.course_id = s.id),
               s.location_text, s.free, s.name, s.email, s.phone, s.city
        from (
            select md5(c.id::text)::uuid as key, c.*, p.name, p.email, p.phone, p.city,
                   greatest(0, c.max_trainees - (
                       select count(*) from enrolment e
                       where e.provider_id = c.provider_id and e.course_id = c.id and e.state = 'enrolled'))::integer as free
            from course c
            join provider p on p.id = c.provider_id and p.state = 'active'
            where c.visible_to_others and c.state = 'planned' and not c.is_white_label
              and c.provider_id <> nullif(current_setting('app.provider_id', true), '')::uuid
              and c.first_day >= p_from and (p_until is null or c.first_day <= p_until)
              and (p_kind is null or c.kind = p_kind)
              and translate(lower(concat_ws(' ', c.type_name, c.location_text, p.name)),
                            'àáâäãåçèéêëìíîïñòóôöõùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy') like all (p_patterns)
              and (c.kind = 'certified' or 'external_courses' = any(modules_of(c.provider_id, p_now)))
        ) s
        where (not p_free or s.free > 0) and (p_after_day is null or (s.first_day, s.key) > (p_after_day, p_after_key))
        order by s.first_day, s.key
        limit p_limit
    $$"""


def upgrade() -> None:
    """Of enrolments the door may count rows and nothing else."""
    op.execute("set local lock_timeout = '5s'")
    op.create_index(
        "ix_course_shared",
        "course",
        ["first_day"],
        postgresql_where=sa.text("visible_to_others and state = 'planned' and not is_white_label"),
    )
    op.execute("create policy doors on enrolment for select to cbot_doors using (true)")
    op.execute("grant select (provider_id, course_id, state) on enrolment to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    op.execute(DOOR)
    op.execute(f"alter function {SIGNATURE} owner to cbot_doors")
    op.execute(f"revoke all on function {SIGNATURE} from public")
    op.execute(f"grant execute on function {SIGNATURE} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the door."""
    op.execute(f"drop function {SIGNATURE}")
    op.execute("revoke select (provider_id, course_id, state) on enrolment from cbot_doors")
    op.execute("drop policy doors on enrolment")
    op.drop_index("ix_course_shared", "course")
