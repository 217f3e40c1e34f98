"""The values that one mail fills in: plain strings, made beforehand, so that no object is reachable from a template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.templates.characters import on_one_line
from app.templates.variables import Variable

MAX_LENGTH = 500
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Values:
    """Single-line strings, and lists and tables of them. A value that is missing and one that is empty are the same."""

    texts: Mapping[Variable, str] = field(default_factory=dict)
    lists: Mapping[Variable, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[Variable, Rows] = field(default_factory=dict)
    """The first row names the columns."""

    @classmethod
    def of(
        cls,
        texts: Mapping[Variable, str | None],
        lists: Mapping[Variable, Iterable[str]] | None = None,
        tables: Mapping[Variable, Iterable[Iterable[str]]] | None = None,
    ) -> "Values":
        """Clean and freeze the values: no control characters, no line breaks, nothing but strings."""
        singles = {name: cleaned for name, value in texts.items() if value and (cleaned := _clean(value))}
        several = {name: tuple(filter(None, map(_clean, rows))) for name, rows in (lists or {}).items()}
        grids = {name: tuple(tuple(map(_clean, row)) for row in rows) for name, rows in (tables or {}).items()}
        return cls(
            MappingProxyType(singles),
            MappingProxyType({name: rows for name, rows in several.items() if rows}),
            MappingProxyType({name: rows for name, rows in grids.items() if len(rows) > 1}),
        )

    def lines(self, variable: Variable) -> tuple[str, ...]:
        """The value as a list: nothing when it is missing, one line for a plain string or for a row of a table."""
        text = self.texts.get(variable)
        if variable in self.tables:
            return tuple(" - ".join(filter(None, row)) for row in self.tables[variable][1:])
        return self.lists.get(variable, ()) or ((text,) if text else ())


def _clean(value: str) -> str:
    return on_one_line(value)[:MAX_LENGTH]
