"""External instructors: the provider's own people for external courses (R-EXT-02)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, PreconditionFailed
from app.core.identifiers import new_id
from app.core.pagination import Page, cut
from app.core.values import Unusable, clean_line, email_address, phone_number
from app.core.words import normalise
from app.events.audit import Actor, record, record_change
from app.events.changes import announce
from app.events.differences import facts
from app.instructors.errors import ExternalInstructorExists, InstructorUnknown
from app.instructors.external_types import write_types
from app.instructors.models import ExternalInstructor

MAX_NAME = 200

_ALIVE = select(ExternalInstructor).where(
    ExternalInstructor.provider_id == bindparam("provider_id"), ExternalInstructor.archived_at.is_(None)
)
_ONE = _ALIVE.where(ExternalInstructor.id == bindparam("id"))
_SAME_ADDRESS = _ALIVE.where(ExternalInstructor.email_norm == bindparam("email"))
_PAGE = _ALIVE.order_by(ExternalInstructor.name_sort, ExternalInstructor.id).limit(bindparam("limit"))
_NEXT_PAGE = _PAGE.where(
    tuple_(ExternalInstructor.name_sort, ExternalInstructor.id) > tuple_(bindparam("name"), bindparam("after"))
)


@dataclass(frozen=True, slots=True)
class ExternalInstructorDetails:
    """What a provider writes down about an external instructor; the phone may be empty."""

    name: str
    email: str
    phone: str = ""
    locale: str = "nl"
    course_type_ids: tuple[UUID, ...] = ()
    """The provider's own course types that he may teach; empty: all of them."""


async def list_external(session: AsyncSession, page: Page) -> tuple[list[ExternalInstructor], str | None]:
    """One page of the provider's external instructors, by name."""
    position = page.position(str, UUID)
    values: dict[str, Any] = {"provider_id": bound_provider(session), "limit": page.limit + 1}
    statement: Select[ExternalInstructor] = _PAGE
    if position is not None:
        statement, values = _NEXT_PAGE, values | {"name": position[0], "after": position[1]}
    rows = (await session.scalars(statement, values)).all()
    return cut(rows, page.limit, lambda row: (row.name_sort, row.id))


async def get_external(session: AsyncSession, instructor_id: UUID) -> ExternalInstructor:
    """One external instructor; raises InstructorUnknown for an archived or foreign one."""
    found = await session.scalar(_ONE, {"provider_id": bound_provider(session), "id": instructor_id})
    if found is None:
        raise InstructorUnknown("There is no such external instructor.")
    return found


async def add_external(
    session: AsyncSession, details: ExternalInstructorDetails, *, actor: Actor, now: datetime
) -> ExternalInstructor:
    """Keep a new external instructor; raises Invalid, and ExternalInstructorExists for an address that is taken."""
    columns = _checked(details)
    instructor = ExternalInstructor(provider_id=bound_provider(session), id=new_id(), **columns)
    await _save(session, instructor, columns)
    await write_types(session, instructor.id, details.course_type_ids)
    await record(session, actor, "external-instructor.added", "external_instructor", instructor.id, now=now)
    return instructor


async def change_external(
    session: AsyncSession,
    instructor_id: UUID,
    details: ExternalInstructorDetails,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> ExternalInstructor:
    """Write new details; raises as `add_external` does, and PreconditionFailed when the version is not the present."""
    instructor = await get_external(session, instructor_id)
    if instructor.version != version:
        raise PreconditionFailed("Somebody changed this instructor meanwhile.", version=instructor.version)
    columns = _checked(details)
    before = facts(instructor)
    await _save(session, instructor, columns)
    before["course_types"] = await write_types(session, instructor.id, details.course_type_ids)
    after = facts(instructor) | {"course_types": sorted(set(details.course_type_ids))}
    action = "external-instructor.changed"
    await record_change(
        session, actor, action, "external_instructor", instructor.id, before=before, after=after, now=now
    )
    return instructor


async def archive_external(session: AsyncSession, instructor_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take an external instructor out of every list; courses that he gave keep his name. Raises InstructorUnknown."""
    instructor = await get_external(session, instructor_id)
    instructor.archived_at = now
    await session.flush()
    await record(session, actor, "external-instructor.archived", "external_instructor", instructor.id, now=now)
    await announce(session, "settings")


async def _save(session: AsyncSession, instructor: ExternalInstructor, columns: dict[str, Any]) -> None:
    """Write the columns, asking first who has the address; the unique index decides between two at once."""
    values = {"provider_id": instructor.provider_id, "email": columns["email_norm"]}
    holder = await session.scalar(_SAME_ADDRESS, values)
    if holder is not None and holder.id != instructor.id:
        raise ExternalInstructorExists("Another external instructor has this address.", name=holder.name)
    try:
        async with session.begin_nested():
            for key, value in columns.items():
                setattr(instructor, key, value)
            session.add(instructor)
            await session.flush()
    except IntegrityError as error:
        raise ExternalInstructorExists("Another external instructor has this address.") from error
    await announce(session, "settings")


def _checked(details: ExternalInstructorDetails) -> dict[str, Any]:
    """The columns of these details; raises Invalid that names every field that is wrong."""
    errors = FieldErrors()
    name, email, phone = clean_line(details.name), "", ""
    if not 0 < len(name) <= MAX_NAME:
        errors.add("/name", "required" if not name else "too_long", f"A name has 1 to {MAX_NAME} characters.")
    try:
        email = email_address(details.email)
    except Unusable as error:
        errors.add("/email", error.code, error.detail)
    try:
        phone = phone_number(details.phone) if details.phone.strip() else ""
    except Unusable as error:
        errors.add("/phone", error.code, error.detail)
    if details.locale not in ("nl", "en"):
        errors.add("/locale", "locale_unknown", "Choose nl or en.")
    errors.raise_if_any()
    return {
        "name": name,
        "name_sort": normalise(name),
        "email": email,
        "email_norm": email,
        "phone": phone,
        "locale": details.locale,
    }
