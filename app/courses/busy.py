"""Who is booked already, at any provider (R-CRS-05).

Whoever books takes the lock of every instructor on every day first: of two requests at the same moment the second one
waits, and then sees what the first one booked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ARRAY, Date, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.courses.days import Day
from app.courses.teachers import Teacher
from app.instructors.people import InstructorRef

_BOOKINGS = text(
    """
    select instructor_id, day, starts, ends, own, course_id, course_number, type_name
    from instructor_bookings(:registered, :dates)
    union all
    select ci.external_instructor_id, cd.date, cd.starts, cd.ends, true, c.id, c.number, c.type_name
    from course_instructor ci
    join course c on c.provider_id = ci.provider_id and c.id = ci.course_id and c.state <> 'cancelled'
    join course_day cd on cd.provider_id = c.provider_id and cd.course_id = c.id
    where ci.provider_id = :provider_id and ci.external_instructor_id = any(:external) and cd.date = any(:dates)
    order by instructor_id, day, starts
    """
).bindparams(
    bindparam("registered", type_=ARRAY(Uuid)),
    bindparam("external", type_=ARRAY(Uuid)),
    bindparam("dates", type_=ARRAY(Date)),
)
_RULE = text("select busy_rule, travel_margin_minutes from provider where id = :provider_id")


@dataclass(frozen=True)
class BusyRule:
    """What counts as busy for a provider: any booking on the date, or times that overlap with a margin for travel."""

    kind: Literal["day", "overlap"]
    margin_minutes: int = 0

    def counts(self, wanted: Day, starts: time, ends: time) -> bool:
        """Whether a booking on the same date is in the way of the wanted day."""
        margin = timedelta(minutes=self.margin_minutes)
        apart = _span(wanted.starts) >= _span(ends) + margin or _span(starts) >= _span(wanted.ends) + margin
        return self.kind == "day" or not apart


@dataclass(frozen=True)
class Clash:
    """A booking that is in the way. Of another provider's course only the times are told."""

    teacher: Teacher
    day: date
    starts: time
    ends: time
    own: bool
    course_id: UUID | None = None
    course_number: int | None = None
    type_name: str | None = None

    def told(self) -> dict[str, Any]:
        """The clash in the words of the API, as the refusal carries it."""
        person = self.teacher.person
        return {
            "instructor": {"kind": person.kind, "id": str(person.id), "name": self.teacher.name},
            "day": self.day.isoformat(),
            "starts": f"{self.starts:%H:%M}",
            "ends": f"{self.ends:%H:%M}",
            "own": self.own,
            "courseId": str(self.course_id) if self.course_id else None,
            "courseNumber": self.course_number,
            "typeName": self.type_name,
        }


async def lock_bookings(session: AsyncSession, people: Iterable[InstructorRef], dates: Iterable[date]) -> None:
    """Hold these instructors on these days until the transaction ends, so that nobody books them meanwhile."""
    days = list(dates)
    await lock(session, [f"instructor:{person.id}:{day}" for person in people for day in days])


async def busy_rule(session: AsyncSession) -> BusyRule:
    """The provider's rule."""
    row = (await session.execute(_RULE, {"provider_id": bound_provider(session)})).one()
    return BusyRule(row.busy_rule, row.travel_margin_minutes)


async def find_clashes(
    session: AsyncSession,
    teachers: Sequence[Teacher],
    days: Sequence[Day],
    rule: BusyRule,
    *,
    except_course: UUID | None = None,
) -> list[Clash]:
    """What is in the way of these instructors teaching on these days; a course does not stand in its own way."""
    by_id = {teacher.person.id: teacher for teacher in teachers}
    wanted = {day.date: day for day in days}
    return [
        Clash(
            by_id[row.instructor_id],
            row.day,
            row.starts,
            row.ends,
            row.own,
            row.course_id,
            row.course_number,
            row.type_name,
        )
        for row in await _bookings(session, teachers, sorted(wanted))
        if not (row.own and row.course_id == except_course) and rule.counts(wanted[row.day], row.starts, row.ends)
    ]


async def _bookings(session: AsyncSession, teachers: Sequence[Teacher], dates: Sequence[date]) -> list[Any]:
    if not teachers or not dates:
        return []
    values = {
        "registered": [teacher.person.id for teacher in teachers if teacher.person.kind == "registered"],
        "external": [teacher.person.id for teacher in teachers if teacher.person.kind == "external"],
        "dates": dates,
        "provider_id": bound_provider(session),
    }
    return list(await session.execute(_BOOKINGS, values))


def _span(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
