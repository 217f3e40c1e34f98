"""The background job of a large mailing: its mails are written in parts, each in a transaction of its own."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from app.catalog.material_links import MaterialLinks
from app.core.clock import Clock
from app.core.database.locks import lock
from app.core.database.session import Database
from app.courses.loading import course_lock
from app.events.audit import SYSTEM
from app.events.changes import announce
from app.invitations.models import Mailing
from app.invitations.planning import Audience, Choice, plan
from app.invitations.repository import MailingRepository
from app.invitations.sending import Desk, dedupe_key, put_in_outbox
from app.mail.language import as_form, as_language
from app.mail.rendering import MailRenderer
from app.templates.document import Wording
from app.templates.parsing import parse_wording

PART = 100
Report = Callable[[int, int], Awaitable[None]]


async def execute_mailing(
    database: Database,
    provider_id: UUID,
    payload: dict[str, Any],
    *,
    clock: Clock,
    renderer: MailRenderer,
    links: MaterialLinks,
    report: Report,
    cancelled: Callable[[], Awaitable[bool]],
) -> dict[str, int]:
    """Queue the mails of a large mailing; returns how many it has. It may run twice: no mail is written again.

    It stops when the mailing was taken back or the job cancelled; what was queued before that is taken back with the
    mailing, or stays.
    """
    mailing_id = UUID(payload["mailingId"])
    written = 0
    while not await cancelled():
        async with database.tenant(provider_id) as session:
            desk = Desk(session, SYSTEM, None, clock.now(), renderer, links)
            written, left = await _part(desk, mailing_id, payload)
        await report(written, written + left)
        if left == 0:
            break
    return {"mails": written}


async def _part(desk: Desk, mailing_id: UUID, payload: dict[str, Any]) -> tuple[int, int]:
    """Queue the next part; how many mails the mailing has now, and how many it still lacks."""
    repository = MailingRepository(desk.session)
    mailing = await repository.mailing(mailing_id, lock=True)
    written = await repository.dedupe_keys(mailing_id)
    if mailing.state == "cancelled":
        return len(written), 0
    await lock(desk.session, [course_lock(mailing.course_id)])
    roster = await repository.roster(mailing.course_id, now=desk.now)
    planned = plan(roster, _choice(mailing, payload)).mails
    waiting = [mail for mail in planned if dedupe_key(mailing, mail) not in written]
    await put_in_outbox(desk, mailing, roster, waiting[:PART])
    mailing.mail_count = len(written) + len(waiting)
    await announce(desk.session, "enrolments", mailing.course_id)
    return len(written) + len(waiting[:PART]), len(waiting[PART:])


def _choice(mailing: Mailing, payload: dict[str, Any]) -> Choice:
    ids = payload["enrolmentIds"]
    return Choice(
        audience=Audience(mailing.audience),
        wording=_words(
            {
                "subject": mailing.subject,
                "body": mailing.body,
                "language": mailing.language,
                "form": mailing.form_of_address,
            }
        ),
        bulk=mailing.bulk,
        loose=_words(mailing.loose) if mailing.loose else None,
        enrolment_ids=None if ids is None else frozenset(map(UUID, ids)),
        only_not_invited=payload["onlyNotInvited"],
    )


def _words(stored: dict[str, Any]) -> Wording:
    form = as_form(stored["form"]) if stored.get("form") else None
    return parse_wording(stored["subject"], stored["body"], as_language(stored["language"]), form)
