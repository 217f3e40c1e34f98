"""Copying a course to other dates (R-CRS-10): each copy is a new course with a number of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import Invalid
from app.courses.booking import book
from app.courses.busy import lock_bookings
from app.courses.dates import MAX_DATES, shifted
from app.courses.days import expiry_after
from app.courses.desk import Desk
from app.courses.draft import CourseDraft, Expiry, LocationChoice, draft_of
from app.courses.loading import take_course
from app.courses.models import Course
from app.courses.references import look_up
from app.courses.states import Action, require


async def copy(
    session: AsyncSession,
    course_id: UUID,
    first_days: Sequence[date],
    desk: Desk,
    *,
    with_instructors: bool = True,
    accept_double_booking: bool = False,
) -> list[Course]:
    """Book the same course once more for each date; no trainees and no files come along. All of them or none.

    Raises CourseNotFound, Invalid, and whatever booking a course raises; InstructorBusy tells the first date that clashes.
    """
    course = await take_course(session, course_id)
    require(course, Action.COPY, desk.today)
    if not 1 <= len(first_days) <= MAX_DATES or len(set(first_days)) < len(first_days):
        raise Invalid.at("/firstDays", "dates_invalid", f"Give 1 to {MAX_DATES} different dates.")
    model = await _model(session, draft_of(course), with_instructors=with_instructors)
    drafts = [_on(model, day, f"/firstDays/{index}") for index, day in enumerate(sorted(first_days))]
    people = list(model.places.values())
    await lock_bookings(session, people, {day.date for draft in drafts for day in draft.days})
    return [await book(session, draft, desk, accept_double_booking=accept_double_booking) for draft in drafts]


async def _model(session: AsyncSession, draft: CourseDraft, *, with_instructors: bool) -> CourseDraft:
    """What every copy is made from: an expiry date that the type proposed is proposed anew, one that was typed moves along;
    a location that is not used any more stays as words."""
    found = await look_up(session, draft)
    months = draft.type.validity_months
    proposed = months is not None and draft.expires_on == expiry_after(draft.days[-1].date, months)
    return replace(
        draft,
        expires_on=Expiry.PROPOSED if proposed else draft.expires_on,
        location=LocationChoice(None, found.place.text) if found.place and found.place.archived else draft.location,
        main_instructor=draft.main_instructor if with_instructors else None,
        second_instructor=draft.second_instructor if with_instructors else None,
    )


def _on(model: CourseDraft, first_day: date, pointer: str) -> CourseDraft:
    days = shifted(model.days, first_day, pointer=pointer)
    typed = model.expires_on
    moved = typed + (first_day - model.days[0].date) if isinstance(typed, date) else typed
    return replace(model, days=days, expires_on=moved)
