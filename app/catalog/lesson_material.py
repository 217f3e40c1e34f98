"""Lesson material of certified types (R-INV-03): kept by the operator in editions, read by every CIBOT institute."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import CourseTypeNotFound, LessonMaterialNotFound
from app.catalog.models import CertifiedCourseType, LessonMaterial
from app.core.identifiers import new_id
from app.events.audit import Actor, record_operator
from app.files.acceptance import AcceptedFile
from app.files.storage import FileStore

_OF_TYPE: Select[LessonMaterial] = (
    select(LessonMaterial)
    .where(LessonMaterial.course_type_id == bindparam("type"))
    .order_by(LessonMaterial.name_norm, LessonMaterial.edition.desc())
)
_CURRENT = _OF_TYPE.where(LessonMaterial.withdrawn_at.is_(None))
_SAME_NAME = _OF_TYPE.where(LessonMaterial.name_norm == bindparam("name"))
_SEVERAL = select(LessonMaterial).where(LessonMaterial.id.in_(bindparam("ids", expanding=True)))
_TYPE = select(func.count()).where(CertifiedCourseType.id == bindparam("type"))


async def current_material(session: AsyncSession, course_type_id: UUID | None) -> list[LessonMaterial]:
    """The files that go along now with a type's invitations, by name; none for a course that is not certified."""
    if course_type_id is None:
        return []
    return list(await session.scalars(_CURRENT, {"type": course_type_id}))


async def every_edition(session: AsyncSession, course_type_id: UUID) -> list[LessonMaterial]:
    """All files of a type by name, the newest edition first; raises CourseTypeNotFound."""
    await _require_type(session, course_type_id)
    return list(await session.scalars(_OF_TYPE, {"type": course_type_id}))


async def find_material(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, LessonMaterial]:
    """Those of the named files that there are, in whatever edition."""
    wanted = list(ids)
    if not wanted:
        return {}
    return {row.id: row for row in await session.scalars(_SEVERAL, {"ids": wanted})}


async def keep_material(
    session: AsyncSession,
    storage: FileStore,
    course_type_id: UUID,
    accepted: AcceptedFile,
    *,
    actor: Actor,
    now: datetime,
) -> LessonMaterial:
    """Keep a file for a type; one of the same name becomes a former edition, the same bytes again change nothing.

    Raises CourseTypeNotFound.
    """
    await _require_type(session, course_type_id)
    values = {"type": course_type_id, "name": accepted.name.casefold()}
    former = list(await session.scalars(_SAME_NAME, values))
    current = next((row for row in former if row.withdrawn_at is None), None)
    if current is not None and current.sha256 == accepted.sha256:
        return current
    if current is not None:
        current.withdrawn_at = now
        await session.flush()
    row = _row(course_type_id, accepted, edition=1 + max((each.edition for each in former), default=0), now=now)
    await storage.put(row.storage_key, accepted.content)
    session.add(row)
    await session.flush()
    await _note(session, "lesson_material.kept", row, actor, now)
    return row


async def get_material(session: AsyncSession, material_id: UUID) -> LessonMaterial:
    """One file, in whatever edition; raises LessonMaterialNotFound."""
    found = await find_material(session, [material_id])
    if material_id not in found:
        raise LessonMaterialNotFound("There is no such file.")
    return found[material_id]


async def withdraw_material(session: AsyncSession, material_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a file go along no longer; twice is once. Mails that name it keep it. Raises LessonMaterialNotFound."""
    row = await get_material(session, material_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        await session.flush()
        await _note(session, "lesson_material.withdrawn", row, actor, now)


def material_key(material_id: UUID) -> str:
    """Where the bytes of a file lie."""
    return f"lesson-material/{material_id}"


def _row(course_type_id: UUID, accepted: AcceptedFile, *, edition: int, now: datetime) -> LessonMaterial:
    material_id = new_id()
    return LessonMaterial(
        id=material_id,
        course_type_id=course_type_id,
        name=accepted.name,
        name_norm=accepted.name.casefold(),
        edition=edition,
        content_type=accepted.kind.content_type,
        size=accepted.size,
        sha256=accepted.sha256,
        storage_key=material_key(material_id),
        created_at=now,
    )


async def _note(session: AsyncSession, action: str, row: LessonMaterial, actor: Actor, now: datetime) -> None:
    """R-ACC-03: in the operator's own log, with the type as its subject."""
    told = {"name": row.name, "edition": row.edition}
    await record_operator(session, actor, action, "course_type", row.course_type_id, now=now, changes=told)


async def _require_type(session: AsyncSession, course_type_id: UUID) -> None:
    if not await session.scalar(_TYPE, {"type": course_type_id}):
        raise CourseTypeNotFound("There is no such course type.")
