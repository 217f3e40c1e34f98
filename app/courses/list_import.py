"""Lists of trainees for a course (R-CRS-08): whether they may come in, whether they fit, and the job that writes them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import local_date
from app.core.database.session import Database, bound_provider
from app.core.jobs.models import BackgroundJob
from app.courses.desk import Desk
from app.courses.enrolling import enrol_many
from app.courses.errors import CourseFull
from app.courses.loading import get_course, take_bare_course
from app.courses.states import Action, require
from app.events.audit import SYSTEM, Actor
from app.providers.settings import get_provider
from app.trainees.importing.agreeing import agree
from app.trainees.importing.executing import Certify, Report, execute_import
from app.trainees.importing.records import take_open_import
from app.trainees.importing.submitting import Submission, submit
from app.trainees.models import TraineeImport

_SHORTAGE = text(
    """
    select (select count(*) from trainee_import_row r
            where r.provider_id = :provider_id and r.import_id = :import_id and r.outcome is null
              and (r.verdict = 'new' or r.verdict = 'matched' and :enrol_matched)
              and not exists (select from enrolment e where e.provider_id = :provider_id and e.course_id = :course_id
                              and e.trainee_id = r.trainee_id))
         + (select count(*) from enrolment e
            where e.provider_id = :provider_id and e.course_id = :course_id and e.state = 'enrolled')
    """
).bindparams(
    *(bindparam(name, type_=Uuid()) for name in ("provider_id", "import_id", "course_id")),
    bindparam("enrol_matched", type_=Boolean()),
)


async def submit_list(session: AsyncSession, submission: Submission, desk: Desk) -> TraineeImport:
    """Take in a list, for a course or for none.

    Raises CourseNotFound, WhiteLabelCourse, ActionNotAllowed and the refusals of the list itself.
    """
    if submission.course_id is not None:
        require(await get_course(session, submission.course_id), Action.ENROL, desk.today)
    return await submit(session, submission, actor=desk.actor, now=desk.now, today=desk.today)


async def agree_to_import(
    session: AsyncSession, import_id: UUID, desk: Desk, *, accept_waiting_list: bool
) -> BackgroundJob:
    """Start writing an import. Raises CourseFull when it holds more people than the course has places for, unless the
    waiting list was accepted; ImportNotFound, ImportNotOpen, NothingToImport, WhiteLabelCourse, ActionNotAllowed."""
    found = await take_open_import(session, import_id, or_halted=True)
    if found.course_id is not None:
        course = await take_bare_course(session, found.course_id)
        require(course, Action.ENROL, desk.today)
        if not accept_waiting_list and await _needed(session, found) > course.max_trainees:
            raise CourseFull(course.max_trainees)
    return await agree(session, found, accept_waiting_list=accept_waiting_list, actor=desk.actor, now=desk.now)


async def run_import(
    database: Database,
    provider_id: UUID,
    import_id: UUID,
    *,
    accept_waiting_list: bool,
    report: Report,
    now: Callable[[], datetime],
    certify: Certify | None = None,
) -> dict[str, int]:
    """The job: write the accepted rows, and enrol them when the list is for a course. Says how many had which outcome."""

    async def enrol(
        session: AsyncSession, course_id: UUID, people: Sequence[tuple[UUID, UUID | None]]
    ) -> dict[UUID, str]:
        desk = await _desk(session, SYSTEM, now())
        outcomes = await enrol_many(session, course_id, people, desk, accept_waiting_list=accept_waiting_list)
        return {trainee_id: str(outcome) for trainee_id, outcome in outcomes.items()}

    return await execute_import(
        database, provider_id, import_id, enrol=enrol, report=report, now=now, actor=SYSTEM, certify=certify
    )


async def _needed(session: AsyncSession, found: TraineeImport) -> int:
    """How many places the course would need: those taken now, and one for each person who is not in it yet."""
    values = {
        "provider_id": bound_provider(session),
        "import_id": found.id,
        "course_id": found.course_id,
        "enrol_matched": found.options.get("enrol_matched", True),
    }
    return int((await session.execute(_SHORTAGE, values)).scalar_one())


async def _desk(session: AsyncSession, actor: Actor, now: datetime) -> Desk:
    provider = await get_provider(session)
    return Desk(provider.id, provider.is_cibot_institute, frozenset(), actor, now, local_date(now, provider.time_zone))
