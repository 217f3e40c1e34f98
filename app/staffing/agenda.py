"""An instructor's bookings and open questions at all providers, as he himself may see them (R-INS-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.signing import LinkSigner
from app.courses.days import Day
from app.mail.calendar import CourseEvents, published_calendar
from app.mail.language import Language
from app.mail.system_mails import MailDay
from app.staffing.links import make_link

KEPT_BACK = timedelta(days=90)
"""How long a feed goes on showing what is past."""
_AGENDA = text("select * from instructor_agenda(:since)")
_QUESTIONS = text("select * from instructor_questions(:now)")
_OFF: dict[Language, str] = {"nl": "Vervallen", "en": "Cancelled"}


@dataclass(frozen=True, slots=True)
class Booking:
    """A course that he teaches, or would have taught if it had not been cancelled."""

    provider_id: UUID
    provider_name: str
    provider_email: str
    provider_phone: str
    time_zone: str
    course_id: UUID
    type_name: str
    location: str
    is_off: bool
    sequence: int
    position: str
    days: tuple[Day, ...]

    @property
    def over_at(self) -> datetime:
        """The instant at which the last day ends."""
        last = self.days[-1]
        return datetime.combine(last.date, last.ends, ZoneInfo(self.time_zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that he can still answer, with the address of its page."""

    link: str
    provider_name: str
    type_name: str
    location: str
    first_day: date
    state: str
    reply_by: date | None


async def read_agenda(session: AsyncSession, since: date) -> list[Booking]:
    """His bookings from a day on, cancelled ones among them; the session is bound to him."""
    return [
        Booking(
            row.provider_id,
            row.provider_name,
            row.provider_email,
            row.provider_phone,
            row.time_zone,
            row.course_id,
            row.type_name,
            row.location_text,
            row.state == "cancelled",
            row.calendar_sequence,
            row.position,
            tuple(_day(each) for each in row.days),
        )
        for row in await session.execute(_AGENDA, {"since": since})
    ]


async def open_questions(
    session: AsyncSession, signer: LinkSigner, base_url: str, *, now: datetime
) -> list[OpenQuestion]:
    """What he was asked and can still answer, each with a link of the present generation; the session is bound to him."""
    return [
        OpenQuestion(
            make_link(
                signer, base_url, row.provider_id, row.request_id, generation=row.generation, expires_at=row.over_at
            ),
            row.provider_name,
            row.type_name,
            row.location_text,
            row.first_day,
            row.state,
            row.reply_by,
        )
        for row in await session.execute(_QUESTIONS, {"now": now})
    ]


def agenda_calendar(bookings: Sequence[Booking], *, language: Language, now: datetime) -> bytes:
    """The bookings as a calendar that subscribers read anew: moved days keep their UID, cancelled ones say so."""
    events = [(_events(each, language), "CANCELLED" if each.is_off else "CONFIRMED") for each in bookings]
    return published_calendar(events, name="C-BOT", now=now)


def _events(booking: Booking, language: Language) -> CourseEvents:
    title = f"{booking.type_name} ({booking.provider_name})"
    return CourseEvents(
        course_id=booking.course_id,
        sequence=booking.sequence + int(booking.is_off),
        title=f"{_OFF[language]}: {title}" if booking.is_off else title,
        location=booking.location,
        description=", ".join(part for part in (booking.provider_email, booking.provider_phone) if part),
        days=tuple(MailDay(day.date, day.starts, day.ends) for day in booking.days),
        time_zone=booking.time_zone,
    )


def _day(parts: list[str]) -> Day:
    day, starts, ends = parts
    return Day(date.fromisoformat(day), time.fromisoformat(starts), time.fromisoformat(ends))
