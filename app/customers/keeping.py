"""Making, changing, archiving and deleting customers (R-CUS-02, R-CUS-05)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.company_numbers import chamber_number, vat_number
from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, PreconditionFailed
from app.core.values import Unusable, contains_bsn, email_address
from app.core.words import normalise
from app.customers.errors import CustomerHasHistory
from app.customers.models import Customer
from app.customers.repository import get_customer
from app.events.audit import Actor, record
from app.events.changes import announce

_TEXTS = {
    "name": "name",
    "address": "address",
    "contact_name": "contactName",
    "remarks": "remarks",
    "invoice_address": "invoiceAddress",
}

_PARSED: Mapping[str, Callable[[str], str]] = {
    "contact_email": email_address,
    "kvk_number": chamber_number,
    "vat_number": vat_number,
}
_POINTERS = {"contact_email": "/contactEmail", "kvk_number": "/kvkNumber", "vat_number": "/vatNumber"}


async def create_customer(session: AsyncSession, values: Mapping[str, Any], *, actor: Actor, now: datetime) -> Customer:
    """Add a customer; `values` holds its columns. Raises Invalid for a broken address or a citizen service number."""
    customer = Customer(provider_id=bound_provider(session), created_at=now)
    _write(customer, values)
    session.add(customer)
    await session.flush()
    await _tell(session, actor, "customer.created", customer, now, values)
    return customer


async def create_named(session: AsyncSession, names: list[str], *, actor: Actor, now: datetime) -> dict[str, UUID]:
    """Add customers of which only the name is known, as an import does when asked to; by their normalised names."""
    made = {}
    for name in names:
        blank = {"address": "", "contact_name": "", "contact_email": ""}
        made[normalise(name)] = (await create_customer(session, {"name": name, **blank}, actor=actor, now=now)).id
    return made


async def change_customer(
    session: AsyncSession, customer_id: UUID, values: Mapping[str, Any], *, version: int, actor: Actor, now: datetime
) -> Customer:
    """Change some columns. Raises CustomerNotFound, PreconditionFailed, or Invalid as `create_customer` does."""
    customer = await _at_version(session, customer_id, version)
    _write(customer, values)
    await session.flush()
    await _tell(session, actor, "customer.changed", customer, now, values)
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


def _write(customer: Customer, values: Mapping[str, Any]) -> None:
    errors = FieldErrors()
    for column, pointer in _TEXTS.items():
        if contains_bsn(values.get(column, "")):
            errors.add(f"/{pointer}", "bsn_not_allowed", "A citizen service number may not be kept here.")
    for column, value in values.items():
        parse = _PARSED.get(column)
        setattr(customer, column, _parsed(parse, value, column, errors) if parse else value)
    errors.raise_if_any()
    customer.name_sort = normalise(customer.name)
    words = (customer.name, customer.contact_name, customer.contact_email, customer.address, customer.kvk_number)
    customer.search = normalise(*words)


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
