"""Making and changing trainees, whoever types them in (R-CRS-08, R-CUS-04)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, PreconditionFailed
from app.core.identifiers import new_id
from app.core.values import Unusable, contains_bsn, email_address, phone_number
from app.core.words import normalise
from app.customers.repository import get_customer
from app.events.audit import Actor, record, record_change
from app.events.changes import announce
from app.events.differences import facts
from app.trainees.birth_dates import plausible
from app.trainees.errors import TraineeKnown
from app.trainees.identity import name_and_birth, name_key
from app.trainees.importing.people import looks_like_formula
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from app.trainees.repository import find_known, get_trainee, nearly_called

_NAMES = {"given_name": "givenName", "infix": "infix", "family_name": "familyName"}


@dataclass(frozen=True)
class Desk:
    """Who writes, and when: the instant, and the day in the provider's time zone."""

    actor: Actor
    now: datetime
    today: date


async def create_trainee(
    session: AsyncSession, values: Mapping[str, Any], desk: Desk, *, accept_double: bool = False
) -> Trainee:
    """Add a trainee; `values` holds its columns, the name at least.

    Raises Invalid with every broken field, CustomerNotFound, and TraineeKnown for somebody who is known already,
    unless doubles are accepted.
    """
    trainee = Trainee(provider_id=bound_provider(session), id=new_id(), created_at=desk.now, infix="", phone="")
    await _write(session, trainee, values, desk.today)
    if not accept_double:
        await _refuse_known(session, trainee)
    session.add(trainee)
    await session.flush()
    await _tell(session, desk, "trainee.created", trainee, values)
    return trainee


async def change_trainee(
    session: AsyncSession, trainee_id: UUID, values: Mapping[str, Any], desk: Desk, *, version: int
) -> Trainee:
    """Change some columns; enrolments keep the customer of their day (R-CUS-04).

    Raises TraineeNotFound, PreconditionFailed, CustomerNotFound, or Invalid with every broken field.
    """
    trainee = await get_trainee(session, trainee_id)
    if trainee.version != version:
        raise PreconditionFailed("The trainee was changed meanwhile.", version=trainee.version)
    before = facts(trainee)
    await _write(session, trainee, values, desk.today)
    await session.flush()
    await record_change(
        session, desk.actor, "trainee.changed", "trainee", trainee.id, before=before, after=facts(trainee), now=desk.now
    )
    await announce(session, "trainees", trainee.id)
    return trainee


async def _write(session: AsyncSession, trainee: Trainee, values: Mapping[str, Any], today: date) -> None:
    checked = _checked(values, today)
    if values.get("customer_id"):
        await get_customer(session, values["customer_id"])
    for column, value in checked.items():
        setattr(trainee, column, value)
    name = PersonName.of(trainee.given_name, trainee.infix, trainee.family_name)
    trainee.given_name, trainee.infix, trainee.family_name = name.given, name.infix, name.family
    trainee.name_sort, trainee.name_key = name.sort_key, name_key(name)
    trainee.email_norm = trainee.email
    trainee.search = search_text(name, trainee.email)


def search_text(name: PersonName, email: str | None) -> str:
    """What a trainee is found by."""
    return normalise(name.full, email)


def _checked(values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values as they are kept; raises Invalid with everything that is wrong with them."""
    errors, kept = FieldErrors(), dict(values)
    for column, pointer in _NAMES.items():
        _check_name(kept.get(column, ""), f"/{pointer}", errors)
    if contains_bsn(kept.get("remarks") or ""):
        errors.add("/remarks", "bsn_not_allowed", "A citizen service number may not be kept here.")
    for column, parse in (("email", email_address), ("phone", phone_number)):
        if kept.get(column):
            kept[column] = _parsed(parse, kept[column], f"/{column}", errors)
    if kept.get("birth_date"):
        kept["birth_date"] = _parsed(lambda born: plausible(born, today), kept["birth_date"], "/birthDate", errors)
    if "email" in kept:
        kept["email"] = kept["email"] or None
    errors.raise_if_any()
    return kept


def _check_name(text: str, pointer: str, errors: FieldErrors) -> None:
    if contains_bsn(text):
        errors.add(pointer, "bsn_not_allowed", "A citizen service number may not be kept here.")
    elif looks_like_formula(text):
        errors.add(pointer, "formula_not_allowed", "A name does not begin like a formula.")
    elif text and not any(char.isalpha() for char in text):
        errors.add(pointer, "name_without_letters", "A name has letters.")


def _parsed(parse: Any, typed: Any, pointer: str, errors: FieldErrors) -> Any:
    try:
        return parse(typed)
    except Unusable as refusal:
        errors.add(pointer, refusal.code, refusal.detail)
        return None


async def _refuse_known(session: AsyncSession, trainee: Trainee) -> None:
    name = PersonName(trainee.given_name, trainee.infix, trainee.family_name)
    key = name_and_birth(name, trainee.birth_date)
    known = await find_known(session, [trainee.email or ""], [key] if key else [])
    alike_ones = await nearly_called(session, trainee.customer_id, trainee.name_key, trainee.birth_date)
    found = {each.id: each for each in (*known.by_email.values(), *known.by_name_and_birth.values(), *alike_ones)}
    if found:
        raise TraineeKnown(
            [{"id": str(each.id), "name": each.name.full, "email": each.email} for each in found.values()]
        )


async def _tell(session: AsyncSession, desk: Desk, action: str, trainee: Trainee, changes: Mapping[str, Any]) -> None:
    await record(session, desk.actor, action, "trainee", trainee.id, now=desk.now, changes=dict(changes))
    await announce(session, "trainees", trainee.id)
