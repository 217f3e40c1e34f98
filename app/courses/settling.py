"""From a draft to what will be written: everything it refers to is found, allowed and worked out, or it is refused."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.types import CourseType, remember_external_type
from app.core.errors import FieldErrors, Invalid
from app.courses.busy import BusyRule
from app.courses.days import Day, expiry_after, in_order
from app.courses.desk import Desk
from app.courses.draft import CourseDraft, Expiry, LocationChoice
from app.courses.errors import ChoiceNotFound
from app.courses.references import Place, References, look_up
from app.courses.teachers import Teacher

_POINTERS = {"main": "/mainInstructor", "second": "/secondInstructor"}


@dataclass(frozen=True)
class Settled:
    """A draft that may be written, with its references resolved."""

    draft: CourseDraft
    course_type: CourseType
    days: tuple[Day, ...]
    expires_on: date | None
    location: LocationChoice
    teachers: dict[str, Teacher]
    """Who teaches, by position."""
    busy_rule: BusyRule


async def settle(session: AsyncSession, draft: CourseDraft, desk: Desk, former: CourseDraft | None = None) -> Settled:
    """Check and resolve a draft; `former` is the course as it stands when it is being changed.

    Raises Invalid with everything that is wrong, ChoiceNotFound for ids that do not exist for this provider,
    ExternalCoursesOnly (R-EXT-01) and ModuleNotActive.
    """
    desk.require_kind(draft.kind)
    errors = draft.check()
    found = await look_up(session, draft)
    _require_existing(draft, found)
    _check_choices(draft, found, former, errors)
    errors.raise_if_any()
    course_type = await _type(session, draft, found, former)
    days = in_order(draft.days)
    return Settled(
        draft=draft,
        course_type=course_type,
        days=days,
        expires_on=_expiry(draft, days[-1].date, course_type, former),
        location=_location(draft.location, found.place),
        teachers={position: found.teachers[person] for position, person in draft.places.items()},
        busy_rule=found.busy_rule,
    )


async def _type(session: AsyncSession, draft: CourseDraft, found: References, former: CourseDraft | None) -> CourseType:
    """The type; a course that keeps it keeps the name and validity of the day on which it was chosen."""
    if found.course_type is None:
        return await remember_external_type(session, draft.type.name, draft.type.validity_months)
    if former is None or former.type.id != found.course_type.id:
        return found.course_type
    return replace(found.course_type, name=former.type.name, validity_months=former.type.validity_months)


def _require_existing(draft: CourseDraft, found: References) -> None:
    if draft.type.id is not None and found.course_type is None:
        raise ChoiceNotFound("course type")
    if draft.location is not None and draft.location.id is not None and found.place is None:
        raise ChoiceNotFound("location")
    if any(person not in found.teachers for person in draft.places.values()):
        raise ChoiceNotFound("instructor")


def _check_choices(draft: CourseDraft, found: References, former: CourseDraft | None, errors: FieldErrors) -> None:
    """Note what may not be newly chosen; what a course has had all along may stay."""
    if found.type_archived and (former is None or former.type.id != draft.type.id):
        errors.add("/type/id", "type_archived", "This type is not used any more.")
    if found.place and found.place.archived and (former is None or former.location != draft.location):
        errors.add("/location/id", "location_archived", "This location is not used any more.")
    kept = former.places if former else {}
    for position, person in draft.places.items():
        teacher = found.teachers[person]
        if not teacher.available and kept.get(position) != person:
            errors.add(_POINTERS[position], "instructor_unavailable", f"{teacher.name} cannot be booked any more.")
        if teacher.qualified:
            continue
        if person.kind == "registered":
            detail = f"{teacher.name} does not hold the teaching qualification on every course day."
            errors.add(_POINTERS[position], "instructor_not_qualified", detail)
        elif former is None or former.type.id != draft.type.id or person not in kept.values():
            errors.add(_POINTERS[position], "instructor_not_for_type", f"{teacher.name} does not teach this type.")


def _expiry(draft: CourseDraft, last_day: date, course_type: CourseType, former: CourseDraft | None) -> date | None:
    months = course_type.validity_months
    proposed = expiry_after(last_day, months) if months else None
    if isinstance(draft.expires_on, date):
        return draft.expires_on
    if draft.expires_on is None:
        return proposed if draft.kind == "certified" else None
    if draft.expires_on is Expiry.PROPOSED or former is None:
        return proposed
    return _following(former, proposed, last_day, course_type)


def _following(former: CourseDraft, proposed: date | None, last_day: date, course_type: CourseType) -> date | None:
    """A date that was proposed moves along with the course; one that somebody typed stays."""
    stood = former.expires_on if isinstance(former.expires_on, date) else None
    months = former.type.validity_months
    was_proposed = months is not None and stood == expiry_after(in_order(former.days)[-1].date, months)
    if former.type.id != course_type.id or was_proposed:
        return proposed
    if stood is not None and stood <= last_day:
        raise Invalid.at("/expiresOn", "expires_before_course_ends", "Certificates expire after the last course day.")
    return stood


def _location(chosen: LocationChoice | None, place: Place | None) -> LocationChoice:
    if place is not None:
        return LocationChoice(place.id, place.text)
    return LocationChoice(None, chosen.text.strip() if chosen else "")
