"""The contact persons of a customer: who they are, in order, and what each is there for (R-CUS-02, R-CUS-03)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import FieldErrors
from app.core.values import Unusable, email_address
from app.customers.correspondence import Topic
from app.customers.models import CustomerContact

MOST = 20
_OF_CUSTOMER = (
    select(CustomerContact)
    .where(CustomerContact.provider_id == bindparam("provider"), CustomerContact.customer_id == bindparam("customer"))
    .order_by(CustomerContact.position, CustomerContact.id)
)


async def contacts_of(session: AsyncSession, customer_id: UUID) -> list[CustomerContact]:
    """A customer's contact persons, the first one first."""
    values = {"provider": bound_provider(session), "customer": customer_id}
    return list(await session.scalars(_OF_CUSTOMER, values))


def facts_of(contact: CustomerContact) -> dict[str, Any]:
    """A contact person as `check_contacts` reads one."""
    return {name: getattr(contact, name) for name in ("id", "name", "email", "phone", "topics")}


def told_of(contacts: Sequence[CustomerContact]) -> dict[str, Any]:
    """What the log notes of a customer's contact persons: who they are, and who is there for which topic."""
    said = {"contacts": [" ".join(filter(None, (one.name, one.email, one.phone))) for one in contacts]}
    return said | {f"{topic}_to": [one.name for one in contacts if topic in one.topics] for topic in Topic}


def check_contacts(wanted: Sequence[Mapping[str, Any]], errors: FieldErrors) -> list[dict[str, Any]]:
    """Contact persons as they will be kept; what is wrong with them goes to `errors`.

    Each has name, email, phone, topics, and the id of the one that it changes. A topic belongs to one of them.
    """
    taken: set[Topic] = set()
    checked = []
    for at, one in enumerate(wanted):
        for topic in one["topics"]:
            if topic in taken:
                errors.add(f"/contacts/{at}/topics", "topic_taken", "Somebody else is there for this already.")
            taken.add(topic)
        checked.append({**one, "email": _address(one["email"], at, errors)})
    return checked


async def write_contacts(
    session: AsyncSession,
    customer_id: UUID,
    former: Sequence[CustomerContact],
    wanted: Sequence[Mapping[str, Any]],
) -> list[CustomerContact]:
    """Let a customer have these checked contact persons, in this order; the caller flushes.

    One of the `former` that is named by its id is changed, and keeps its page. Who is not named is no contact person
    any more.
    """
    present = {one.id: one for one in former}
    kept = []
    for position, values in enumerate(wanted):
        contact = present.pop(values["id"], None) if values.get("id") else None
        if contact is None:
            contact = CustomerContact(provider_id=bound_provider(session), customer_id=customer_id)
            session.add(contact)
        _fill(contact, values, position)
        kept.append(contact)
    for gone in present.values():
        await session.delete(gone)
    return kept


def _fill(contact: CustomerContact, values: Mapping[str, Any], position: int) -> None:
    contact.position = position
    contact.name, contact.email, contact.phone = values["name"], values["email"], values["phone"]
    contact.topics = sorted(values["topics"])


def _address(typed: str, at: int, errors: FieldErrors) -> str:
    try:
        return email_address(typed)
    except Unusable as refusal:
        errors.add(f"/contacts/{at}/email", refusal.code, refusal.detail)
        return ""
