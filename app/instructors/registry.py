"""The register of CIBOT instructors, as the operator keeps it (R-INS-01). The session is bound to the operator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, cast, func, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import CertifiedCourseType
from app.core.errors import FieldErrors, Invalid, PreconditionFailed
from app.core.identifiers import new_id
from app.core.pagination import Page, cut
from app.core.values import Unusable, clean_line, email_address, phone_number
from app.core.words import normalise, search_patterns
from app.events.audit import Actor, record_operator
from app.events.differences import differences, facts
from app.instructors.errors import InstructorUnknown, QualificationOverlaps, QualificationUnknown, RegisteredAlready
from app.instructors.models import CalendarFeed, Instructor, TeachingQualification

LANGUAGES = frozenset({"nl", "en", "de", "fr"})
LOCALES = frozenset({"nl", "en"})
_MAX = 200
_FOUND = select(Instructor).where(Instructor.search.like(func.all(cast(bindparam("words"), ARRAY(Text)))))
_PAGE = _FOUND.order_by(Instructor.name_sort, Instructor.id).limit(bindparam("limit"))
_NEXT_PAGE = _PAGE.where(tuple_(Instructor.name_sort, Instructor.id) > tuple_(bindparam("name"), bindparam("after")))
_QUALIFICATIONS = (
    select(TeachingQualification, CertifiedCourseType.name)
    .join(CertifiedCourseType, CertifiedCourseType.id == TeachingQualification.course_type_id)
    .where(TeachingQualification.instructor_id == func.any(cast(bindparam("ids"), ARRAY(Uuid))))
    .order_by(CertifiedCourseType.name, TeachingQualification.valid_from)
)
_OF_TYPE = select(TeachingQualification).where(
    TeachingQualification.instructor_id == bindparam("instructor_id"),
    TeachingQualification.course_type_id == bindparam("course_type_id"),
)
_REVOKE_FEED = (
    update(CalendarFeed)
    .where(CalendarFeed.instructor_id == bindparam("himself"), CalendarFeed.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Details:
    """What the operator writes down about an instructor; phone, city and postcode may be empty."""

    given_name: str
    family_name: str
    email: str
    infix: str = ""
    phone: str = ""
    city: str = ""
    postcode: str = ""
    languages: tuple[str, ...] = ("nl",)
    locale: str = "nl"

    @classmethod
    def of(cls, instructor: Instructor) -> "Details":
        """As they are kept now."""
        return cls(
            given_name=instructor.given_name,
            family_name=instructor.family_name,
            email=instructor.email,
            infix=instructor.infix,
            phone=instructor.phone,
            city=instructor.city,
            postcode=instructor.postcode,
            languages=tuple(instructor.languages),
            locale=instructor.locale,
        )

    def changed(self, changes: Mapping[str, Any]) -> "Details":
        """The same with some of it written anew."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Held:
    """A teaching qualification with the name of its type."""

    id: UUID
    course_type_id: UUID
    type_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Registered:
    """An instructor of the register with what he may teach."""

    instructor: Instructor
    qualifications: Sequence[Held]


async def list_registered(session: AsyncSession, words: str, page: Page) -> tuple[list[Registered], str | None]:
    """One page by name, suspended ones among them, and the cursor of the next."""
    position = page.position(str, UUID)
    values: dict[str, Any] = {"words": search_patterns(words), "limit": page.limit + 1}
    statement = _PAGE
    if position is not None:
        statement, values = _NEXT_PAGE, values | {"name": position[0], "after": position[1]}
    rows, cursor = cut(
        (await session.scalars(statement, values)).all(), page.limit, lambda row: (row.name_sort, row.id)
    )
    held = await _held(session, [row.id for row in rows])
    return [Registered(row, held[row.id]) for row in rows], cursor


