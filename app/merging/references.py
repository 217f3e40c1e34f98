"""Everything that refers to a trainee or a customer, read from the tables themselves: a new table cannot be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Index, Table, UniqueConstraint

from app.core.database.base import Base

MAY_STAND_ASIDE = frozenset({"enrolment", "invitation", "mail_opt_out"})
"""Where both have a row of which there can be one, the other's is kept with the merge and comes back when it is undone."""
MUST_STAY = frozenset({"certificate"})
"""Where that would lose something: then the merge is refused."""


@dataclass(frozen=True)
class Uniqueness:
    """Columns of which no two rows may have the same, where a condition holds."""

    columns: tuple[str, ...]
    condition: str = "true"
    nulls_alike: bool = False
    """Two empty values count as the same."""


@dataclass(frozen=True)
class Reference:
    """A column of a table that holds the id of a row of another."""

    table: Table
    column: str

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the table's primary key, the provider left out."""
        return tuple(column.name for column in self.table.primary_key if column.name != "provider_id")

    @property
    def uniqueness(self) -> tuple[Uniqueness, ...]:
        """What could clash when the column changes, the provider and the column itself left out."""
        found = [
            _of_index(index) for index in sorted(self.table.indexes, key=lambda each: str(each.name)) if index.unique
        ]
        found += [
            Uniqueness(tuple(each.columns.keys()))
            for each in self.table.constraints
            if isinstance(each, UniqueConstraint)
        ]
        own = ("provider_id", self.column)
        return tuple(
            replace(each, columns=tuple(name for name in each.columns if name not in own))
            for each in found
            if self.column in each.columns
        )


@cache
def references_to(target: str) -> tuple[Reference, ...]:
    """Every column that refers to a table: by a foreign key, or by the name `<table>_id` where history needs none."""
    return tuple(
        Reference(table, column)
        for table in Base.metadata.sorted_tables
        for column in sorted({*_foreign_keys(table, target), *_by_name(table, target)})
    )


def _foreign_keys(table: Table, target: str) -> Iterator[str]:
    for constraint in table.foreign_key_constraints:
        if constraint.referred_table.name == target:
            yield from (name for name in constraint.column_keys if name != "provider_id")


def _by_name(table: Table, target: str) -> Iterator[str]:
    named = f"{target}_id"
    if "provider_id" in table.columns:
        yield from (
            column.name for column in table.columns if column.name == named or column.name.endswith(f"_{named}")
        )


def _of_index(index: Index) -> Uniqueness:
    options = index.dialect_options["postgresql"]
    where = options.get("where")
    return Uniqueness(
        columns=tuple(column.name for column in index.columns),
        condition="true" if where is None else str(where),
        nulls_alike=bool(options.get("nulls_not_distinct")),
    )
