"""Finding trainees: one statement per page, and the look-ups by which somebody is known again (R-CRS-08).

Search words go through the door `trainee_search`, since `LIKE` reaches no index under row-level security; words that
more than `CANDIDATES` trainees contain are common enough to be found by walking the list in its order. The candidates are
fetched one by one (`offset 0`): once PostgreSQL plans for any words, it walks the whole list for them (measured: 200 times
slower at 50,000 trainees).
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Integer, Row, Text, TextClause, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.core.words import alike, search_patterns
from app.trainees.errors import TraineeErased, TraineeNotFound
from app.trainees.identity import NameAndBirth
from app.trainees.importing.verdicts import KnownTrainee, KnownTrainees
from app.trainees.models import Trainee
from app.trainees.names import PersonName

CANDIDATES = 1000

_COLUMNS = """
    t.id, t.given_name, t.infix, t.family_name, t.name_sort, t.birth_date, t.email, t.phone, t.customer_id
"""
_PLAIN = f"picked as (select {_COLUMNS} from trainee t where {{where}} order by t.name_sort, t.id limit :limit)"
_SEARCH = f"""
    candidate as materialized (select trainee_search(:patterns, {CANDIDATES + 1}) as id),
    picked as (
        (select {_COLUMNS} from candidate k
         cross join lateral (select * from trainee t where t.provider_id = :provider_id and t.id = k.id offset 0) t
         where (select count(*) from candidate) <= {CANDIDATES} and {{where}} order by t.name_sort, t.id limit :limit)
        union all
        (select {_COLUMNS} from trainee t
         where (select count(*) from candidate) > {CANDIDATES} and t.search like all (:patterns) and {{where}}
         order by t.name_sort, t.id limit :limit)
    )"""
_ROWS = """
with {picked}
select t.*, c.name as customer_name
from picked t left join customer c on c.provider_id = :provider_id and c.id = t.customer_id
order by t.name_sort, t.id limit :limit
"""
_TYPES: dict[str, Any] = {
    "provider_id": Uuid(),
    "limit": Integer(),
    "customer_id": Uuid(),
    "patterns": ARRAY(Text),
    "after_name": Text(),
    "after_id": Uuid(),
}
_KNOWN = "t.id, t.given_name, t.infix, t.family_name, t.name_key, t.birth_date, t.email, t.email_norm"
_BY_EMAIL = text(
    f"""
    select {_KNOWN} from unnest(cast(:emails as text[])) as wanted(email)
    cross join lateral (select * from trainee where provider_id = :provider_id and email_norm = wanted.email
                        order by id limit 1) t
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("emails", type_=ARRAY(Text)))
_BY_NAME_AND_BIRTH = text(
    f"""
    select {_KNOWN} from unnest(cast(:names as text[]), cast(:births as date[])) as wanted(name, born)
    cross join lateral (select * from trainee where provider_id = :provider_id and name_key = wanted.name
                          and birth_date = wanted.born order by id limit 1) t
    """
).bindparams(
    bindparam("provider_id", type_=Uuid()),
    bindparam("names", type_=ARRAY(Text)),
    bindparam("births", type_=ARRAY(Date)),
)

_OF_CUSTOMER = text(
    f"""
    select {_KNOWN} from trainee t where t.provider_id = :provider_id and t.customer_id = :customer_id
    order by t.id limit 5000
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("customer_id", type_=Uuid()))


async def list_trainees(
    session: AsyncSession, page: Page, *, query: str = "", customer_id: UUID | None = None, erased: bool = False
) -> tuple[list[Row[Any]], str | None]:
    """A page of trainees by family name, with their customers' names, and the cursor of the next page.

    Who was erased is in no list but that of the erased (R-ACC-04).
    """
    values: dict[str, Any] = {"provider_id": bound_provider(session), "limit": page.limit + 1}
    position = page.position(str, UUID)
    if position is not None:
        values |= {"after_name": position[0], "after_id": position[1]}
    if patterns := search_patterns(query):
        values["patterns"] = patterns
    if customer_id is not None:
        values["customer_id"] = customer_id
    rows = (await session.execute(_statement(frozenset(values), erased), values)).all()
    return cut(rows, page.limit, lambda row: (row.name_sort, row.id))


@lru_cache(maxsize=16)
def _statement(values: frozenset[str], erased: bool) -> TextClause:
    """The statement for one shape of the list, built once."""
    where = ["t.provider_id = :provider_id", f"t.erased_at is {'not null' if erased else 'null'}"]
    if "customer_id" in values:
        where.append("t.customer_id = :customer_id")
    if "after_id" in values:
        where.append("(t.name_sort, t.id) > (:after_name, :after_id)")
    picked = (_SEARCH if "patterns" in values else _PLAIN).format(where=" and ".join(where))
    used = [bindparam(name, type_=kind) for name, kind in _TYPES.items() if name in values]
    return text(_ROWS.format(picked=picked)).bindparams(*used)


async def get_trainee(session: AsyncSession, trainee_id: UUID) -> Trainee:
    """A trainee of the provider, of whom something is kept; raises TraineeNotFound and TraineeErased."""
    row = await get_trainee_or_rest(session, trainee_id)
    if row.erased_at is not None:
        raise TraineeErased("What was kept of this trainee was erased.")
    return row


async def get_trainee_or_rest(session: AsyncSession, trainee_id: UUID) -> Trainee:
    """A trainee of the provider, or what is left of one who was erased; raises TraineeNotFound."""
    row = await session.get(Trainee, (bound_provider(session), trainee_id))
    if row is None:
        raise TraineeNotFound("There is no such trainee.")
    return row


async def find_known(session: AsyncSession, emails: Iterable[str], people: Iterable[NameAndBirth]) -> KnownTrainees:
    """The trainees with these addresses, or these names and birth dates; of several alike the oldest."""
    provider_id = bound_provider(session)
    wanted = list(people)
    by_email = await session.execute(_BY_EMAIL, {"provider_id": provider_id, "emails": sorted(set(emails) - {""})})
    names, births = [each.name for each in wanted], [each.born for each in wanted]
    by_name = await session.execute(_BY_NAME_AND_BIRTH, {"provider_id": provider_id, "names": names, "births": births})
    return KnownTrainees(
        by_email={row.email_norm: _known(row) for row in by_email},
        by_name_and_birth={NameAndBirth(row.name_key, row.birth_date): _known(row) for row in by_name},
    )


async def nearly_called(
    session: AsyncSession, customer_id: UUID | None, name: str, born: date | None
) -> list[KnownTrainee]:
    """The trainees of the same customer whose name differs by a slip; another birth date makes another person."""
    if customer_id is None:
        return []
    rows = await session.execute(_OF_CUSTOMER, {"provider_id": bound_provider(session), "customer_id": customer_id})
    return [
        _known(row)
        for row in rows
        if alike(row.name_key, name) and (born is None or row.birth_date is None or row.birth_date == born)
    ]


def _known(row: Row[Any]) -> KnownTrainee:
    return KnownTrainee(row.id, PersonName(row.given_name, row.infix, row.family_name), row.email or "")