async def get_registered(session: AsyncSession, instructor_id: UUID) -> Registered:
    """One instructor; raises InstructorUnknown."""
    instructor = await session.get(Instructor, instructor_id)
    if instructor is None:
        raise InstructorUnknown("There is no such instructor.")
    return Registered(instructor, (await _held(session, [instructor_id]))[instructor_id])


async def register(session: AsyncSession, details: Details, *, actor: Actor, now: datetime) -> Registered:
    """Take somebody into the register; raises Invalid, and RegisteredAlready for an address that is taken."""
    instructor = Instructor(id=new_id())
    await _save(session, instructor, _checked(details))
    await _note(session, "instructor.registered", instructor.id, actor, now, {"email": instructor.email})
    return Registered(instructor, [])


async def change(
    session: AsyncSession,
    instructor_id: UUID,
    changes: Mapping[str, Any],
    *,
    suspended: bool | None,
    version: int,
    actor: Actor,
    now: datetime,
) -> Registered:
    """Write changes; who is suspended leaves every list at once, and his links and feed stop working.

    Raises InstructorUnknown, PreconditionFailed, Invalid and RegisteredAlready.
    """
    found = await get_registered(session, instructor_id)
    if found.instructor.version != version:
        raise PreconditionFailed("Somebody changed this instructor meanwhile.", version=found.instructor.version)
    columns = _checked(Details.of(found.instructor).changed(changes))
    if suspended is not None:
        columns["suspended_at"] = (found.instructor.suspended_at or now) if suspended else None
    former = facts(found.instructor)
    await _save(session, found.instructor, columns)
    told = differences(former, facts(found.instructor))
    await _note(session, "instructor.changed", instructor_id, actor, now, told)
    return found


