"""The operator's keeping of certified course types (R-CRT-01). The session is bound to the operator.

What changes concerns courses that are booked from then on: a course keeps the name and the validity that it was booked with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Text, bindparam, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import CodeInUse, CourseTypeNotFound, NameInUse
from app.catalog.models import CertifiedCourseType
from app.core.database.locks import lock
from app.core.errors import FieldErrors, PreconditionFailed
from app.core.identifiers import new_id
from app.core.pagination import Page, cut
from app.core.values import clean_line
from app.events.audit import Actor, record_operator
from app.events.differences import differences

_SORT = func.lower(CertifiedCourseType.name)
_CODE = func.lower(CertifiedCourseType.code)
_WORDS = func.lower(bindparam("words", type_=Text))
_PAGE = (
    select(CertifiedCourseType, _SORT.label("sort"))
    .where(
        CertifiedCourseType.archived_at.is_not(None) == bindparam("archived", type_=Boolean),
        or_(func.strpos(_SORT, _WORDS) > 0, func.strpos(_CODE, _WORDS) > 0),
    )
    .order_by(_SORT, CertifiedCourseType.id)
    .limit(bindparam("limit"))
)
_NEXT_PAGE = _PAGE.where(tuple_(_SORT, CertifiedCourseType.id) > tuple_(bindparam("name"), bindparam("after")))
_OTHERS = select((func.lower(bindparam("code", type_=Text)) == _CODE).label("same_code")).where(
    CertifiedCourseType.id != bindparam("itself"),
    or_(func.lower(bindparam("code", type_=Text)) == _CODE, func.lower(bindparam("name", type_=Text)) == _SORT),
)


@dataclass(frozen=True, slots=True)
class Details:
    """What the operator writes down about a type; times, maximum, code 95 and documents are what it proposes.

    Of the documents `attendance_list` and `exams` are the standard ones, anything else is a name.
    """

    code: str
    name: str
    validity_months: int
    starts: time
    ends: time
    max_trainees: int
    is_code95: bool
    required_documents: tuple[str, ...]

    @classmethod
    def of(cls, course_type: CertifiedCourseType) -> "Details":
        """As they are kept now."""
        kept = {each.name: getattr(course_type, each.name) for each in fields(cls)}
        return cls(**kept | {"required_documents": tuple(course_type.required_documents)})

    def tidied(self) -> "Details":
        """Without blanks around, and each document once; raises Invalid that names every field that is wrong."""
        errors = FieldErrors()
        if self.ends <= self.starts:
            errors.add("/ends", "end_before_start", "A course day ends after it starts.")
        for pointer, words in (("/code", self.code), ("/name", self.name)):
            if not clean_line(words):
                errors.add(pointer, "required", "A type has a code and a name.")
        errors.raise_if_any()
        documents: dict[str, str] = {}
        for label in filter(None, map(clean_line, self.required_documents)):
            documents.setdefault(label.casefold(), label)
        return replace(
            self,
            code=clean_line(self.code),
            name=clean_line(self.name),
            required_documents=tuple(documents.values()),
        )


async def list_kept(
    session: AsyncSession, page: Page, *, words: str = "", archived: bool = False
) -> tuple[Sequence[CertifiedCourseType], str | None]:
    """One page by name, of those in use or of those archived, and the cursor of the next."""
    values: dict[str, Any] = {"words": words.strip(), "archived": archived, "limit": page.limit + 1}
    statement, position = _PAGE, page.position(str, UUID)
    if position is not None:
        statement, values = _NEXT_PAGE, values | {"name": position[0], "after": position[1]}
    rows, cursor = cut(
        (await session.execute(statement, values)).all(), page.limit, lambda row: (row.sort, row.CertifiedCourseType.id)
    )
    return [row.CertifiedCourseType for row in rows], cursor


async def get_kept(session: AsyncSession, type_id: UUID) -> CertifiedCourseType:
    """One type, archived ones included; raises CourseTypeNotFound."""
    found = await session.get(CertifiedCourseType, type_id)
    if found is None:
        raise CourseTypeNotFound("There is no such course type.")
    return found


async def add(session: AsyncSession, details: Details, *, actor: Actor, now: datetime) -> CertifiedCourseType:
    """Keep a new type, which every CIBOT institute can book at once; raises Invalid, CodeInUse and NameInUse."""
    row = CertifiedCourseType(id=new_id())
    await _write(session, row, details.tidied())
    session.add(row)
    await session.flush()
    await _note(session, "course_type.added", row.id, {"code": row.code, "name": row.name}, actor, now)
    return row


async def change(
    session: AsyncSession,
    type_id: UUID,
    changes: Mapping[str, Any],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> CertifiedCourseType:
    """Write the given fields anew; raises CourseTypeNotFound, PreconditionFailed and what `add` raises."""
    row = await _take(session, type_id, version)
    former = Details.of(row)
    await _write(session, row, replace(former, **changes).tidied())
    await session.flush()
    told = differences(asdict(former), asdict(Details.of(row)))
    await _note(session, "course_type.changed", type_id, told, actor, now)
    return row


async def set_archived(
    session: AsyncSession, type_id: UUID, archived: bool, *, version: int, actor: Actor, now: datetime
) -> CertifiedCourseType:
    """Let a type be booked no longer, or again; courses and qualifications stay as they are.

    Raises CourseTypeNotFound and PreconditionFailed.
    """
    row = await _take(session, type_id, version)
    if archived is (row.archived_at is not None):
        return row
    row.archived_at = now if archived else None
    await session.flush()
    await _note(session, "course_type.archived" if archived else "course_type.restored", type_id, {}, actor, now)
    return row


async def _take(session: AsyncSession, type_id: UUID, version: int) -> CertifiedCourseType:
    row = await get_kept(session, type_id)
    if row.version != version:
        raise PreconditionFailed("Somebody changed this course type meanwhile.", version=row.version)
    return row


async def _write(session: AsyncSession, row: CertifiedCourseType, details: Details) -> None:
    """Put the details in the row, once no other type has its code or name."""
    await lock(session, ["certified_course_type"])
    values = {"itself": row.id, "code": details.code, "name": details.name}
    others = set(await session.scalars(_OTHERS, values))
    if True in others:
        raise CodeInUse("Another course type has this code.")
    if others:
        raise NameInUse("Another course type has this name.")
    for name, value in asdict(details).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)


async def _note(
    session: AsyncSession, action: str, type_id: UUID, changes: dict[str, Any], actor: Actor, now: datetime
) -> None:
    """R-ACC-03: in the operator's own log, since a certified type belongs to no provider."""
    await record_operator(session, actor, action, "course_type", type_id, now=now, changes=changes)
