"""The operator lets a company in, or not (SPEC 1); either way it hears of it by mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.inviting import Invitee, invite_user
from app.accounts.inviting import Post as InvitationPost
from app.accounts.models import Membership
from app.accounts.permissions import Role
from app.billing.models import Subscription
from app.billing.subscribing import set_status
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.events.audit import Actor, record
from app.mail.addresses import check_address
from app.mail.brand import PORTAL
from app.mail.language import as_language
from app.mail.message import compose
from app.mail.models import MailLane
from app.mail.outbox import USUAL_PACE, Cause, queue
from app.mail.rendering import MailRenderer
from app.mail.system_mails import RegistrationRefusedMail, WelcomeMail
from app.providers.mail_lane import NEWCOMERS_DAILY_CAP
from app.providers.models import Provider
from app.providers.modules import Module
from app.providers.switching import switch
from app.registrations.errors import AlreadyWelcome, RegistrationSettled
from app.registrations.models import Registration
from app.registrations.registering import registration_of

FARTHEST = timedelta(days=365)
"""How far from today a subscription may begin: every month since then is invoiced, so that a slip in the year is dear."""
_WAITING = text("select * from operator_registrations()")


@dataclass(frozen=True)
class WaitingRegistration:
    """A confirmed registration on which nobody has decided."""

    provider_id: UUID
    name: str
    kvk_number: str
    address: str
    postcode: str
    city: str
    contact_name: str
    email: str
    is_institute: bool
    modules: Sequence[Any]
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class Admission:
    """How a company is let in: from which day its subscription runs, as what, and with which modules."""

    starts_on: date
    is_institute: bool
    modules: tuple[Module, ...]

    @property
    def chosen(self) -> tuple[Module, ...]:
        """The modules to switch on; who is no CIBOT institute can book nothing but external courses (SPEC 3)."""
        always = () if self.is_institute else (Module.EXTERNAL_COURSES,)
        return tuple(dict.fromkeys((*always, *self.modules)))


async def waiting_registrations(session: AsyncSession) -> list[WaitingRegistration]:
    """The registrations that wait for the operator, longest waiting first."""
    return [WaitingRegistration(**row) for row in (await session.execute(_WAITING)).mappings()]


async def approve(
    session: AsyncSession,
    provider: Provider,
    admission: Admission,
    post: InvitationPost,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Make the company a provider: its subscription, its CIBOT status, its modules, and its administrator's welcome link.

    Raises RegistrationNotFound, RegistrationSettled when it was decided before or was never confirmed, and Invalid for
    a first day more than a year away.
    """
    if abs(admission.starts_on - today) > FARTHEST:
        raise Invalid.at("/startsOn", "day_too_far", "A subscription begins within a year of today.")
    row = await _undecided(session)
    _decide(row, "approved", "", actor, now)
    provider.state = "active"
    session.add(
        Subscription(provider_id=provider.id, id=new_id(), starts_on=admission.starts_on, kvk_number=row.kvk_number)
    )
    session.add(MailLane(provider_id=provider.id, per_second=USUAL_PACE, daily_cap=NEWCOMERS_DAILY_CAP))
    await session.flush()
    await set_status(
        session,
        provider,
        is_institute=admission.is_institute,
        day=admission.starts_on,
        today=today,
        actor=actor,
        now=now,
    )
    for module in admission.chosen:
        await switch(session, module, on=True, day=admission.starts_on, actor=actor, now=now)
    changes = {"starts_on": admission.starts_on.isoformat()}
    await record(session, actor, "provider.approved", "provider", provider.id, now=now, changes=changes)
    await _welcome(session, row, post, actor, now)


async def welcome_again(session: AsyncSession, post: InvitationPost, *, actor: Actor, now: datetime) -> None:
    """Mail the welcome link anew, which makes the former one void.

    Raises RegistrationNotFound, RegistrationSettled for one that was not approved, and AlreadyWelcome.
    """
    row = await registration_of(session)
    if row.outcome != "approved":
        raise RegistrationSettled("This registration was not approved.")
    if await session.scalar(select(exists().where(Membership.provider_id == row.provider_id))):
        raise AlreadyWelcome("Somebody works there already.")
    await _welcome(session, row, post, actor, now)


async def refuse(
    session: AsyncSession, provider: Provider, reason: str, renderer: MailRenderer, *, actor: Actor, now: datetime
) -> None:
    """Tell the company why it is not let in; what it told is forgotten after three months. Raises as `approve` does."""
    row = await _undecided(session)
    _decide(row, "refused", reason, actor, now)
    provider.state = "refused"
    await session.flush()
    message = compose(
        renderer,
        RegistrationRefusedMail(row.contact_name, provider.name, reason),
        to=check_address(row.email, name=row.contact_name),
        brand=PORTAL,
        language=as_language(row.locale),
    )
    await queue(session, message, dedupe_key=f"reg:{row.id}:no", cause=Cause("registration", row.id), now=now)


async def _undecided(session: AsyncSession) -> Registration:
    row = await registration_of(session)
    await session.refresh(row, with_for_update=True)
    if row.confirmed_at is None or row.outcome is not None:
        raise RegistrationSettled("There is nothing to decide.")
    return row


def _decide(row: Registration, outcome: str, reason: str, actor: Actor, now: datetime) -> None:
    row.outcome, row.reason, row.decided_at = outcome, reason, now
    row.decided_by = actor.id if actor.kind == "user" else None


async def _welcome(session: AsyncSession, row: Registration, post: InvitationPost, actor: Actor, now: datetime) -> None:
    invitee = Invitee(row.email, row.contact_name, Role.ADMIN, row.locale)
    await invite_user(session, invitee, post, actor=actor, now=now, mail=WelcomeMail)
