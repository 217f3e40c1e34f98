"""What the clock forgets: mails after their provider's term, and lists of people after a month."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text, update

from app.bounces.models import MailSuppression
from app.core.identifiers import new_id
from app.core.signing import KeyRing
from app.files.storage import open_store
from app.mail.models import OutboxMail
from app.providers.models import Provider
from app.registry import metadata
from app.trainees.models import TraineeImport
from app.worker.context import Ports
from app.worker.cron import TICKS, tick
from tests.worker.arena import Arena

NOW = datetime(2028, 3, 1, 3, tzinfo=UTC)
FORGETTING = next(entry for entry in TICKS if entry.name == "forget_old")


class _Night:
    def now(self) -> datetime:
        return NOW


async def _forget(arena: Arena) -> None:
    settings = arena.settings()
    keys, storage = KeyRing.parse(settings.secret_keys), open_store("memory:", arena.folder)
    assert await tick(Ports(settings, arena.database, _Night(), storage, keys), FORGETTING)


async def _mail(arena: Arena, *, months: int, **values: Any) -> UUID:
    [mail_id] = await arena.queue()
    values = {"state": "sent", "created_at": NOW - timedelta(days=31 * months), **values}
    async with arena.database.tenant(arena.provider_id) as session:
        await session.execute(update(OutboxMail).where(OutboxMail.id == mail_id).values(values))
    return mail_id


async def _left(arena: Arena) -> set[UUID]:
    return {mail.id for mail in await arena.mails()}


async def _set_term(arena: Arena, months: int | None) -> None:
    async with arena.database.tenant(arena.provider_id) as session:
        await session.execute(update(Provider).values(mails_kept_months=months))


async def test_mails_are_kept_as_the_provider_set(arena: Arena) -> None:
    """R-MAIL-04: for ever without a term; with one, what has ended and is older goes, bodies and tries included."""
    old, recent = await _mail(arena, months=13), await _mail(arena, months=11)
    waiting = await _mail(arena, months=13, state="queued")
    bounced = await _mail(arena, months=13, state="bounced")
    async with arena.database.tenant(arena.provider_id) as session:
        line = {"address": "weg@x.example", "mail_id": bounced, "status": "5.1.1", "words": "", "created_at": NOW}
        session.add(MailSuppression(provider_id=arena.provider_id, id=new_id(), **line))
    everything = {old, recent, waiting, bounced}
    await _forget(arena)
    assert await _left(arena) == everything
    await _set_term(arena, 12)
    await _forget(arena)
    assert await _left(arena) == everything - {old}
    async with arena.database.tenant(arena.provider_id) as session:
        bodies = set(await session.scalars(text("select mail_id from outbox_body")))
        assert bodies == everything - {old}
        await session.execute(update(MailSuppression).values(lifted_at=NOW))
    await _forget(arena)
    assert await _left(arena) == {recent, waiting}


async def test_lists_of_people_are_forgotten_after_a_month(arena: Arena) -> None:
    """R-ACC-04: whatever became of them, unless one is being worked off just now."""
    ages = {"done": 31, "reviewing": 31, "running": 31, "failed": 29}
    async with arena.database.tenant(arena.provider_id) as session:
        for state, days in ages.items():
            made = {"file_name": state, "columns": [], "options": {}, "created_at": NOW - timedelta(days=days)}
            session.add(TraineeImport(provider_id=arena.provider_id, state=state, **made))
    await _forget(arena)
    async with arena.database.tenant(arena.provider_id) as session:
        left = set(await session.scalars(text("select state from trainee_import")))
    assert left == {"running", "failed"}


def test_everything_that_holds_a_mail_is_forgotten_with_it() -> None:
    """R-MAIL-04: a new table that points at mails must be added to the door `forget_mails`, or it blocks it."""
    holders = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_key_constraints
        if key.referred_table.name == "outbox_mail"
    }
    assert holders == {"certificate_delivery", "invitation", "mail_suppression", "outbox_attempt", "outbox_body"}
