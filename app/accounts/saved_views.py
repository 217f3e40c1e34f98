"""Saved views of lists (R-CRS-07): filters under a name, a user's own or shared within the provider."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.models import SavedView
from app.core.database.session import bound_provider
from app.core.errors import Invalid, NotAllowed, NotFound, PreconditionFailed
from app.core.identifiers import new_id
from app.events.audit import Actor, record, record_change

MOST = 50
_VISIBLE = (SavedView.provider_id == bindparam("provider")) & (
    (SavedView.user_id == bindparam("user")) | SavedView.shared
)
_LIST = select(SavedView).where(_VISIBLE, SavedView.list == bindparam("list")).order_by(SavedView.name, SavedView.id)
_ONE = select(SavedView).where(_VISIBLE, SavedView.id == bindparam("id"))


@dataclass(frozen=True)
class Owner:
    """Who keeps views: a user of the provider."""

    user_id: UUID
    actor: Actor
    now: datetime


async def list_views(session: AsyncSession, of_list: str, user_id: UUID | None) -> list[SavedView]:
    """The user's own views of a list and those that others share, by name."""
    values = {"provider": bound_provider(session), "user": user_id, "list": of_list}
    return list(await session.scalars(_LIST, values))


async def save_view(
    session: AsyncSession, owner: Owner, *, of_list: str, name: str, filters: Mapping[str, str], shared: bool
) -> SavedView:
    """Keep filters under a name; raises Invalid when the user has too many views, or one of that name."""
    mine = [each for each in await list_views(session, of_list, owner.user_id) if each.user_id == owner.user_id]
    _check_name(mine, name)
    if len(mine) >= MOST:
        raise Invalid.at("/name", "too_many", f"At most {MOST} views can be saved.")
    view = SavedView(
        provider_id=bound_provider(session),
        id=new_id(),
        user_id=owner.user_id,
        list=of_list,
        name=name,
        filters=dict(filters),
        shared=shared,
        created_at=owner.now,
    )
    session.add(view)
    await session.flush()
    await record(session, owner.actor, "saved_view.created", "saved_view", view.id, now=owner.now)
    return view


async def change_view(
    session: AsyncSession, view_id: UUID, changes: Mapping[str, Any], owner: Owner, *, version: int
) -> SavedView:
    """Rename, share or replace an own view; raises NotFound, NotAllowed for another's, PreconditionFailed, Invalid."""
    view = await _own(session, view_id, owner)
    if view.version != version:
        raise PreconditionFailed("The view was changed meanwhile.", version=view.version)
    if "name" in changes:
        others = [each for each in await list_views(session, view.list, owner.user_id) if each.id != view.id]
        _check_name([each for each in others if each.user_id == owner.user_id], changes["name"])
    before = _told(view)
    for name, value in changes.items():
        setattr(view, name, value)
    await session.flush()
    await record_change(
        session,
        owner.actor,
        "saved_view.changed",
        "saved_view",
        view.id,
        before=before,
        after=_told(view),
        now=owner.now,
    )
    return view


async def remove_view(session: AsyncSession, view_id: UUID, owner: Owner) -> None:
    """Remove an own view; raises NotFound, and NotAllowed for another's."""
    await session.delete(await _own(session, view_id, owner))
    await record(session, owner.actor, "saved_view.removed", "saved_view", view_id, now=owner.now)


async def get_view(session: AsyncSession, view_id: UUID, user_id: UUID | None) -> SavedView:
    """A view that the user may see; raises NotFound."""
    found = await session.scalar(_ONE, {"provider": bound_provider(session), "user": user_id, "id": view_id})
    if found is None:
        raise NotFound("There is no such view.")
    return found


async def _own(session: AsyncSession, view_id: UUID, owner: Owner) -> SavedView:
    view = await get_view(session, view_id, owner.user_id)
    if view.user_id != owner.user_id:
        raise NotAllowed("This view is somebody else's; save it under a name of your own.")
    return view


def _told(view: SavedView) -> dict[str, Any]:
    return {"name": view.name, "filters": sorted(view.filters), "shared": view.shared}


def _check_name(mine: list[SavedView], name: str) -> None:
    if any(each.name.casefold() == name.casefold() for each in mine):
        raise Invalid.at("/name", "name_taken", "You have a view of this name already.")
