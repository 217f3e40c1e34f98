"""Finding customers (R-CUS-01): one statement per page.

Search words go through the door `customer_search`, since `LIKE` reaches no index under row-level security; words that
more than `CANDIDATES` customers contain are common enough to be found by walking the list in its order. Candidates
are fetched one by one (`offset 0`), as for trainees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Integer, Row, Text, TextClause, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.core.words import normalise, search_patterns
from app.customers.correspondence import ContactPerson, Topic, contact_in, contact_of
from app.customers.errors import CustomerNotFound
from app.customers.models import Customer

CANDIDATES = 1000

_COLUMNS = (
    "c.id, c.name, c.name_sort, c.address, coalesce(contact.contact_name, '') as contact_name, "
    "coalesce(contact.contact_email, '') as contact_email, c.correspondence_via_contact, c.archived_at"
)
_WITH_CONTACT = f"left join lateral ({contact_of('c', None)}) contact on true"
_PLAIN = f"select {_COLUMNS} from customer c {_WITH_CONTACT} where {{where}} order by c.name_sort, c.id limit :limit"
_SEARCH = f"""
with candidate as materialized (select customer_search(:patterns, {CANDIDATES + 1}) as id)
(select {_COLUMNS} from candidate k
 cross join lateral (select * from customer c where c.provider_id = :provider_id and c.id = k.id offset 0) c {_WITH_CONTACT}
 where (select count(*) from candidate) <= {CANDIDATES} and {{where}} order by c.name_sort, c.id limit :limit)
union all
(select {_COLUMNS} from customer c {_WITH_CONTACT}
 where (select count(*) from candidate) > {CANDIDATES} and c.search like all (:patterns) and {{where}}
 order by c.name_sort, c.id limit :limit)
"""
_TYPES: dict[str, Any] = {
    "provider_id": Uuid(),
    "limit": Integer(),
    "archived": Boolean(),
    "patterns": ARRAY(Text),
    "after_name": Text(),
    "after_id": Uuid(),
}
_BY_NAMES = text(
    """
    select distinct on (name_sort) name_sort, id from customer
    where provider_id = :provider_id and archived_at is null and name_sort = any(:names)
    order by name_sort, id
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("names", type_=ARRAY(Text)))
_CONTACTS = {
    topic: text(
        f"""
        select contact.contact_name, contact.contact_email, c.correspondence_via_contact
        from customer c left join lateral ({contact_of("c", topic)}) contact on true
        where c.provider_id = :provider_id and c.id = :id
        """
    ).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("id", type_=Uuid()))
    for topic in Topic
}
_ADDRESSES = text(
    """
    select array(select p.email from customer_contact p where p.provider_id = :provider_id and p.customer_id = c.id)
        as addresses
    from customer c where c.provider_id = :provider_id and c.id = :id
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("id", type_=Uuid()))
_COUNTS = text(
    """
    select (select count(*) from trainee where provider_id = :provider_id and customer_id = :id) as trainees,
           (select count(distinct course_id) from enrolment where provider_id = :provider_id and customer_id = :id) as courses
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("id", type_=Uuid()))


@dataclass(frozen=True, slots=True)
class CustomerCounts:
    """How much hangs on a customer."""

    trainees: int
    courses: int


async def list_customers(
    session: AsyncSession, page: Page, *, query: str = "", archived: bool = False
) -> tuple[list[Row[Any]], str | None]:
    """A page of customers by name, those in use or those archived, and the cursor of the next page."""
    values: dict[str, Any] = {"provider_id": bound_provider(session), "limit": page.limit + 1, "archived": archived}
    position = page.position(str, UUID)
    if position is not None:
        values |= {"after_name": position[0], "after_id": position[1]}
    if patterns := search_patterns(query):
        values["patterns"] = patterns
    rows = (await session.execute(_statement(position is not None, bool(patterns)), values)).all()
    return cut(rows, page.limit, lambda row: (row.name_sort, row.id))


@lru_cache(maxsize=8)
def _statement(continued: bool, searching: bool) -> TextClause:
    where = ["c.provider_id = :provider_id", "(c.archived_at is not null) = :archived"]
    if continued:
        where.append("(c.name_sort, c.id) > (:after_name, :after_id)")
    statement = text((_SEARCH if searching else _PLAIN).format(where=" and ".join(where)))
    used = [bindparam(name, type_=kind) for name, kind in _TYPES.items() if name in statement._bindparams]
    return statement.bindparams(*used)


async def get_customer(session: AsyncSession, customer_id: UUID) -> Customer:
    """A customer of the provider, archived ones included; raises CustomerNotFound."""
    row = await session.get(Customer, (bound_provider(session), customer_id))
    if row is None:
        raise CustomerNotFound("There is no such customer.")
    return row


async def contact_person(session: AsyncSession, customer_id: UUID, topic: Topic) -> ContactPerson:
    """To whom a customer wants mail about a topic; empty for one without contact persons. Raises CustomerNotFound."""
    values = {"provider_id": bound_provider(session), "id": customer_id}
    row = (await session.execute(_CONTACTS[topic], values)).one_or_none()
    if row is None:
        raise CustomerNotFound("There is no such customer.")
    return contact_in(row)


async def customer_addresses(session: AsyncSession, customer_id: UUID) -> tuple[str, ...]:
    """The addresses of a customer's contact persons; raises CustomerNotFound."""
    values = {"provider_id": bound_provider(session), "id": customer_id}
    row = (await session.execute(_ADDRESSES, values)).one_or_none()
    if row is None:
        raise CustomerNotFound("There is no such customer.")
    return tuple(row.addresses)


async def count_of_customer(session: AsyncSession, customer_id: UUID) -> CustomerCounts:
    """How many trainees and courses a customer has."""
    row = (await session.execute(_COUNTS, {"provider_id": bound_provider(session), "id": customer_id})).one()
    return CustomerCounts(row.trainees, row.courses)


async def find_by_names(session: AsyncSession, names: Sequence[str]) -> dict[str, UUID]:
    """The customers in use with these names, by the normalised name; of several with one name the oldest."""
    wanted = sorted({normalise(name) for name in names} - {""})
    rows = await session.execute(_BY_NAMES, {"provider_id": bound_provider(session), "names": wanted})
    return {row.name_sort: row.id for row in rows}
