"""Who may do what: the table `access.md` beside this file, as the API's reference shows it.

The table is written down, not reckoned: whoever changes who may do something changes its row, where a reader sees it.
`tests/isolation` calls every operation as everybody, with and without its module, and compares the answers with the table.
"""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from fastapi import APIRouter, Response

TABLE = Path(__file__).with_name("access.md")
CALLERS = ("stranger", "viewer", "planner", "admin", "API key", "onlooker", "operator")
"""Who there is: somebody who has not logged in, the roles of a provider, its keys, and the operator, looking along or not."""
YES, NO = "yes", "–"
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Access:
    """A row: the operation's module, what a key needs for it, and who may call it."""

    operation: str
    module: str
    permission: str
    callers: frozenset[str]

    @property
    def words(self) -> str:
        """The row as a sentence of the reference."""
        who = ", ".join(caller for caller in CALLERS if caller in self.callers)
        module = "" if self.module in ("core", NO) else f" Module: {self.module}."
        permission = "" if self.permission == NO else f" Permission: `{self.permission}`."
        return f"Who: {who}.{permission}{module}"

    @property
    def line(self) -> str:
        """The row as it stands in the table."""
        cells = [self.operation, self.module, self.permission, *(YES if who in self.callers else NO for who in CALLERS)]
        return f"| {' | '.join(cells)} |"


@cache
def access_table() -> dict[str, Access]:
    """Every row, by operation; raises ValueError for a line that is none."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [_read(line) for line in lines if line.startswith("| ") and not line.startswith("| operation ")]
    return {row.operation: row for row in rows}


@router.get("/api/v1/access")
async def access_page() -> Response:
    """The table as a page, for readers of the reference."""
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in ("operation", "module", "permission", *CALLERS))
    body = "".join(_row(row) for row in access_table().values())
    html = (
        "<!doctype html><html lang=en><meta charset=utf-8><title>C-BOT API: who may do what</title>"
        f"<h1>Who may do what</h1><table border=1><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></html>"
    )
    return Response(html, media_type="text/html")


def _row(row: Access) -> str:
    cells = [row.module, row.permission, *(YES if who in row.callers else NO for who in CALLERS)]
    return f"<tr><th scope=row>{escape(row.operation)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _read(line: str) -> Access:
    operation, module, permission, *said = (cell.strip() for cell in line.strip().strip("|").split("|"))
    if len(said) != len(CALLERS) or not set(said) <= {YES, NO}:
        raise ValueError(f"not a row of the table: {line!r}")
    callers = frozenset(who for who, word in zip(CALLERS, said, strict=True) if word == YES)
    return Access(operation, module, permission, callers)
