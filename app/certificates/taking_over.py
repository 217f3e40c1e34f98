"""Taking over certificates obtained earlier or elsewhere, from an agreed list (R-PRC-04)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Text, Uuid, bindparam, insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.types import type_key as name_key
from app.certificates.identity import new_verification_code, search_words, type_key
from app.certificates.models import Certificate
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.events.changes import announce
from app.providers.settings import get_provider
from app.trainees.importing.executing import Entry
from app.trainees.importing.people import HeldCertificate
from app.trainees.names import PersonName

_TYPES = text(
    """
    select 'certified' as kind, id, name, name as known_as from certified_course_type where :certified
    union all
    select 'certified', id, name, code from certified_course_type where :certified
    union all
    select 'external', id, name, name from external_course_type where provider_id = :provider_id and name_norm = any(:names)
    """
).bindparams(
    bindparam("certified", type_=Boolean()),
    bindparam("provider_id", type_=Uuid()),
    bindparam("names", type_=ARRAY(Text)),
)
_HOLDERS = text(
    """
    select id, customer_id, given_name, infix, family_name from trainee
    where provider_id = :provider_id and id = any(:trainees)
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("trainees", type_=ARRAY(Uuid())))
_HELD = text(
    """
    select trainee_id, type_key, issued_on, expires_on from certificate
    where provider_id = :provider_id and trainee_id = any(:trainees)
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("trainees", type_=ARRAY(Uuid())))


async def take_over(session: AsyncSession, entries: Sequence[Entry], now: datetime) -> dict[int, str]:
    """Write the certificates of the rows that name one; by row number `certified`, or `already_certified`.

    A type that the provider knows is taken by its name (or CIBOT's code), so that a later certificate of that type
    counts as its renewal; any other is kept by its name. The same certificate is never written twice.
    """
    holding = [(entry, entry.person.certificate) for entry in entries if entry.person.certificate]
    if not holding:
        return {}
    provider_id = bound_provider(session)
    types = await _types(session, [held.type for _, held in holding])
    trainees = list({entry.trainee_id for entry, _ in holding})
    rows = await session.execute(_HELD, {"provider_id": provider_id, "trainees": trainees})
    known = {tuple(row) for row in rows}
    holders = await session.execute(_HOLDERS, {"provider_id": provider_id, "trainees": trainees})
    holder_of = {row.id: row for row in holders}
    made, outcomes = [], {}
    for entry, held in holding:
        row = _row(provider_id, entry, holder_of[entry.trainee_id], held, types, now)
        mark = (entry.trainee_id, row["type_key"], held.issued_on, held.expires_on)
        outcomes[entry.number] = "already_certified" if mark in known else "certified"
        if mark not in known:
            known.add(mark)
            made.append(row)
    if made:
        await session.execute(insert(Certificate), made, execution_options={"render_nulls": True})
        await announce(session, "certificates")
    return outcomes


async def _types(session: AsyncSession, names: Sequence[str]) -> dict[str, Any]:
    """The types that the provider knows, by what they may be called in a list; its own words go first."""
    provider = await get_provider(session)
    keys = sorted({name_key(name) for name in names})
    values = {"provider_id": provider.id, "certified": provider.is_cibot_institute, "names": keys}
    return {name_key(row.known_as): row for row in await session.execute(_TYPES, values)}


def _row(
    provider_id: UUID, entry: Entry, trainee: Any, held: HeldCertificate, types: dict[str, Any], now: datetime
) -> dict[str, Any]:
    found = types.get(name_key(held.type))
    kind = found.kind if found else "imported"
    type_id, name = (found.id, found.name) if found else (None, held.type)
    holder = PersonName(trainee.given_name, trainee.infix, trainee.family_name).full
    return {
        "provider_id": provider_id,
        "id": new_id(),
        "number": None,
        "foreign_number": held.number,
        "trainee_id": entry.trainee_id,
        "customer_id": entry.customer_id or trainee.customer_id,
        "kind": kind,
        "certified_type_id": type_id if kind == "certified" else None,
        "external_type_id": type_id if kind == "external" else None,
        "type_name": name,
        "type_key": type_key(kind, type_id, name),
        "holder_name": holder,
        "issued_on": held.issued_on,
        "expires_on": held.expires_on,
        "source": "imported",
        "verification_code": new_verification_code(),
        "search": search_words(holder, name, None, held.number, None),
        "created_at": now,
    }
