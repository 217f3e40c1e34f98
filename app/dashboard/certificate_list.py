"""The list of certificates, with customer, course and how far the mail is: one statement per page.

Search words go through the door `certificate_search`, since `LIKE` reaches no index under row-level security; words that more
than `CANDIDATES` certificates contain are common enough to be found by walking the list in its order. Candidates
are fetched one by one (`offset 0`), as for trainees.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Integer, Text, TextClause, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.errors import CertificateNotFound
from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.core.words import search_patterns
from app.courses.errors import ChoiceNotFound
from app.deliveries.states import LATEST

CANDIDATES = 1000
_PARAMETER = re.compile(r"(?<!:):(\w+)")


@dataclass(frozen=True)
class Sort:
    """An order of the list: the column, its direction, and how a cursor's value is read."""

    column: str
    kind: Callable[[Any], Any]
    type: Any
    descending: bool = False


SORTS = {
    "-createdAt": Sort("created_at", datetime.fromisoformat, TIMESTAMP(timezone=True), descending=True),
    "expiresOn": Sort("expires_on", date.fromisoformat, Date()),
}
"""By expiry, certificates that never expire are left out."""


@dataclass(frozen=True)
class CertificateFilter:
    """What part of the list is wanted; None does not filter."""

    state: str | None = None
    type_id: UUID | None = None
    trainee_id: UUID | None = None
    customer_id: UUID | None = None
    course_id: UUID | None = None
    expires_from: date | None = None
    expires_until: date | None = None
    query: str = ""


_CONDITIONS = {
    "valid": "k.revoked_at is null and (k.expires_on is null or k.expires_on >= :today)",
    "expired": "k.revoked_at is null and k.expires_on < :today",
    "revoked": "k.revoked_at is not null",
    "type_id": "(k.certified_type_id = :type_id or k.external_type_id = :type_id)",
    "trainee_id": "k.trainee_id = :trainee_id",
    "customer_id": "k.customer_id = :customer_id",
    "course_id": "k.course_id = :course_id",
    "expires_from": "k.expires_on >= :expires_from",
    "expires_until": "k.expires_on <= :expires_until",
    "expires_on": "k.expires_on is not null",
}
_PLAIN_FILTERS = "type_id trainee_id customer_id course_id expires_from expires_until".split()
_TYPES: dict[str, Any] = {
    "provider_id": Uuid(),
    "limit": Integer(),
    "today": Date(),
    **dict.fromkeys(("type_id", "trainee_id", "customer_id", "course_id", "after_id", "id"), Uuid()),
    "expires_from": Date(),
    "expires_until": Date(),
    "patterns": ARRAY(Text),
}
_SEARCH = f"""
    candidate as materialized (select certificate_search(:patterns, {CANDIDATES + 1}) as id),
    picked as (
        (select k.* from candidate
         cross join lateral (select * from certificate k where k.provider_id = :provider_id and k.id = candidate.id offset 0) k
         where (select count(*) from candidate) <= {CANDIDATES} and {{where}} order by {{order}} limit :limit)
        union all
        (select k.* from certificate k
         where (select count(*) from candidate) > {CANDIDATES} and k.search like all (:patterns) and {{where}}
         order by {{order}} limit :limit)
    )"""
_PLAIN = "picked as (select k.* from certificate k where {where} order by {order} limit :limit)"
_ROWS = f"""
with {{picked}}
select k.id, k.number, k.foreign_number, k.kind, k.source, k.type_name, k.holder_name, k.issued_on, k.expires_on, k.created_at,
       k.revoked_at, k.revoked_because, k.revoked_reason, k.trainee_id, k.customer_id, k.course_id, k.replaces_id,
       k.verification_code, k.enrolment_id, c.number as course_number, u.name as customer_name, m.*
from picked k
left join course c on c.provider_id = :provider_id and c.id = k.course_id
left join customer u on u.provider_id = :provider_id and u.id = k.customer_id
left join lateral ({LATEST}) m on true
order by {{order}} limit :limit
"""
_ONE = text(
    _ROWS.format(picked=_PLAIN.format(where="k.provider_id = :provider_id and k.id = :id", order="k.id"), order="k.id")
).bindparams(*(bindparam(name, type_=_TYPES[name]) for name in ("provider_id", "id", "limit")))


