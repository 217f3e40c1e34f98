"""From items to what the API answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import Response
from sqlalchemy import Row

from api.concurrency import set_etag
from api.deps import Scope
from api.schemas import Reference
from api.v1.certification_items.schemas import (
    DueDateRow,
    FormerLine,
    ItemFileView,
    ItemKindView,
    ItemView,
    ProposedDate,
)
from app.certification_items.kinds import UsualDate, usual_expiry, usual_reminder, word
from app.certification_items.models import CertificationItem, CertificationItemDueDate, CertificationItemKind
from app.certification_items.own_kinds import get_own_kind, usual_dates
from app.certification_items.repository import current_lines, files_of, former_lines
from app.customers.repository import get_customer
from app.trainees.keeping import Desk


def desk_of(scope: Scope) -> Desk:
    """Who works on items, and when."""
    return Desk(scope.actor, scope.now, scope.today)


def item_values(row: Row[Any], today: date) -> dict[str, Any]:
    """A row of the list in the words of `ItemRow`."""
    return {
        "id": row.id,
        "kind": row.kind,
        "kindName": row.own_kind_name,
        "description": row.description,
        "identification": row.identification,
        "customer": {"id": row.customer_id, "name": row.customer_name} if row.customer_id else None,
        "location": row.location,
        "pieces": row.pieces,
        "inspectedOn": row.inspected_on,
        "dueDates": [_due_values(each, today) for each in row.due_dates],
        "archivedAt": row.archived_at,
    }


async def item_view(scope: Scope, response: Response, item: CertificationItem) -> ItemView:
    """An item with everything that hangs on it."""
    set_etag(response, item.version)
    session = scope.session
    customer = await get_customer(session, item.customer_id) if item.customer_id else None
    own_kind = await get_own_kind(session, item.own_kind_id) if item.own_kind_id else None
    lines = await current_lines(session, item.id)
    own = {name: getattr(item, name) for name in _PLAIN}
    return ItemView(
        **own,
        kind_name=own_kind.name if own_kind else None,
        customer=Reference(id=customer.id, name=customer.name) if customer else None,
        due_dates=[_due(line, scope.today) for line in lines],
        history=[FormerLine.model_validate(line, extra="ignore") for line in await former_lines(session, item.id)],
        files=[
            ItemFileView(
                id=stored.id,
                name=stored.name,
                content_type=stored.content_type,
                size=stored.size,
                added_at=row.added_at,
            )
            for row, stored in await files_of(session, item.id)
        ],
    )


def built_in_kind(key: str, usual: Sequence[UsualDate], inspected_on: date, language: str) -> ItemKindView:
    """A kind that everybody has."""
    proposed = [_proposed(each, inspected_on) for each in usual]
    return ItemKindView.model_validate(
        {"key": key, "id": None, "name": word(key, language), "due_dates": proposed, "version": None}
    )


def own_kind_view(kind: CertificationItemKind, inspected_on: date) -> ItemKindView:
    """A kind of the provider's own."""
    proposed = [_proposed(each, inspected_on) for each in usual_dates(kind)]
    return ItemKindView(key="own", id=kind.id, name=kind.name, due_dates=proposed, version=kind.version)


_PLAIN = (
    "id", "kind", "own_kind_id", "description", "identification", "location", "pieces", "inspected_on", "remarks",
    "archived_at", "created_at", "version",
)  # fmt: skip


def _proposed(usual: UsualDate, inspected_on: date) -> ProposedDate:
    expires_on = usual_expiry(inspected_on, usual.months)
    return ProposedDate(
        part=usual.part,
        months=usual.months,
        expires_on=expires_on,
        remind_on=usual_reminder(expires_on) if expires_on else None,
    )


def _due(line: CertificationItemDueDate, today: date) -> DueDateRow:
    own = {name: getattr(line, name) for name in ("id", "part", "inspected_on", "expires_on", "remind_on")}
    return DueDateRow(**own, is_due=line.remind_on <= today, is_expired=line.expires_on < today)


def _due_values(line: dict[str, str], today: date) -> dict[str, Any]:
    """The same of a line that PostgreSQL has put into words already."""
    return {
        "id": line["id"],
        "part": line["part"],
        "inspectedOn": line["inspected_on"],
        "expiresOn": line["expires_on"],
        "remindOn": line["remind_on"],
        "isDue": date.fromisoformat(line["remind_on"]) <= today,
        "isExpired": date.fromisoformat(line["expires_on"]) < today,
    }
