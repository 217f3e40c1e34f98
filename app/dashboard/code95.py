"""What must be reported in TOP internet soon, or is overdue: the courses of the dashboard (R-DSH-01)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider

LOOKS_AHEAD = timedelta(days=7)
LOOKS_BACK = timedelta(days=14)
"""A term that ended longer ago is not today's work: the hours are lost."""
FIRST_FEW = 5

_DUE = text(
    """
    with duty as (
        select c.id, c.number, c.type_name, c.first_day, due.duty, due.due_at
        from course c
        join course_day d on d.provider_id = :provider_id and d.course_id = c.id
        join lateral (select * from code95_terms k where k.valid_from <= d.date
                      order by k.valid_from desc limit 1) k on true
        cross join lateral (values
            ('day', (d.date - k.days_ahead + 1)::timestamp at time zone :time_zone - interval '1 second'),
            ('trainees', (d.date + d.starts) at time zone :time_zone + make_interval(mins => k.minutes_after_start)),
            ('result', (d.date + k.days_after + 1)::timestamp at time zone :time_zone - interval '1 second')
        ) due(duty, due_at)
        where c.provider_id = :provider_id and c.is_code95 and not c.is_white_label and c.state <> 'cancelled'
          and c.last_day >= cast(:since as timestamptz)::date - 366
          and due.due_at between :since and :until
          and not exists (select from code95_report r where r.provider_id = :provider_id and r.course_day_id = d.id
                          and r.duty = due.duty)
    ), course_due as (
        select distinct on (id) * from duty order by id, due_at, duty
    )
    select *, count(*) over () as number_of_courses from course_due order by due_at, id limit :limit
    """
).bindparams(
    bindparam("provider_id", type_=Uuid()),
    bindparam("time_zone", type_=Text()),
    bindparam("since", type_=TIMESTAMP(timezone=True)),
    bindparam("until", type_=TIMESTAMP(timezone=True)),
    bindparam("limit", type_=Integer()),
)


@dataclass(frozen=True)
class DueReports:
    """How many courses have something to report, and the first few with what is due first."""

    count: int
    courses: list[Any]


async def due_reports(session: AsyncSession, now: datetime, time_zone: str) -> DueReports:
    """The courses of which something must be reported within a week, or should have been in the last two."""
    values = {
        "provider_id": bound_provider(session),
        "time_zone": time_zone,
        "since": now - LOOKS_BACK,
        "until": now + LOOKS_AHEAD,
        "limit": FIRST_FEW,
    }
    rows = list((await session.execute(_DUE, values)).all())
    return DueReports(rows[0].number_of_courses if rows else 0, rows)
