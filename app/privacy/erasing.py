"""Erasing a person: every personal datum goes, the bare statistics stay (R-ACC-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.events.audit import Actor, record
from app.events.changes import announce
from app.files.storage import FileStore
from app.privacy.errors import MailsUnderWay, StillOnCourses
from app.privacy.made_files import remove_files
from app.privacy.mail_removal import strip_mails
from app.privacy.mails import mails_of
from app.privacy.person import Person, find_person
from app.privacy.removal import strip_tables
from app.providers.settings import get_provider

_CALLED = {"nl": "Gewiste cursist", "en": "Erased trainee"}
_TOPICS = ("trainees", "enrolments", "certificates", "mails")
_KEY = (bindparam("provider_id", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))
_LOCK = text("select id from trainee where provider_id = :provider_id and id = any(:ids) for update").bindparams(*_KEY)
_NO_REMINDERS_MEANWHILE = text("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
_AHEAD = text(
    """
    select c.number from enrolment e join course c on c.provider_id = :provider_id and c.id = e.course_id
    where e.provider_id = :provider_id and e.trainee_id = any(:ids) and c.state = 'planned' order by c.number
    """
).bindparams(*_KEY)
_JOBS = text(
    """
    select exists (select from background_job where provider_id = :provider_id and state in ('queued', 'running')
                   and kind <> 'course_export')
    """
).bindparams(_KEY[0])
_COUNTS = text(
    """
    select (select count(*) from enrolment where provider_id = :provider_id and trainee_id = any(:ids)) as enrolments,
           (select count(*) from certificate where provider_id = :provider_id and trainee_id = any(:ids)) as certificates,
           (select count(*) from certificate where provider_id = :provider_id and trainee_id = any(:ids)
            and revoked_at is null and (expires_on is null or expires_on >= :today)) as valid
    """
).bindparams(*_KEY)


@dataclass(frozen=True)
class EraseDesk:
    """Who erases, when, and where the files are."""

    actor: Actor
    now: datetime
    storage: FileStore


@dataclass(frozen=True)
class Foreseen:
    """What erasing a trainee comes to: what goes, what stays, and the courses that forbid it."""

    mails: int
    mails_to_others: int
    enrolments: int
    certificates: int
    valid_certificates: int
    courses_ahead: Sequence[int]


async def foresee_erasure(session: AsyncSession, trainee_id: UUID, now: datetime) -> Foreseen:
    """What erasing would come to; changes nothing. Raises TraineeNotFound and TraineeErased."""
    person = await find_person(session, trainee_id)
    key = _key(person)
    mails = await mails_of(session, person)
    counts = (await session.execute(_COUNTS, key | {"today": now.date()})).one()
    return Foreseen(
        mails=sum(mail.own for mail in mails),
        mails_to_others=sum(not mail.own for mail in mails),
        enrolments=counts.enrolments,
        certificates=counts.certificates,
        valid_certificates=counts.valid,
        courses_ahead=list(await session.scalars(_AHEAD, key)),
    )


async def erase_person(
    session: AsyncSession,
    trainee_id: UUID,
    reason: str,
    desk: EraseDesk,
    because: Literal["request", "term"] = "request",
) -> None:
    """Erase all that is personal of a trainee; enrolment, presence, result and certificates' number, type and dates stay.

    Raises TraineeNotFound, TraineeErased, StillOnCourses, and MailsUnderWay while mails that tell of him leave.
    """
    provider_id = bound_provider(session)
    await session.execute(_NO_REMINDERS_MEANWHILE, {"name": f"reminders:{provider_id}"})
    person = await find_person(session, trainee_id)
    key = _key(person)
    await session.execute(_LOCK, key)
    if ahead := list(await session.scalars(_AHEAD, key)):
        raise StillOnCourses(ahead)
    if await session.scalar(_JOBS, {"provider_id": provider_id}):
        raise MailsUnderWay("Lists or mails are being worked off; try again in a minute.")
    mailed = await strip_mails(session, person)
    await remove_files(session, desk.storage, person, mailed)
    called = _CALLED.get((await get_provider(session)).locale, _CALLED["nl"])
    session.expunge(person.trainee)
    await strip_tables(session, person, {"called": called, "because": because, "now": desk.now})
    changes = {"reason": _without(reason, person)}
    await record(session, desk.actor, "trainee.erased", "trainee", trainee_id, now=desk.now, changes=changes)
    for topic in _TOPICS:
        await announce(session, topic, trainee_id)


def _without(reason: str, person: Person) -> str:
    """The reason stays on record, and must not be the place where his name does."""
    loose = (name for pair in person.pairs for name in pair)
    found = any(word.lower() in reason.lower() for word in (*person.words, *loose))
    return "" if found else reason


def _key(person: Person) -> dict[str, object]:
    return {"provider_id": person.trainee.provider_id, "ids": list(person.ids)}
