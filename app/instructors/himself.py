"""What is an instructor's own: consent to show his address, days on which he is not to be asked, his calendar feed.

Every function works in a session that is bound to him (`bind_instructor`), which row-level security repeats.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import CertifiedCourseType
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.instructors.errors import InstructorUnknown
from app.instructors.models import CalendarFeed, Instructor, InstructorAway, TeachingQualification
from app.instructors.statements import REGISTERED_NAME

MAX_PERIOD = 62
MAX_AHEAD = timedelta(days=730)
_TOKEN_BYTES = 32
_ONE = select(Instructor, REGISTERED_NAME.label("name")).where(
    Instructor.id == bindparam("id"), Instructor.suspended_at.is_(None)
)
_QUALIFICATIONS = (
    select(CertifiedCourseType.name, TeachingQualification.valid_to)
    .join(CertifiedCourseType, CertifiedCourseType.id == TeachingQualification.course_type_id)
    .where(
        TeachingQualification.instructor_id == bindparam("id"), TeachingQualification.valid_from <= bindparam("today")
    )
    .order_by(CertifiedCourseType.name, TeachingQualification.valid_from)
)
_AWAY = (
    select(InstructorAway.day)
    .where(InstructorAway.instructor_id == bindparam("id"), InstructorAway.day >= bindparam("today"))
    .order_by(InstructorAway.day)
)
_LIVE_FEED = select(CalendarFeed.created_at).where(
    CalendarFeed.instructor_id == bindparam("id"), CalendarFeed.revoked_at.is_(None)
)
_SHOW = (
    update(Instructor)
    .where(Instructor.id == bindparam("himself"))
    .values(email_visible=bindparam("visible"), version=Instructor.version + 1)
)
_ADD_AWAY = insert_or_skip(InstructorAway).on_conflict_do_nothing(index_elements=["instructor_id", "day"])
_REMOVE_AWAY = delete(InstructorAway).where(
    InstructorAway.instructor_id == bindparam("id"), InstructorAway.day == bindparam("day")
)
_REVOKE = (
    update(CalendarFeed)
    .where(CalendarFeed.instructor_id == bindparam("himself"), CalendarFeed.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)
_FEED_OWNER = text("select calendar_feed_owner(:hash)")


@dataclass(frozen=True, slots=True)
class Profile:
    """An instructor as his own page shows him."""

    id: UUID
    name: str
    email: str
    locale: str
    email_visible: bool
    page_generation: int
    qualifications: Sequence[tuple[str, date | None]]
    """The types that he may teach, and until when."""
    away: Sequence[date]
    feed_since: datetime | None
    """Since when there is a calendar feed; None where there is none."""


async def read_profile(session: AsyncSession, instructor_id: UUID, *, today: date) -> Profile:
    """His page as it stands; raises InstructorUnknown for one who is suspended or gone."""
    found = (await session.execute(_ONE, {"id": instructor_id})).one_or_none()
    if found is None:
        raise InstructorUnknown("There is no such instructor.")
    himself: Instructor = found.Instructor
    values = {"id": instructor_id, "today": today}
    held = [(row.name, row.valid_to) for row in await session.execute(_QUALIFICATIONS, values)]
    away = list(await session.scalars(_AWAY, values))
    feed_since = await session.scalar(_LIVE_FEED, {"id": instructor_id})
    return Profile(
        id=himself.id,
        name=found.name,
        email=himself.email,
        locale=himself.locale,
        email_visible=himself.email_visible,
        page_generation=himself.page_generation,
        qualifications=held,
        away=away,
        feed_since=feed_since,
    )


async def show_address(session: AsyncSession, instructor_id: UUID, *, visible: bool) -> None:
    """Agree that providers see the e-mail address, or withdraw that (R-INS-02)."""
    await session.execute(_SHOW, {"himself": instructor_id, "visible": visible})


async def add_away(session: AsyncSession, instructor_id: UUID, first: date, last: date, *, today: date) -> None:
    """Days on which he is not to be asked; raises Invalid for a period that is past, backwards, or too long."""
    length = (last - first).days + 1
    if first < today or not 1 <= length <= MAX_PERIOD or last > today + MAX_AHEAD:
        raise Invalid.at("/away", "away_out_of_range", f"Choose 1 to {MAX_PERIOD} days from today, within two years.")
    days = [first + timedelta(days=number) for number in range(length)]
    await session.execute(_ADD_AWAY, [{"id": new_id(), "instructor_id": instructor_id, "day": day} for day in days])


async def remove_away(session: AsyncSession, instructor_id: UUID, day: date) -> None:
    """He may be asked for this day again."""
    await session.execute(_REMOVE_AWAY, {"id": instructor_id, "day": day})


async def make_feed(session: AsyncSession, instructor_id: UUID, *, now: datetime) -> str:
    """A new secret for the calendar feed, told this once; the former one works no more (R-INS-03)."""
    await revoke_feed(session, instructor_id, now=now)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session.add(CalendarFeed(id=new_id(), instructor_id=instructor_id, token_hash=_hash(token), created_at=now))
    await session.flush()
    return token


async def revoke_feed(session: AsyncSession, instructor_id: UUID, *, now: datetime) -> None:
    """The calendar feed works no more (R-INS-03)."""
    await session.execute(_REVOKE, {"himself": instructor_id, "now": now})


async def feed_owner(session: AsyncSession, token: str) -> UUID | None:
    """Whose bookings a feed's secret shows; None for one that is unknown or revoked. The session is bound to nobody."""
    found: UUID | None = await session.scalar(_FEED_OWNER, {"hash": _hash(token)})
    return found


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
