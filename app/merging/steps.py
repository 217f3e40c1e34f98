"""The steps of a merge, each of which can be taken back: moving rows, setting rows aside, changing columns.

Rows are kept as PostgreSQL writes them in JSON, and come back through the table's own types, so that no table needs code
of its own here. Names of tables and columns come from the tables themselves, never from outside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table, Uuid, bindparam, column, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.base import Base
from app.core.database.session import bound_provider
from app.merging.errors import MergeClash, NotUndoable
from app.merging.references import MAY_STAND_ASIDE, Reference, Uniqueness, references_to

Row = dict[str, Any]


@dataclass
class Steps:
    """What was done so far, in order."""

    session: AsyncSession
    taken: list[Row] = field(default_factory=list)

    async def move_all(self, target: str, other_id: UUID, keeper_id: UUID) -> None:
        """Let everything that refers to one row of a table refer to another; what would be double stands aside.

        Raises MergeClash when a row that must not be lost would be double.
        """
        for reference in references_to(target):
            for uniqueness in reference.uniqueness:
                await self._resolve(reference, uniqueness, other_id, keeper_id)
            await self._move(reference, other_id, keeper_id)

    async def change(self, table: str, row_id: UUID, values: Mapping[str, Any]) -> None:
        """Change columns of a row; values as JSON has them."""
        before = await self.row(table, row_id)
        await write_columns(self.session, table, row_id, values)
        await self.note_change(table, row_id, before)

    async def note_change(self, table: str, row_id: UUID, before: Row) -> None:
        """Note what has become of a row since `before`."""
        after = await self.row(table, row_id)
        differing = [name for name in after if name != "version" and after[name] != before[name]]
        self.taken.append(
            {
                "step": "changed",
                "table": table,
                "id": str(row_id),
                "before": {name: before[name] for name in differing},
                "after": {name: after[name] for name in differing},
            }
        )

    async def set_aside(self, table: str, row_id: UUID) -> None:
        """Take a row out of its table; it is kept here."""
        self.taken.append({"step": "aside", "table": table, "row": await self.row(table, row_id)})
        statement = text(f"delete from {_known(table)} where provider_id = :provider_id and id = :id")
        await self.session.execute(statement.bindparams(*_IDS), _values(self.session, row_id))

    async def row(self, table: str, row_id: UUID) -> Row:
        """A row as JSON; raises NotUndoable when it is not there any more."""
        found = await read_row(self.session, table, row_id)
        if found is None:
            raise NotUndoable("What became of this merge is not there any more.")
        return found

    async def _resolve(self, reference: Reference, unique: Uniqueness, other_id: UUID, keeper_id: UUID) -> None:
        table = reference.table.name
        for mine, theirs in await _doubles(self.session, reference, unique, other_id, keeper_id):
            if table not in MAY_STAND_ASIDE:
                raise MergeClash(table)
            await self.move_all(table, theirs, mine)
            if table == "enrolment":
                await self.change(table, mine, joined(await self.row(table, mine), await self.row(table, theirs)))
            await self.set_aside(table, theirs)

    async def _move(self, reference: Reference, other_id: UUID, keeper_id: UUID) -> None:
        keys = ", ".join(f"'{name}', t.{name}" for name in reference.key)
        statement = text(
            f"""
            update {reference.table.name} t set {reference.column} = :keeper
            where t.provider_id = :provider_id and t.{reference.column} = :other
            returning jsonb_build_object({keys}) as key
            """
        ).bindparams(*_PAIR)
        typed = statement.columns(column("key", JSONB))
        rows = (await self.session.execute(typed, _pair(self.session, other_id, keeper_id))).all()
        if rows:
            moved = {"table": reference.table.name, "column": reference.column, "keys": [row.key for row in rows]}
            self.taken.append({"step": "moved", "from": str(other_id), "to": str(keeper_id), **moved})


async def take_back(session: AsyncSession, steps: Sequence[Row]) -> None:
    """Undo steps, the last one first. What was changed by hand meanwhile stays; raises NotUndoable when a row is gone."""
    for step in reversed(steps):
        if step["step"] == "moved":
            await _move_back(session, step)
        elif step["step"] == "aside":
            await _put_back(session, step["table"], step["row"])
        else:
            await _change_back(session, step)


def joined(kept: Row, other: Row) -> Row:
    """What an enrolment becomes when the same person was in the course twice: a place counts before the waiting list, and
    what was not marked of the one is taken from the other."""
    values: Row = {"state": "enrolled" if "enrolled" in (kept["state"], other["state"]) else "waiting"}
    if kept["customer_id"] is None:
        values["customer_id"] = other["customer_id"]
    if kept["attended"] is None and not kept["day_marks"]:
        marks = ("attended", "day_marks", "attendance_overruled", "passed")
        values |= {name: other[name] for name in marks}
    elif kept["passed"] is None and kept["attended"] and other["passed"] is not None:
        values["passed"] = other["passed"]
    return values


async def read_row(session: AsyncSession, table: str, row_id: UUID, *, locked: bool = False) -> Row | None:
    """A row of the provider as JSON."""
    lock = "for update" if locked else ""
    query = f"select to_jsonb(t) as row from {_known(table)} t where t.provider_id = :provider_id and t.id = :id {lock}"
    statement = text(query).bindparams(*_IDS).columns(column("row", JSONB))
    found: Row | None = await session.scalar(statement, _values(session, row_id))
    return found


async def write_columns(session: AsyncSession, table: str, row_id: UUID, values: Mapping[str, Any]) -> None:
    """Write columns of a row, and raise its version when it has one."""
    named = _columns(table, values)
    if not named:
        return
    version = ", version = t.version + 1" if "version" in _table(table).columns else ""
    statement = text(
        f"""
        update {_known(table)} t set ({", ".join(named)}) = (select {", ".join(f"v.{name}" for name in named)}){version}
        from jsonb_populate_record(null::{_known(table)}, :values) v
        where t.provider_id = :provider_id and t.id = :id
        """
    ).bindparams(*_IDS, bindparam("values", type_=JSONB))
    await session.execute(statement, {**_values(session, row_id), "values": dict(values)})


async def _doubles(
    session: AsyncSession, reference: Reference, unique: Uniqueness, other_id: UUID, keeper_id: UUID
) -> list[tuple[UUID, UUID]]:
    """Pairs of rows, the keeper's and the other's, that would break a uniqueness."""
    alike = "is not distinct from" if unique.nulls_alike else "="
    same = " and ".join(f"k.{name} {alike} o.{name}" for name in unique.columns) or "true"
    narrowed = f"(select * from {reference.table.name} where {unique.condition})"
    statement = text(
        f"""
        select k.id as mine, o.id as theirs from {narrowed} o join {narrowed} k on {same}
        where o.provider_id = :provider_id and o.{reference.column} = :other
          and k.provider_id = :provider_id and k.{reference.column} = :keeper
        """
    ).bindparams(*_PAIR)
    rows = await session.execute(statement, _pair(session, other_id, keeper_id))
    return [(row.mine, row.theirs) for row in rows]


async def _move_back(session: AsyncSession, step: Row) -> None:
    table = _table(step["table"])
    names = _columns(step["table"], step["keys"][0])
    same = " and ".join(f"t.{name} = k.{name}" for name in names)
    statement = text(
        f"""
        update {table.name} t set {_columns(step["table"], [step["column"]])[0]} = :other
        from jsonb_populate_recordset(null::{table.name}, :keys) k
        where t.provider_id = :provider_id and t.{step["column"]} = :keeper and {same}
        """
    ).bindparams(*_PAIR, bindparam("keys", type_=JSONB))
    values = _pair(session, UUID(step["from"]), UUID(step["to"]))
    await session.execute(statement, {**values, "keys": step["keys"]})


async def _put_back(session: AsyncSession, table: str, row: Row) -> None:
    names = ", ".join(_columns(table, row))
    statement = text(
        f"insert into {_known(table)} ({names}) select {names} from jsonb_populate_record(null::{_known(table)}, :row)"
    ).bindparams(bindparam("row", type_=JSONB))
    await session.execute(statement, {"row": row})


async def _change_back(session: AsyncSession, step: Row) -> None:
    now = await read_row(session, step["table"], UUID(step["id"]))
    if now is None:
        raise NotUndoable("What became of this merge is not there any more.")
    untouched = {name: value for name, value in step["before"].items() if now[name] == step["after"][name]}
    await write_columns(session, step["table"], UUID(step["id"]), untouched)


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _known(name: str) -> str:
    """The name of a table, which must be one of ours."""
    return _table(name).name


def _columns(table: str, names: Mapping[str, Any] | Sequence[str]) -> list[str]:
    """Those of the names that are columns of the table."""
    return [column.name for column in _table(table).columns if column.name in names]


_IDS = (bindparam("provider_id", type_=Uuid()), bindparam("id", type_=Uuid()))
_PAIR = tuple(bindparam(name, type_=Uuid()) for name in ("provider_id", "other", "keeper"))


def _values(session: AsyncSession, row_id: UUID) -> dict[str, UUID]:
    return {"provider_id": bound_provider(session), "id": row_id}


def _pair(session: AsyncSession, other_id: UUID, keeper_id: UUID) -> dict[str, UUID]:
    return {"provider_id": bound_provider(session), "other": other_id, "keeper": keeper_id}
