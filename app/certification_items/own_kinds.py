"""The provider's own kinds of item."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.errors import ItemKindExists, ItemKindNotFound
from app.certification_items.kinds import BUILT_IN, WORDS, UsualDate
from app.certification_items.models import CertificationItemKind
from app.core.database.session import bound_provider
from app.core.errors import PreconditionFailed
from app.core.identifiers import new_id
from app.core.words import normalise
from app.events.audit import record, record_change
from app.events.changes import announce
from app.trainees.keeping import Desk

_OF_PROVIDER = select(CertificationItemKind).where(CertificationItemKind.provider_id == bindparam("provider"))
_ALL = _OF_PROVIDER.order_by(CertificationItemKind.name_key).limit(500)
_NAMED = _OF_PROVIDER.where(CertificationItemKind.name_key == bindparam("key"))
_BUILT_IN_KEYS = frozenset(normalise(each) for key in BUILT_IN for each in (key, *WORDS[key]))


async def list_own_kinds(session: AsyncSession) -> Sequence[CertificationItemKind]:
    """The provider's own kinds by name."""
    return (await session.scalars(_ALL, {"provider": bound_provider(session)})).all()


async def get_own_kind(session: AsyncSession, kind_id: UUID) -> CertificationItemKind:
    """One of the provider's own kinds; raises ItemKindNotFound."""
    found = await session.get(CertificationItemKind, (bound_provider(session), kind_id))
    if found is None:
        raise ItemKindNotFound("There is no such kind of item.")
    return found


async def create_own_kind(
    session: AsyncSession, name: str, due_dates: Sequence[UsualDate], desk: Desk
) -> CertificationItemKind:
    """Add a kind; raises ItemKindExists when the name is taken, by a built-in kind too."""
    await _refuse_taken(session, name, None)
    kind = CertificationItemKind(
        provider_id=bound_provider(session),
        id=new_id(),
        name=name,
        name_key=normalise(name),
        due_dates=_packed(due_dates),
        created_at=desk.now,
    )
    session.add(kind)
    await session.flush()
    await _tell(session, desk, "certification_item_kind.created", kind, {"name": name})
    return kind


async def change_own_kind(
    session: AsyncSession,
    kind_id: UUID,
    desk: Desk,
    *,
    version: int,
    name: str | None = None,
    due_dates: Sequence[UsualDate] | None = None,
) -> CertificationItemKind:
    """Rename a kind or give it other intervals; items keep their dates.

    Raises ItemKindNotFound, PreconditionFailed and ItemKindExists.
    """
    kind = await get_own_kind(session, kind_id)
    if kind.version != version:
        raise PreconditionFailed("The kind was changed meanwhile.", version=kind.version)
    before = _told(kind)
    if name is not None:
        await _refuse_taken(session, name, kind.id)
        kind.name, kind.name_key = name, normalise(name)
    if due_dates is not None:
        kind.due_dates = _packed(due_dates)
    await session.flush()
    after, action = _told(kind), "certification_item_kind.changed"
    await record_change(
        session, desk.actor, action, "certification_item_kind", kind.id, before=before, after=after, now=desk.now
    )
    await announce(session, "certification-items", kind.id)
    return kind


def usual_dates(kind: CertificationItemKind) -> tuple[UsualDate, ...]:
    """What expires of items of this kind."""
    return tuple(UsualDate(each["part"], each["months"]) for each in kind.due_dates)


async def _refuse_taken(session: AsyncSession, name: str, own_id: UUID | None) -> None:
    key = normalise(name)
    found = await session.scalar(_NAMED, {"provider": bound_provider(session), "key": key})
    if key in _BUILT_IN_KEYS or (found is not None and found.id != own_id):
        raise ItemKindExists("There is a kind of this name already.", name=name)


def _packed(due_dates: Sequence[UsualDate]) -> list[dict[str, Any]]:
    return [{"part": each.part, "months": each.months} for each in due_dates]


def _told(kind: CertificationItemKind) -> dict[str, Any]:
    return {"name": kind.name} | {f"months:{each['part']}": each["months"] for each in kind.due_dates}


async def _tell(
    session: AsyncSession, desk: Desk, action: str, kind: CertificationItemKind, changes: Mapping[str, Any]
) -> None:
    await record(session, desk.actor, action, "certification_item_kind", kind.id, now=desk.now, changes=dict(changes))
    await announce(session, "certification-items", kind.id)
