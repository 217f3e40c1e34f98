"""Asking for no more reminders by the link in one, and taking that back by the same link (R-EXP-02)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.signing import LinkInvalid
from app.customers.correspondence import Topic
from app.customers.errors import CustomerNotFound
from app.customers.repository import contact_person
from app.events.audit import Actor
from app.mail.language import Language, as_language
from app.providers.models import Provider
from app.providers.settings import get_provider
from app.reminders.opt_outs import leave_out, open_lines, take_in_again
from app.reminders.stop_links import StopLink
from app.trainees.errors import TraineeErased, TraineeNotFound
from app.trainees.names import PersonName
from app.trainees.repository import get_trainee


@dataclass(frozen=True, slots=True)
class Reader:
    """Who stands behind a link, and whether he gets these reminders now."""

    name: str
    language: Language
    provider: Provider
    stopped: bool
    reversible: bool
    """He stopped them himself; what the provider decided, a link does not undo."""


async def look_up(session: AsyncSession, link: StopLink) -> Reader:
    """Who the link is about; changes nothing. Raises LinkInvalid when that person is no longer kept."""
    provider = await get_provider(session)
    try:
        name, language = await _name(session, link, as_language(provider.locale))
    except (TraineeNotFound, TraineeErased, CustomerNotFound) as error:
        raise LinkInvalid("Nobody stands behind this link any more.") from error
    lines = await open_lines(session, link.spared)
    by_link = [line for line in lines if line.source == "link"]
    return Reader(name, language, provider, bool(lines), bool(by_link) and len(by_link) == len(lines))


async def stop(session: AsyncSession, link: StopLink, *, now: datetime) -> None:
    """Leave the reader out of this kind of reminder; again changes nothing. Raises LinkInvalid."""
    reader = await look_up(session, link)
    if not reader.stopped:
        await leave_out(session, link.spared, reason="", source="link", actor=_actor(reader), now=now)


async def resume(session: AsyncSession, link: StopLink, *, now: datetime) -> None:
    """Take back what was asked for by a link; what the provider decided stays. Raises LinkInvalid."""
    reader = await look_up(session, link)
    for line in await open_lines(session, link.spared):
        if line.source == "link":
            await take_in_again(session, line.id, actor=_actor(reader), now=now)


async def _name(session: AsyncSession, link: StopLink, language: Language) -> tuple[str, Language]:
    spared = link.spared
    if spared.trainee_id is not None:
        trainee = await get_trainee(session, spared.trainee_id)
        name = PersonName(trainee.given_name, trainee.infix, trainee.family_name).full
        return name, as_language(trainee.locale)
    assert spared.customer_id is not None
    return (await contact_person(session, spared.customer_id, Topic.REMINDERS)).name, language


def _actor(reader: Reader) -> Actor:
    return Actor("link", None, reader.name)
