"""The lists of courses on paper (R-EXT-03, R-CRT-03): one as PDF, or those of many courses in one zip."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import local_date
from app.core.database.session import Database
from app.core.errors import Conflict
from app.core.jobs.models import BackgroundJob
from app.core.jobs.queue import enqueue
from app.core.pagination import Page
from app.courses.desk import Desk
from app.courses.draft import MAX_TRAINEES
from app.courses.loading import get_course
from app.courses.states import Action, allowed_actions, require
from app.dashboard.course_overview import course_overview
from app.dashboard.participants import list_participants
from app.documents.assessment_list import assessment_list_name, render_assessment_list
from app.documents.attendance_list import (
    attendance_list_name,
    cibot_attendance_list_name,
    render_attendance_list,
    render_cibot_attendance_list,
)
from app.documents.course_sheet import CourseSheet, ListDay, ListRow
from app.documents.logos import stored_logo
from app.files.bundling import Bundle
from app.files.keeping import keep_file
from app.files.storage import FileStore
from app.providers.settings import get_provider
from app.trainees.names import PersonName

JOB = "course_lists"
_BUNDLE_NAMES = {"nl": "Lijsten", "en": "Lists"}


class CourseList(StrEnum):
    """A list that a course may have."""

    ATTENDANCE = "attendance_list"
    CIBOT_ATTENDANCE = "cibot_attendance_list"
    ASSESSMENT = "assessment_list"


@dataclass(frozen=True)
class _Kind:
    """How one kind of list is made, and what a course must allow for it."""

    action: Action
    render: Callable[[CourseSheet], Awaitable[bytes]]
    name: Callable[[CourseSheet], str]


KINDS: Mapping[CourseList, _Kind] = {
    CourseList.ATTENDANCE: _Kind(Action.ATTENDANCE_LIST, render_attendance_list, attendance_list_name),
    CourseList.CIBOT_ATTENDANCE: _Kind(
        Action.CIBOT_ATTENDANCE_LIST, render_cibot_attendance_list, cibot_attendance_list_name
    ),
    CourseList.ASSESSMENT: _Kind(Action.ASSESSMENT_LIST, render_assessment_list, assessment_list_name),
}


class NoListsToMake(Conflict):
    """None of the courses has any of the lists that were asked for."""

    code = "no_lists_to_make"


async def course_list(
    session: AsyncSession, storage: FileStore, course_id: UUID, kind: CourseList, language: str | None, today: date
) -> tuple[bytes, str]:
    """One list as PDF with its file name; without a language in the provider's.

    Raises CourseNotFound, ActionNotAllowed, and CertifiedCoursesOnly for a list that an external course never has.
    """
    course = await course_overview(session, course_id)
    require(course, KINDS[kind].action, today)
    sheet = await _sheet(session, storage, course, language)
    return await KINDS[kind].render(sheet), f"{KINDS[kind].name(sheet)}.pdf"


async def order_lists(
    session: AsyncSession, course_ids: Collection[UUID], kinds: Collection[CourseList], language: str | None, desk: Desk
) -> BackgroundJob:
    """Let the worker make these lists of these courses into one zip; what a course does not have is left out.

    Raises CourseNotFound, and NoListsToMake when nothing would be in it.
    """
    pairs = []
    for course_id in dict.fromkeys(course_ids):
        allowed = allowed_actions(await get_course(session, course_id), desk.today)
        pairs += [
            [str(course_id), kind.value] for kind in CourseList if kind in kinds and KINDS[kind].action in allowed
        ]
    if not pairs:
        raise NoListsToMake("None of these courses has such a list.")
    return await enqueue(
        session,
        JOB,
        subject_type="course_lists",
        subject_id=None,
        now=desk.now,
        payload={"lists": pairs, "language": language},
        total=len(pairs),
        created_by=desk.actor.id if desk.actor.kind == "user" else None,
    )


async def bundle_lists(
    database: Database,
    provider_id: UUID,
    payload: dict[str, Any],
    *,
    storage: FileStore,
    now: datetime,
    report: Callable[[int, int], Awaitable[None]],
) -> dict[str, Any]:
    """The job: make every list, and keep them as one zip; says which file it became and how many lists are in it."""
    bundle, wanted = Bundle(now), payload["lists"]
    for done, (course_id, kind) in enumerate(wanted, start=1):
        async with database.tenant(provider_id) as session:
            today = local_date(now, (await get_provider(session)).time_zone)
            content, name = await course_list(
                session, storage, UUID(course_id), CourseList(kind), payload["language"], today
            )
        bundle.add(name.removesuffix(".pdf"), "pdf", content)
        await report(done, len(wanted))
    async with database.tenant(provider_id) as session:
        language = payload["language"] or (await get_provider(session)).locale
        made = bundle.close(f"{_BUNDLE_NAMES.get(language, _BUNDLE_NAMES['nl'])} {now:%d-%m-%Y}")
        stored = await keep_file(session, storage, made, created_by=None, now=now)
        return {"fileId": str(stored.id), "fileName": stored.name, "files": len(bundle)}


async def _sheet(session: AsyncSession, storage: FileStore, course: Any, language: str | None) -> CourseSheet:
    provider = await get_provider(session)
    rows, _ = await list_participants(session, course.id, Page(limit=2 * MAX_TRAINEES))
    return CourseSheet(
        language=language or provider.locale,
        provider_name=provider.name,
        course_type=course.type_name,
        number=course.number,
        days=[_day(day) for day in course.days],
        location=course.location_text,
        instructors=[each["name"] for each in course.instructors],
        trainees=_lines(rows),
        max_trainees=course.max_trainees,
        logo=await stored_logo(session, storage, provider),
    )


def _day(day: dict[str, str]) -> ListDay:
    starts, ends = time.fromisoformat(day["starts"]), time.fromisoformat(day["ends"])
    return ListDay(date.fromisoformat(day["date"]), starts, ends)


def _lines(rows: Sequence[Any]) -> list[ListRow]:
    return [
        ListRow(PersonName(row.given_name, row.infix, row.family_name).listed, row.birth_date, row.customer_name or "")
        for row in rows
        if row.place == "enrolled"
    ]
