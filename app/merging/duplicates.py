"""Who and what is probably there twice: the same address, the same name and birth date, or a name that differs by a slip."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.words import alike, normalise
from app.customers.correspondence import contact_of
from app.events.audit import Actor, record
from app.merging.errors import SameThing
from app.merging.models import NotTheSame
from app.trainees.names import PersonName

NEIGHBOURS = 12
"""How many following names a name is compared with, in the order of the alphabet and of the alphabet read backwards."""
MOST_PAIRS = 200
_MOST_PER_GROUP = 6
_PROVIDER = bindparam("provider_id", type_=Uuid())
_TRAINEES = text(
    """
    select id, given_name, infix, family_name, name_key, birth_date, email_norm, customer_id
    from trainee where provider_id = :provider_id order by created_at desc limit 50000
    """
).bindparams(_PROVIDER)
_CUSTOMERS = text(
    f"""
    select c.id, c.name, c.name_sort, lower(contact.contact_email) as email
    from customer c left join lateral ({contact_of("c", None)}) contact on true
    where c.provider_id = :provider_id and c.archived_at is null order by c.created_at desc limit 50000
    """
).bindparams(_PROVIDER)
_DENIED = select(NotTheSame.one_id, NotTheSame.two_id).where(
    NotTheSame.provider_id == bindparam("provider_id"), NotTheSame.kind == bindparam("kind")
)


class Because(StrEnum):
    """Why two look like one."""

    EMAIL = "email"
    NAME_AND_BIRTH = "nameAndBirth"
    NAME = "name"
    SIMILAR_NAME = "similarName"


@dataclass(frozen=True)
class Pair:
    """Two that look like one; the smaller id stands first."""

    one: UUID
    two: UUID
    because: Because


async def trainee_pairs(session: AsyncSession) -> list[Pair]:
    """The trainees that are probably the same person, at most two hundred pairs; the surest first."""
    rows = (await session.execute(_TRAINEES, {"provider_id": bound_provider(session)})).all()
    return await _without_denied(session, "trainee", await asyncio.to_thread(pair_trainees, rows))


async def customer_pairs(session: AsyncSession) -> list[Pair]:
    """The customers that are probably the same, at most two hundred pairs; the surest first."""
    rows = (await session.execute(_CUSTOMERS, {"provider_id": bound_provider(session)})).all()
    return await _without_denied(session, "customer", await asyncio.to_thread(pair_customers, rows))


async def deny(session: AsyncSession, kind: str, one: UUID, two: UUID, *, actor: Actor, now: datetime) -> None:
    """Remember that two that look alike are not the same; saying it twice changes nothing. Raises SameThing."""
    if one == two:
        raise SameThing("Choose two different ones.")
    first, second = sorted((one, two))
    statement = insert(NotTheSame).values(
        provider_id=bound_provider(session),
        id=new_id(),
        kind=kind,
        one_id=first,
        two_id=second,
        said_at=now,
        said_by=actor.id if actor.kind == "user" else None,
    )
    await session.execute(statement.on_conflict_do_nothing())
    await record(session, actor, f"{kind}.not_the_same", kind, first, now=now, changes={"other": second})


def pair_trainees(rows: Sequence[Any]) -> list[Pair]:
    """Pairs among trainees; birth dates that are both known and differ make two people of similar names."""
    found = [
        *_groups(rows, lambda row: row.email_norm, Because.EMAIL, _could_be_one),
        *_groups(rows, lambda row: (row.name_key, row.birth_date) if row.birth_date else None, Because.NAME_AND_BIRTH),
        *_similar(rows, lambda row: row.customer_id, lambda row: row.name_key, _same_birth),
    ]
    return _once(found)


def pair_customers(rows: Sequence[Any]) -> list[Pair]:
    """Pairs among customers in use."""
    found = [
        *_groups(rows, lambda row: row.name_sort, Because.NAME),
        *_groups(rows, lambda row: row.email, Because.EMAIL),
        *_similar(rows, lambda row: True, lambda row: row.name_sort, lambda one, two: True),
    ]
    return _once(found)


def lookalikes(rows: Iterable[Any], name: str, email: str) -> list[Any]:
    """Which customers look like one that is being typed in."""
    wanted, address = normalise(name), email.strip().lower()
    return [row for row in rows if alike(row.name_sort, wanted) or (address and row.email == address)]


async def customer_lookalikes(session: AsyncSession, name: str, email: str) -> list[Any]:
    """The customers in use that look like this name or have this contact address, at most five."""
    rows = (await session.execute(_CUSTOMERS, {"provider_id": bound_provider(session)})).all()
    return (await asyncio.to_thread(lookalikes, rows, name, email))[:5]


def _could_be_one(one: Any, two: Any) -> bool:
    """Families share an address: another name with another birth date is somebody else."""
    return _same_birth(one, two) or alike(one.name_key, two.name_key)


def _same_birth(one: Any, two: Any) -> bool:
    dates: set[date] = {each for each in (one.birth_date, two.birth_date) if each is not None}
    return len(dates) < 2


def _groups(
    rows: Sequence[Any], key: Callable[[Any], Any], because: Because, fits: Callable[[Any, Any], bool] = lambda *_: True
) -> Iterator[Pair]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        if found := key(row):
            groups[found].append(row)
    for group in groups.values():
        for one, two in combinations(group[:_MOST_PER_GROUP], 2):
            if fits(one, two):
                yield _pair(one.id, two.id, because)


def _similar(
    rows: Sequence[Any],
    block: Callable[[Any], Any],
    name: Callable[[Any], str],
    fits: Callable[[Any, Any], bool],
) -> Iterator[Pair]:
    blocks: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        if found := block(row):
            blocks[found].append(row)
    for group in blocks.values():
        for order in (name, lambda row: name(row)[::-1]):
            ordered = sorted(group, key=order)
            for at, one in enumerate(ordered):
                for two in ordered[at + 1 : at + 1 + NEIGHBOURS]:
                    if alike(name(one), name(two)) and fits(one, two):
                        yield _pair(one.id, two.id, Because.SIMILAR_NAME)


def _pair(one: UUID, two: UUID, because: Because) -> Pair:
    first, second = sorted((one, two))
    return Pair(first, second, because)


def _once(pairs: Iterable[Pair]) -> list[Pair]:
    """Each pair once, with the first reason that was found."""
    found: dict[tuple[UUID, UUID], Pair] = {}
    for pair in pairs:
        found.setdefault((pair.one, pair.two), pair)
    return list(found.values())


async def _without_denied(session: AsyncSession, kind: str, pairs: list[Pair]) -> list[Pair]:
    rows = await session.execute(_DENIED, {"provider_id": bound_provider(session), "kind": kind})
    denied = {(row.one_id, row.two_id) for row in rows}
    return [pair for pair in pairs if (pair.one, pair.two) not in denied][:MOST_PAIRS]


def full_name(row: Any) -> str:
    """A trainee's name as people read it."""
    return PersonName(row.given_name, row.infix, row.family_name).full
