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
    ItemRow,
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


def item_row(row: Row[Any], today: date) -> ItemRow:
    """A row of the list."""
    return ItemRow(
        id=row.id,
        kind=row.kind,
        kind_name=row.own_kind_name,
        description=row.description,
        identification=row.identification,
        customer=Reference(id=row.customer_id, name=row.customer_name) if row.customer_id else None,
        location=row.location,
        pieces=row.pieces,
        inspected_on=row.inspected_on,
        due_dates=[_due(each, today) for each in row.due_dates],
        archived_at=row.archived_at,
    )


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
        due_dates=[_due(_line(line), scope.today) for line in lines],
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


def _line(line: CertificationItemDueDate) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ("id", "part", "inspected_on", "expires_on", "remind_on")}


def _due(line: dict[str, Any], today: date) -> DueDateRow:
    row = DueDateRow.model_validate({**line, "is_due": False, "is_expired": False})
    row.is_due, row.is_expired = row.remind_on <= today, row.expires_on < today
    return row
