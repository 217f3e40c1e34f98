"""Files of a course: what the checklist asks for, and whatever else is added (R-EXT-04, R-EXT-05)."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.identifiers import new_id
from app.courses.desk import Desk
from app.courses.errors import DocumentNotFound
from app.courses.loading import take_course
from app.courses.models import Course, CourseDocument
from app.courses.states import Action, require
from app.events.audit import record
from app.events.changes import announce
from app.files.models import StoredFile


async def add_file(
    session: AsyncSession,
    course_id: UUID,
    file: StoredFile,
    desk: Desk,
    *,
    document_id: UUID | None = None,
    label: str = "",
) -> CourseDocument:
    """Put a stored file at a document of the checklist, in place of a former one, or beside the checklist.

    Raises CourseNotFound, ActionNotAllowed and DocumentNotFound.
    """
    course = await take_course(session, course_id)
    require(course, Action.UPLOAD, desk.today)
    document = _find(course, document_id) if document_id else _new_document(course, label)
    document.file_id, document.added_at = file.id, desk.now
    await session.flush()
    await _tell(session, desk, "course.file_added", course, {"document": document.id, "file": file.name})
    return document


async def remove_file(session: AsyncSession, course_id: UUID, document_id: UUID, desk: Desk) -> None:
    """Take a file away again; a document of the checklist stays on it, without a file.

    Raises CourseNotFound, ActionNotAllowed and DocumentNotFound.
    """
    course = await take_course(session, course_id)
    document = _find(course, document_id)
    require(course, Action.UPLOAD, desk.today)
    former = document.file_id
    if document.kind == "file":
        course.documents.remove(document)
    else:
        document.file_id, document.added_at = None, None
    await session.flush()
    await _tell(session, desk, "course.file_removed", course, {"document": document_id, "file": former})


def _find(course: Course, document_id: UUID) -> CourseDocument:
    found = next((document for document in course.documents if document.id == document_id), None)
    if found is None:
        raise DocumentNotFound("The course has no such document.")
    return found


def _new_document(course: Course, label: str) -> CourseDocument:
    document = CourseDocument(id=new_id(), provider_id=course.provider_id, kind="file", label=label.strip())
    course.documents.append(document)
    return document


async def _tell(session: AsyncSession, desk: Desk, action: str, course: Course, changes: dict[str, Any]) -> None:
    await record(session, desk.actor, action, "course", course.id, changes=changes, now=desk.now)
    await announce(session, "courses", course.id)
