"""What needs a hand today (R-DSH-01): each group with its number and the courses to begin with, in one statement."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import column, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page
from app.courses.repository import CourseFilter, list_courses

FIRST_FEW = 5
LOOKS_BACK = timedelta(days=30)
"""A mail that failed longer ago is not today's work."""
WEEK_ROWS = 100

_GROUP = """
    select '{name}' as name, (select count(*) from {name}) as number,
           (select coalesce(jsonb_agg(jsonb_build_object(
                'id', f.id, 'number', f.number, 'typeName', f.type_name, 'firstDay', f.first_day, 'waits', f.waits)), '[]')
            from (select * from {name} order by first_day, id limit {limit}) f) as courses
"""
_NAMES = ("to_process", "without_instructor", "answers", "never_invited", "waiting_lists")
_TODAY = (
    text(
        """
    with mine as (
        select c.id, c.number, c.type_name, c.first_day, c.last_day, c.is_white_label,
               exists (select from course_instructor i where i.provider_id = :provider_id and i.course_id = c.id
                       and i.position = 'main') as staffed
        from course c where c.provider_id = :provider_id and c.state = 'planned'
    ), ahead as (
        select * from mine where last_day >= :today
    ), to_process as (
        select *, 1 as waits from mine where last_day < :today and not is_white_label
    ), without_instructor as (
        select *, 1 as waits from ahead where not staffed
    ), answers as (
        select a.*, n.waits from ahead a
        join (select course_id, count(*) as waits from staffing_request
              where provider_id = :provider_id and state = 'available' group by course_id) n on n.course_id = a.id
        where not a.staffed
    ), never_invited as (
        select a.*, n.waits from ahead a
        join lateral (
            select count(*) as waits from enrolment e
            where e.provider_id = :provider_id and e.course_id = a.id and e.state = 'enrolled'
              and not exists (
                  select from invitation v
                  join outbox_mail o on o.provider_id = v.provider_id and o.id = v.mail_id and o.state <> 'cancelled'
                  where v.provider_id = :provider_id and v.enrolment_id = e.id)) n on n.waits > 0
        where not a.is_white_label
    ), waiting_lists as (
        select a.*, n.waits from ahead a
        join lateral (
            select count(*) as waits from enrolment e
            where e.provider_id = :provider_id and e.course_id = a.id and e.state = 'waiting') n on n.waits > 0
    )
    """
        + " union all ".join(_GROUP.format(name=name, limit=FIRST_FEW) for name in _NAMES)
        + """
    union all
    select 'expiring', coalesce(sum(m.number), 0), coalesce(jsonb_agg(m.* order by m.starts) filter (where m.number > 0), '[]')
    from (
        select greatest(cast(month as date), cast(:today as date)) as starts,
               cast(month + interval '1 month' - interval '1 day' as date) as ends,
               (select count(*) from certificate k
                where k.provider_id = :provider_id and k.revoked_at is null
                  and k.expires_on between greatest(cast(month as date), cast(:today as date))
                                       and cast(month + interval '1 month' - interval '1 day' as date)) as number
        from generate_series(date_trunc('month', cast(cast(:today as date) as timestamp)),
                             date_trunc('month', cast(cast(:today as date) as timestamp)) + interval '2 months',
                             interval '1 month') month) m
    union all
    select 'failed_mails', (
        select count(*) from outbox_mail o
        where o.provider_id = :provider_id and o.created_at > :since and o.state in ('failed', 'bounced')
          and not exists (select from outbox_mail again where again.provider_id = :provider_id and again.resend_of = o.id
                          and again.created_at > :since)), '[]'
    """
    )
).columns(column("name"), column("number"), column("courses", JSONB))


@dataclass(frozen=True)
class Group:
    """How many courses wait for something, and the first few; `waits` of a course is how much of it waits there."""

    count: int = 0
    courses: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Today:
    """Everything that needs a hand, by name, and the courses of this week."""

    groups: dict[str, Group]
    this_week: list[Any]


async def look_at_today(session: AsyncSession, today: date, now: datetime) -> Today:
    """The work of `today`, a day in the provider's time zone; the week runs from Monday to Sunday."""
    values = {"provider_id": bound_provider(session), "today": today, "since": now - LOOKS_BACK}
    rows = await session.execute(_TODAY, values)
    groups = {row.name: Group(row.number, row.courses) for row in rows}
    monday = today - timedelta(days=today.weekday())
    week = CourseFilter(from_day=monday, until_day=monday + timedelta(days=6), not_cancelled=True)
    this_week, _ = await list_courses(session, week, Page(limit=WEEK_ROWS), "firstDay", today)
    return Today(groups, this_week)
