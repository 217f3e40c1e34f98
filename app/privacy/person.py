"""A person as the tables know him: the trainee, those that were merged into him, and what all of them were ever called."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from app.trainees.repository import get_trainee

PERSON = (
    bindparam("provider_id", type_=Uuid()),
    bindparam("ids", type_=ARRAY(Uuid())),
    bindparam("emails", type_=ARRAY(Text())),
    bindparam("names", type_=ARRAY(Text())),
)
_FORMER = text(
    """
    with recursive him(id) as (
        select cast(:id as uuid)
        union
        select m.other_id from merge m join him on m.keeper_id = him.id
        where m.provider_id = :provider_id and m.kind = 'trainee' and m.undone_at is null
    )
    select id from him
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("id", type_=Uuid()))
_SAID = text(
    """
    select changes as said from audit_event
    where provider_id = :provider_id and subject_type = 'trainee' and subject_id = any(:ids)
    union all
    select step -> 'row' from merge m, jsonb_array_elements(m.steps) step
    where m.provider_id = :provider_id and m.kind = 'trainee' and m.keeper_id = any(:ids)
      and step ->> 'step' = 'aside' and step ->> 'table' = 'trainee'
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))
_CALLED = text(
    """
    select other_name from merge
    where provider_id = :provider_id and kind = 'trainee' and undone_at is null and keeper_id = any(:ids)
    union select holder_name from certificate where provider_id = :provider_id and trainee_id = any(:ids)
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))


@dataclass(frozen=True)
class Person:
    """One trainee with all that he was ever known by; addresses in lower case."""

    trainee: Trainee
    ids: tuple[UUID, ...]
    """The trainee's own id, and those of the trainees that were merged into him."""
    names: frozenset[str]
    """In full, as `Jan van der Berg`."""
    pairs: frozenset[tuple[str, str]]
    """Given and family names: in a list they stand in columns of their own."""
    emails: frozenset[str]
    phones: frozenset[str]
    births: frozenset[str]
    """Days as 2026-11-25."""

    def values(self) -> dict[str, Any]:
        """The parameters `PERSON` of a statement."""
        return {
            "provider_id": self.trainee.provider_id,
            "ids": list(self.ids),
            "emails": sorted(self.emails),
            "names": sorted(name.lower() for name in self.names),
        }

    @property
    def words(self) -> list[str]:
        """What gives him away wherever it stands: names in full, addresses and phone numbers."""
        return sorted({each.lower() for each in (*self.names, *self.emails, *self.phones)})


async def find_person(session: AsyncSession, trainee_id: UUID) -> Person:
    """The trainee with former names and addresses; raises TraineeNotFound."""
    trainee = await get_trainee(session, trainee_id)
    provider_id = bound_provider(session)
    ids = tuple(await session.scalars(_FORMER, {"provider_id": provider_id, "id": trainee_id}))
    key = {"provider_id": provider_id, "ids": list(ids)}
    said = [_own(trainee)]
    for each in await session.scalars(_SAID, key):
        said += _before_and_after(each)
    called = await session.scalars(_CALLED, key)
    return Person(
        trainee=trainee,
        ids=ids,
        names=_filled((*called, *(_name(each) for each in said))),
        pairs=frozenset(pair for each in said if all(pair := _pair(each))),
        emails=_filled(str(each.get("email") or "").lower() for each in said),
        phones=_filled(each.get("phone") for each in said),
        births=_filled(each.get("birth_date") for each in said),
    )


def _before_and_after(said: dict[str, Any]) -> list[dict[str, Any]]:
    """A change notes pairs of values; the rest notes what became of what."""
    pairs = {column: value for column, value in said.items() if isinstance(value, list) and len(value) == 2}
    plain = {column: value for column, value in said.items() if column not in pairs}
    return [plain | {column: value[at] for column, value in pairs.items()} for at in (0, 1)]


def _own(trainee: Trainee) -> dict[str, Any]:
    columns = ("given_name", "infix", "family_name", "email", "phone", "birth_date")
    return {column: getattr(trainee, column) for column in columns}


def _pair(said: dict[str, Any]) -> tuple[str, str]:
    return str(said.get("given_name") or ""), str(said.get("family_name") or "")


def _name(said: dict[str, Any]) -> str:
    parts = [str(said.get(column) or "") for column in ("given_name", "infix", "family_name")]
    return PersonName(*parts).full if parts[0] and parts[2] else ""


def _filled(texts: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(each) for each in texts if each)
