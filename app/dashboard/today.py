"""What needs a hand today (R-DSH-01): each group with its number and the courses to begin with, in one statement."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import column, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page
from app.courses.needs import NEEDS, WAITS
from app.courses.repository import CourseFilter, list_courses
from app.mail.repository import UNRESOLVED_FOR

FIRST_FEW = 5
WEEK_ROWS = 100

_GROUP = """
    select '{name}' as name, (select count(*) from course c where c.provider_id = :provider_id and {condition}) as number,
           (select coalesce(jsonb_agg(jsonb_build_object(
                'id', f.id, 'number', f.number, 'typeName', f.type_name, 'firstDay', f.first_day, 'waits', f.waits)
                order by f.first_day, f.id), '[]')
            from (select c.id, c.number, c.type_name, c.first_day, {waits} as waits from course c
                  where c.provider_id = :provider_id and {condition} order by c.first_day, c.id limit {limit}) f) as courses
"""
_TODAY = (
    text(
        " union all ".join(
            _GROUP.format(name=name, condition=condition, waits=WAITS[name], limit=FIRST_FEW)
            for name, condition in NEEDS.items()
        )
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
                             date_trunc('month', cast(cast(:today as date) as timestamp)) + interval '11 months',
                             interval '1 month') month) m
    union all
    select 'items', count(*), coalesce(
        (select jsonb_agg(jsonb_build_object('id', f.id, 'description', f.description, 'expiresOn', f.next_expires_on)
                          order by f.next_expires_on, f.id)
         from (select i.id, i.description, i.next_expires_on from certification_item i
               where i.provider_id = :provider_id and i.archived_at is null and i.next_remind_on <= :today
               order by i.next_expires_on, i.id limit 5) f), '[]')
    from certification_item i
    where i.provider_id = :provider_id and i.archived_at is null and i.next_remind_on <= :today
    union all
    select 'failed_mails', (
        select count(*) from outbox_mail o
        where o.provider_id = :provider_id and o.created_at >= :since and o.state in ('failed', 'expired', 'bounced')
          and not exists (select from outbox_mail again where again.provider_id = :provider_id and again.resend_of = o.id)
        ), '[]'
    union all
    select 'deferred_mails', count(*), coalesce(to_jsonb((
        select l.daily_cap from mail_lane l where l.provider_id = :provider_id)), 'null')
    from outbox_mail o where o.provider_id = :provider_id and o.state = 'deferred'
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
    values = {"provider_id": bound_provider(session), "today": today, "since": now - UNRESOLVED_FOR}
    rows = await session.execute(_TODAY, values)
    groups = {row.name: Group(row.number, row.courses) for row in rows}
    monday = today - timedelta(days=today.weekday())
    week = CourseFilter(from_day=monday, until_day=monday + timedelta(days=6), not_cancelled=True)
    this_week, _ = await list_courses(session, week, Page(limit=WEEK_ROWS), "firstDay", today)
    return Today(groups, this_week)
