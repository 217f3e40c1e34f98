"""Collects rows and writes them at once: one multi-row statement per table, in the order that foreign keys ask for."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.database.base import Base
from app.core.identifiers import new_id

_BIND = text("select set_config('app.provider_id', :id, true)")


class Rows:
    """Rows of one provider, or of none for what the operator keeps."""

    def __init__(self, provider_id: UUID | None = None) -> None:
        self.provider_id = provider_id
        self._rows: dict[tuple[str, frozenset[str]], list[dict[str, Any]]] = defaultdict(list)

    def add(self, model: type[Base], **columns: Any) -> UUID:
        """Remember a row; returns its id, made here unless given."""
        table = model.__table__
        if self.provider_id is not None and "provider_id" in table.c:
            columns.setdefault("provider_id", self.provider_id)
        if "id" in table.c:
            columns.setdefault("id", new_id())
        self._rows[(model.__tablename__, frozenset(columns))].append(columns)
        found = columns.get("id")
        return found if isinstance(found, UUID) else new_id()

    def of(self, model: type[Base]) -> list[dict[str, Any]]:
        """The rows of a table so far, column by column."""
        return [row for (key, _), rows in self._rows.items() if key == model.__tablename__ for row in rows]

    async def write(self, connection: AsyncConnection) -> None:
        """Insert everything within the connection's transaction, as the provider whose rows these are."""
        if self.provider_id is not None:
            await connection.execute(_BIND, {"id": str(self.provider_id)})
        for table in Base.metadata.sorted_tables:
            for (key, _), rows in self._rows.items():
                if key == table.name:
                    await connection.execute(insert(table), rows)
