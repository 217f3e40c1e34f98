"""Making, changing, archiving and deleting customers (R-CUS-02, R-CUS-05)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from app.core.company_numbers import chamber_number, vat_number
from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, PreconditionFailed
from app.core.identifiers import new_id
from app.core.values import Unusable, contains_bsn
from app.core.words import normalise
from app.customers.contacts import check_contacts, contacts_of, facts_of, told_of, write_contacts
from app.customers.errors import CustomerHasHistory
from app.customers.models import Customer
from app.customers.repository import get_customer
from app.events.audit import Actor, record, record_change
from app.events.changes import announce
from app.events.differences import facts

_TEXTS = {
    "name": "name",
    "address": "address",
    "remarks": "remarks",
    "invoice_address": "invoiceAddress",
}

_PARSED: Mapping[str, Callable[[str], str]] = {
    "kvk_number": chamber_number,
    "vat_number": vat_number,
}
_POINTERS = {"kvk_number": "/kvkNumber", "vat_number": "/vatNumber"}


async def create_customer(session: AsyncSession, values: Mapping[str, Any], *, actor: Actor, now: datetime) -> Customer:
    """Add a customer; `values` holds its columns, and `contacts` its contact persons (R-CUS-02).

    Raises Invalid for a broken address, a topic of two contact persons, or a citizen service number.
    """
    customer = Customer(provider_id=bound_provider(session), id=new_id(), created_at=now)
    people = _write(customer, values)
    customer.search = search_words(customer, people or ())
    session.add(customer)
    await session.flush()
    await write_contacts(session, customer.id, (), people or ())
    await session.flush()
    await _tell(session, actor, "customer.created", customer, now, values)
    return customer


async def create_named(session: AsyncSession, names: list[str], *, actor: Actor, now: datetime) -> dict[str, UUID]:
    """Add customers of which only the name is known, as an import does when asked to; by their normalised names."""
    made = {}
    for name in names:
        made[normalise(name)] = (await create_customer(session, {"name": name, "address": ""}, actor=actor, now=now)).id
    return made


async def change_customer(
    session: AsyncSession, customer_id: UUID, values: Mapping[str, Any], *, version: int, actor: Actor, now: datetime
) -> Customer:
    """Change some columns; `contacts`, where given, are all its contact persons from now on.

    Raises CustomerNotFound, PreconditionFailed, or Invalid as `create_customer` does.
    """
    customer = await _at_version(session, customer_id, version)
    contacts = await contacts_of(session, customer_id)
    before = facts(customer) | told_of(contacts)
    people = _write(customer, values)
    if people is not None:
        contacts = await write_contacts(session, customer_id, contacts, people)
        flag_modified(customer, "search")
    customer.search = search_words(customer, [facts_of(each) for each in contacts])
    await session.flush()
    after = facts(customer) | told_of(contacts)
    await record_change(
        session, actor, "customer.changed", "customer", customer.id, before=before, after=after, now=now
    )
    await announce(session, "customers", customer.id)
    return customer


async def set_archived(
    session: AsyncSession, customer_id: UUID, archived: bool, *, actor: Actor, now: datetime
) -> Customer:
    """Take a customer out of the lists and choices, or bring it back; all that hangs on it stays."""
    customer = await get_customer(session, customer_id)
    if (customer.archived_at is not None) != archived:
        customer.archived_at = now if archived else None
        await session.flush()
        await _tell(session, actor, "customer.archived" if archived else "customer.restored", customer, now, {})
    return customer


async def delete_customer(session: AsyncSession, customer_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Delete a customer on which nothing hangs; raises CustomerHasHistory when something does."""
    customer = await get_customer(session, customer_id)
    try:
        async with session.begin_nested():
            await session.delete(customer)
    except IntegrityError as error:
        raise CustomerHasHistory("Archive this customer instead: trainees or courses refer to it.") from error
    await _tell(session, actor, "customer.deleted", customer, now, {"name": customer.name})


def search_words(customer: Customer, contacts: Sequence[Mapping[str, Any]]) -> str:
    """By which words a customer is found: those of the company and of its contact persons."""
    people = [word for each in contacts for word in (each["name"], each["email"])]
    return normalise(customer.name, *people, customer.address, customer.kvk_number)


def _write(customer: Customer, values: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Write the columns; gives back the checked contact persons, None where they are not told."""
    errors = FieldErrors()
    for column, pointer in _TEXTS.items():
        if contains_bsn(values.get(column, "")):
            errors.add(f"/{pointer}", "bsn_not_allowed", "A citizen service number may not be kept here.")
    contacts = values.get("contacts")
    people = None if contacts is None else check_contacts(contacts, errors)
    for column, value in values.items():
        if column == "contacts":
            continue
        parse = _PARSED.get(column)
        setattr(customer, column, _parsed(parse, value, column, errors) if parse else value)
    errors.raise_if_any()
    customer.name_sort = normalise(customer.name)
    return people


def _parsed(parse: Callable[[str], str], typed: str, column: str, errors: FieldErrors) -> str:
    if not typed:
        return ""
    try:
        return parse(typed)
    except Unusable as refusal:
        errors.add(_POINTERS[column], refusal.code, refusal.detail)
        return ""


async def _at_version(session: AsyncSession, customer_id: UUID, version: int) -> Customer:
    customer = await get_customer(session, customer_id)
    if customer.version != version:
        raise PreconditionFailed("The customer was changed meanwhile.", version=customer.version)
    return customer


async def _tell(
    session: AsyncSession, actor: Actor, action: str, customer: Customer, now: datetime, changes: Mapping[str, Any]
) -> None:
    await record(session, actor, action, "customer", customer.id, now=now, changes=dict(changes))
    await announce(session, "customers", customer.id)
