"""Who stands behind a link: a contact person of a customer, or a trainee."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.mail.language import Language, as_language
from app.providers.active import modules_on
from app.providers.models import Provider
from app.providers.settings import get_provider
from app.trainees.names import PersonName
from app.visiting.errors import VisitOver
from app.visiting.links import PageLink, ReaderKind, generation_of

# Who is there for invoices only has no business with people's certificates.
_MAY_SEE = "not (p.position > 0 and p.topics = array['invoices'])"
_KEYS = (bindparam("provider", type_=Uuid()), bindparam("id", type_=Uuid()))
_CONTACT = text(
    f"""
    select p.name, p.email, c.id as customer_id, c.name as customer_name
    from customer_contact p join customer c on c.provider_id = p.provider_id and c.id = p.customer_id
    where p.provider_id = :provider and p.id = :id and c.archived_at is null and {_MAY_SEE}
    """
).bindparams(*_KEYS)
_TRAINEE = text(
    """
    select t.given_name, t.infix, t.family_name, t.email, t.phone, t.birth_date, t.locale,
           c.id as customer_id, c.name as customer_name
    from trainee t left join customer c on c.provider_id = t.provider_id and c.id = t.customer_id
    where t.provider_id = :provider and t.id = :id
    """
).bindparams(*_KEYS)
_BY_EMAIL = text("select * from visitors_by_email(:email)").bindparams(bindparam("email", type_=Text()))


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose page it is. Of a contact person the customer is always known, and only what he is called."""

    link: PageLink
    name: str
    email: str
    language: Language
    provider: Provider
    customer_id: UUID | None
    customer_name: str
    birth_date: date | None = None
    phone: str = ""


async def look_up(session: AsyncSession, link: PageLink, *, today: date) -> Reader:
    """The reader of a link. Raises VisitOver when nobody with the address that it was mailed to is there any more."""
    reader = await (_contact(session, link, today) if link.kind == "contact" else _trainee(session, link))
    if reader is None or not reader.email or generation_of(reader.email) != link.generation:
        raise VisitOver("The link was made for somebody who is not there any more.")
    return reader


async def readers_at(session: AsyncSession, email: str) -> list[tuple[ReaderKind, UUID, UUID]]:
    """Everybody with this address at any provider: kind, provider, id. The session is bound to nobody."""
    rows = await session.execute(_BY_EMAIL, {"email": email.strip().lower()})
    return [(row.kind, row.provider_id, row.id) for row in rows]


async def _contact(session: AsyncSession, link: PageLink, today: date) -> Reader | None:
    found = (await session.execute(_CONTACT, _values(session, link))).one_or_none()
    if found is None or "customers" not in await modules_on(session, today):
        return None
    provider = await get_provider(session)
    language = as_language(provider.locale)
    return Reader(link, found.name, found.email, language, provider, found.customer_id, found.customer_name)


async def _trainee(session: AsyncSession, link: PageLink) -> Reader | None:
    found = (await session.execute(_TRAINEE, _values(session, link))).one_or_none()
    if found is None:
        return None
    name = PersonName(found.given_name, found.infix, found.family_name).full
    return Reader(
        link=link,
        name=name,
        email=found.email or "",
        language=as_language(found.locale),
        provider=await get_provider(session),
        customer_id=found.customer_id,
        customer_name=found.customer_name or "",
        birth_date=found.birth_date,
        phone=found.phone,
    )


def _values(session: AsyncSession, link: PageLink) -> dict[str, UUID]:
    return {"provider": bound_provider(session), "id": link.reader_id}
