"""Signing up (SPEC 1): a company tells who it is, and confirms its address by the link of a mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.company_numbers import chamber_number
from app.core.database.session import Database, bound_provider
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.core.values import Unusable
from app.mail.addresses import check_address
from app.mail.brand import PORTAL
from app.mail.language import as_language
from app.mail.message import compose
from app.mail.outbox import AT_ONCE, Cause, queue
from app.mail.rendering import MailRenderer
from app.mail.system_mails import RegistrationMail
from app.providers.models import Provider
from app.providers.modules import Module
from app.registrations.errors import RegistrationNotFound
from app.registrations.links import LIFE, RegistrationLinks
from app.registrations.models import Registration

_ONE = select(Registration).where(Registration.provider_id == bindparam("provider"))


@dataclass(frozen=True, slots=True)
class Applicant:
    """What a company tells about itself. Whoever makes one has seen that it agrees to the terms."""

    name: str
    kvk_number: str
    address: str
    postcode: str
    city: str
    contact_name: str
    email: str
    locale: str
    is_institute: bool
    modules: tuple[Module, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """What it takes to write the mail."""

    renderer: MailRenderer
    links: RegistrationLinks


async def register(database: Database, applicant: Applicant, post: Post, *, now: datetime) -> None:
    """Note the company as a provider to be, and mail it the link that confirms its address.

    Nothing that exists is looked at, so that nothing of it can be told. Raises Invalid, with every broken field.
    """
    checked = check_address(applicant.email, name=applicant.contact_name, field="/email")
    try:
        number = chamber_number(applicant.kvk_number)
    except Unusable as error:
        raise Invalid.at("/kvkNumber", error.code, error.detail) from error
    provider_id = new_id()
    async with database.tenant(provider_id) as session:
        provider = Provider(
            id=provider_id,
            name=applicant.name,
            state="requested",
            is_cibot_institute=False,
            email=checked.email,
            address=applicant.address,
            postcode=applicant.postcode,
            city=applicant.city,
            locale=applicant.locale,
            created_at=now,
        )
        session.add(provider)
        await session.flush()
        row = Registration(
            provider_id=provider_id,
            id=new_id(),
            kvk_number=number,
            contact_name=applicant.contact_name,
            email=checked.email,
            locale=applicant.locale,
            is_institute=applicant.is_institute,
            modules=[module.value for module in applicant.modules],
            agreed_at=now,
            requested_at=now,
        )
        session.add(row)
        await session.flush()
        await _mail(session, row, provider.name, post)


async def confirm(session: AsyncSession, now: datetime) -> Registration:
    """Note that the address is the company's own, once; from then on the operator sees it. Raises RegistrationNotFound."""
    row = await registration_of(session)
    if row.confirmed_at is None:
        row.confirmed_at = now
        await session.flush()
    return row


async def registration_of(session: AsyncSession) -> Registration:
    """The registration of the session's provider; raises RegistrationNotFound for one that the operator made."""
    row = await session.scalar(_ONE, {"provider": bound_provider(session)})
    if row is None:
        raise RegistrationNotFound("There is no such registration.")
    return row


async def _mail(session: AsyncSession, row: Registration, company: str, post: Post) -> None:
    expires_at: datetime = row.requested_at + LIFE
    link = post.links.confirmation(row.provider_id, expires_at=expires_at)
    until = expires_at.astimezone(ZoneInfo("Europe/Amsterdam"))
    message = compose(
        post.renderer,
        RegistrationMail(row.contact_name, company, link, until),
        to=check_address(row.email, name=row.contact_name),
        brand=PORTAL,
        language=as_language(row.locale),
    )
    await queue(
        session,
        message,
        dedupe_key=f"reg:{row.id}",
        cause=Cause("registration", row.id),
        now=row.requested_at,
        expires_at=row.requested_at + timedelta(days=1),
        priority=AT_ONCE,
    )