async def list_certificates(
    session: AsyncSession, wanted: CertificateFilter, page: Page, sort: str, today: date
) -> tuple[list[Any], str | None]:
    """A page of certificates in the order of a key of SORTS, and the cursor of the next page.

    Raises Invalid for a foreign cursor, and ChoiceNotFound when a filter names something that the provider does not have.
    """
    order = SORTS[sort]
    values: dict[str, Any] = {
        name: getattr(wanted, name) for name in _PLAIN_FILTERS if getattr(wanted, name) is not None
    }
    conditions = list(values)
    if wanted.state is not None:
        conditions.append(wanted.state)
        values |= {} if wanted.state == "revoked" else {"today": today}
    position = page.position(order.kind, UUID)
    if position is not None:
        values |= {"after": position[0], "after_id": position[1]}
    if patterns := search_patterns(wanted.query):
        values["patterns"] = patterns
    statement = _statement(sort, frozenset(conditions), position is not None, bool(patterns))
    values |= {"provider_id": bound_provider(session), "limit": page.limit + 1}
    rows = (await session.execute(statement, values)).all()
    if not rows:
        await _require_known(session, wanted)
    return cut(rows, page.limit, lambda row: (getattr(row, order.column), row.id))


async def certificate_row(session: AsyncSession, certificate_id: UUID) -> Any:
    """One certificate as the list shows it; raises CertificateNotFound."""
    values = {"provider_id": bound_provider(session), "id": certificate_id, "limit": 1}
    row = (await session.execute(_ONE, values)).one_or_none()
    if row is None:
        raise CertificateNotFound("There is no such certificate.")
    return row


@lru_cache(maxsize=512)
def _statement(sort: str, conditions: frozenset[str], continued: bool, searching: bool) -> TextClause:
    """The statement for one shape of the list, built once."""
    order = SORTS[sort]
    where = ["k.provider_id = :provider_id", *(_CONDITIONS[name] for name in sorted(conditions))]
    if order.column in _CONDITIONS:
        where.append(_CONDITIONS[order.column])
    if continued:
        where.append(f"(k.{order.column}, k.id) {'<' if order.descending else '>'} (:after, :after_id)")
    direction = "desc" if order.descending else "asc"
    ordered = f"k.{order.column} {direction}, k.id {direction}"
    picked = (_SEARCH if searching else _PLAIN).format(where=" and ".join(where), order=ordered)
    statement = text(_ROWS.format(picked=picked, order=ordered))
    types = {**_TYPES, "after": order.type}
    used = [bindparam(name, type_=types[name]) for name in sorted(set(_PARAMETER.findall(statement.text)))]
    return statement.bindparams(*used)


_EXISTS = "exists (select from {} where provider_id = :provider_id and id = :id)"
_KNOWN = {
    name: (
        what,
        text(f"select {exists}").bindparams(bindparam("provider_id", type_=Uuid()), bindparam("id", type_=Uuid())),
    )
    for name, what, exists in (
        (
            "type_id",
            "course type",
            f"{_EXISTS.format('external_course_type')} or exists (select from certified_course_type where id = :id)",
        ),
        ("trainee_id", "trainee", _EXISTS.format("trainee")),
        ("customer_id", "customer", _EXISTS.format("customer")),
        ("course_id", "course", _EXISTS.format("course")),
    )
}


async def _require_known(session: AsyncSession, wanted: CertificateFilter) -> None:
    """An empty page may come of an id that is not the provider's: that is told as such."""
    for name, (what, known) in _KNOWN.items():
        asked = getattr(wanted, name)
        key = {"provider_id": bound_provider(session), "id": asked}
        if asked is not None and not await session.scalar(known, key):
            raise ChoiceNotFound(what)
