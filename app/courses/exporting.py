"""The list of courses as a file (R-CRS-07): the same filters, the same order, every row that is shown."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import Clock, local_date
from app.core.database.session import Database
from app.core.jobs.models import BackgroundJob
from app.core.jobs.queue import enqueue
from app.core.pagination import Page
from app.core.spreadsheets import Cell, Format, as_csv, as_xlsx
from app.courses.desk import Desk
from app.courses.errors import ExportTooLarge
from app.courses.repository import CourseFilter, list_courses
from app.courses.states import state
from app.files.bundling import made_file
from app.files.keeping import keep_file
from app.files.kinds import FileKind
from app.files.storage import FileStore
from app.providers.settings import get_provider

AT_ONCE = 1000
"""A longer list is written by a background job."""
JOB = "course_export"
KINDS: dict[str, FileKind] = {
    "xlsx": FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": FileKind("text/csv", "csv"),
}
_WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "title": "Cursussen",
        "number": "Nummer",
        "date": "Datum",
        "days": "Dagen en tijden",
        "type": "Cursus",
        "location": "Locatie",
        "instructor": "Instructeur",
        "second": "Tweede instructeur",
        "enrolled": "Bezet",
        "max": "Plaatsen",
        "waiting": "Wachtlijst",
        "state": "Status",
        "special": "Bijzonder",
        "planned": "Gepland",
        "held": "Te verwerken",
        "processed": "Afgerond",
        "cancelled": "Geannuleerd",
    },
    "en": {
        "title": "Courses",
        "number": "Number",
        "date": "Date",
        "days": "Days and times",
        "type": "Course",
        "location": "Location",
        "instructor": "Instructor",
        "second": "Second instructor",
        "enrolled": "Taken",
        "max": "Places",
        "waiting": "Waiting list",
        "state": "Status",
        "special": "Special",
        "planned": "Planned",
        "held": "To be processed",
        "processed": "Finished",
        "cancelled": "Cancelled",
    },
}
_COLUMNS = "number date days type location instructor second enrolled max waiting state special".split()


@dataclass(frozen=True)
class Export:
    """What is to be exported, and how."""

    wanted: CourseFilter
    sort: str = "firstDay"
    format: Format = "xlsx"
    language: Literal["nl", "en"] = "nl"

    @property
    def kind(self) -> FileKind:
        """What file it becomes."""
        return KINDS[self.format]

    def name(self, today: date) -> str:
        """What the file is called, without its extension."""
        return f"{_WORDS[self.language]['title'].lower()}-{today.isoformat()}"


_EXPORT = TypeAdapter(Export)


async def export_now(session: AsyncSession, export: Export, today: date) -> bytes:
    """The file at once. Raises ExportTooLarge for a list that is left to a job, and what listing raises."""
    rows, cursor = await list_courses(session, export.wanted, Page(AT_ONCE), export.sort, today)
    if cursor is not None:
        raise ExportTooLarge(AT_ONCE)
    return await asyncio.to_thread(_draw, export, rows, today)


async def start_export(session: AsyncSession, export: Export, desk: Desk) -> BackgroundJob:
    """Leave an export to the worker; the job's result names the file. Raises what listing raises, before it starts."""
    await list_courses(session, export.wanted, Page(1), export.sort, desk.today)
    user_id = desk.actor.id if desk.actor.kind == "user" else None
    payload = _EXPORT.dump_python(export, mode="json")
    return await enqueue(
        session, JOB, subject_type="course_list", subject_id=None, now=desk.now, payload=payload, created_by=user_id
    )


async def run_export(
    database: Database,
    storage: FileStore,
    provider_id: UUID,
    payload: dict[str, Any],
    *,
    clock: Clock,
    report: Callable[[int, int | None], Awaitable[None]],
) -> dict[str, Any]:
    """The job: read page after page, each in its own order of the list, and keep the file. Names the file."""
    export = _EXPORT.validate_python(payload)
    rows: list[Any] = []
    async with database.tenant(provider_id) as session:
        provider = await get_provider(session)
        today = local_date(clock.now(), provider.time_zone)
        page = Page(AT_ONCE)
        while True:
            found, cursor = await list_courses(session, export.wanted, page, export.sort, today)
            rows += found
            await report(len(rows), None if cursor else len(rows))
            if cursor is None:
                break
            page = replace(page, cursor=cursor)
        content = await asyncio.to_thread(_draw, export, rows, today)
        made = made_file(content, export.name(today), export.kind)
        file = await keep_file(session, storage, made, created_by=None, now=clock.now())
    return {"fileId": str(file.id), "rows": len(rows)}


def _draw(export: Export, rows: list[Any], today: date) -> bytes:
    words = _WORDS[export.language]
    header = [words[column] for column in _COLUMNS]
    lines = (_line(row, today, words) for row in rows)
    return as_csv(header, lines) if export.format == "csv" else as_xlsx(words["title"], header, lines)


def _line(row: Any, today: date, words: dict[str, str]) -> list[Cell]:
    teachers = {each["position"]: each["name"] for each in row.instructors}
    days = ", ".join(f"{day['date']} {day['starts']}-{day['ends']}" for day in row.days)
    marks = [name for name, holds in (("whitelabel", row.is_white_label), ("code95", row.is_code95)) if holds]
    where = state(row, today)
    shown = "processed" if row.is_white_label and where == "held" else where
    return [
        row.number,
        row.first_day,
        days,
        row.type_name,
        row.location_text,
        teachers.get("main", ""),
        teachers.get("second", ""),
        row.enrolled,
        row.max_trainees,
        row.waiting,
        words[shown],
        ", ".join(marks),
    ]