async def void_links(session: AsyncSession, instructor_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Make every link to his own page void, and his calendar feed too: for a mailbox or a phone that was lost."""
    found = await get_registered(session, instructor_id)
    found.instructor.page_generation += 1
    await session.execute(_REVOKE_FEED, {"himself": instructor_id, "now": now})
    await session.flush()
    await _note(session, "instructor.links-voided", instructor_id, actor, now)


async def qualify(
    session: AsyncSession,
    instructor_id: UUID,
    course_type_id: UUID,
    valid_from: date,
    valid_to: date | None,
    *,
    actor: Actor,
    now: datetime,
) -> Registered:
    """Give the right to teach a type for a period.

    Raises InstructorUnknown, Invalid, and QualificationOverlaps where he holds the type already in that period.
    """
    await get_registered(session, instructor_id)
    if await session.get(CertifiedCourseType, course_type_id) is None:
        raise Invalid.at("/courseTypeId", "choose", "There is no such course type.")
    held = TeachingQualification(
        id=new_id(),
        instructor_id=instructor_id,
        course_type_id=course_type_id,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    await _check_period(session, held)
    session.add(held)
    await session.flush()
    await _note(session, "qualification.given", instructor_id, actor, now, _told(held))
    return await get_registered(session, instructor_id)


async def requalify(
    session: AsyncSession,
    instructor_id: UUID,
    qualification_id: UUID,
    valid_from: date,
    valid_to: date | None,
    *,
    actor: Actor,
    now: datetime,
) -> Registered:
    """Write another period; raises as `qualify` does, and QualificationUnknown."""
    held = await _one(session, instructor_id, qualification_id)
    former = _told(held)
    held.valid_from, held.valid_to = valid_from, valid_to
    with session.no_autoflush:
        await _check_period(session, held)
    await session.flush()
    changes = _told(held) | {"former": [former["valid_from"], former["valid_to"]]}
    await _note(session, "qualification.changed", instructor_id, actor, now, changes)
    return await get_registered(session, instructor_id)


async def disqualify(
    session: AsyncSession, instructor_id: UUID, qualification_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take away a qualification that was entered by mistake; raises QualificationUnknown."""
    held = await _one(session, instructor_id, qualification_id)
    await session.delete(held)
    await session.flush()
    await _note(session, "qualification.taken", instructor_id, actor, now, _told(held))


async def _note(
    session: AsyncSession,
    action: str,
    instructor_id: UUID,
    actor: Actor,
    now: datetime,
    changes: dict[str, Any] | None = None,
) -> None:
    """R-ACC-03: the operator's own log, since an instructor belongs to no provider."""
    await record_operator(session, actor, action, "instructor", instructor_id, now=now, changes=changes)


def _told(held: TeachingQualification) -> dict[str, Any]:
    return {"course_type": held.course_type_id, "valid_from": held.valid_from, "valid_to": held.valid_to}


async def _one(session: AsyncSession, instructor_id: UUID, qualification_id: UUID) -> TeachingQualification:
    held = await session.get(TeachingQualification, qualification_id)
    if held is None or held.instructor_id != instructor_id:
        raise QualificationUnknown("This instructor has no such qualification.")
    return held


async def _check_period(session: AsyncSession, wanted: TeachingQualification) -> None:
    if wanted.valid_to is not None and wanted.valid_to < wanted.valid_from:
        raise Invalid.at("/validTo", "end_before_start", "The last day is before the first.")
    values = {"instructor_id": wanted.instructor_id, "course_type_id": wanted.course_type_id}
    for other in await session.scalars(_OF_TYPE, values):
        starts_after = wanted.valid_to is not None and other.valid_from > wanted.valid_to
        ends_before = other.valid_to is not None and other.valid_to < wanted.valid_from
        if other.id != wanted.id and not starts_after and not ends_before:
            raise QualificationOverlaps("He holds this type already in this period.")


async def _held(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, list[Held]]:
    found: dict[UUID, list[Held]] = {each: [] for each in ids}
    for row in await session.execute(_QUALIFICATIONS, {"ids": list(ids)}):
        held: TeachingQualification = row.TeachingQualification
        found[held.instructor_id].append(Held(held.id, held.course_type_id, row.name, held.valid_from, held.valid_to))
    return found


async def _save(session: AsyncSession, instructor: Instructor, columns: Mapping[str, Any]) -> None:
    try:
        async with session.begin_nested():
            for key, value in columns.items():
                setattr(instructor, key, value)
            session.add(instructor)
            await session.flush()
    except IntegrityError as error:
        raise RegisteredAlready("Another instructor has this address.") from error


def _checked(details: Details) -> dict[str, Any]:
    """The columns of these details; raises Invalid that names every field that is wrong."""
    errors = FieldErrors()
    line = {
        name: clean_line(getattr(details, name)) for name in ("given_name", "infix", "family_name", "city", "postcode")
    }
    for name, pointer in (("given_name", "/givenName"), ("family_name", "/familyName")):
        if not 0 < len(line[name]) <= _MAX:
            errors.add(pointer, "required" if not line[name] else "too_long", f"A name has 1 to {_MAX} characters.")
    email = _value(errors, "/email", email_address, details.email)
    phone = _value(errors, "/phone", phone_number, details.phone) if details.phone.strip() else ""
    if not details.languages or not LANGUAGES.issuperset(details.languages):
        errors.add("/languages", "choose", "Choose from nl, en, de and fr.")
    if details.locale not in LOCALES:
        errors.add("/locale", "choose", "Choose nl or en.")
    errors.raise_if_any()
    full = " ".join(part for part in (line["given_name"], line["infix"], line["family_name"]) if part)
    return line | {
        "email": email,
        "phone": phone,
        "languages": list(dict.fromkeys(details.languages)),
        "locale": details.locale,
        "name_sort": normalise(f"{line['family_name']} {line['given_name']} {line['infix']}"),
        "search": normalise(full, line["city"]),
    }


def _value(errors: FieldErrors, pointer: str, read: Any, text: str) -> str:
    try:
        return str(read(text))
    except Unusable as error:
        errors.add(pointer, error.code, error.detail)
        return ""
