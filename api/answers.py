"""Pages of long lists, written straight from their rows.

Checking two hundred rows against a model and writing them from it takes ten times what writing them takes (measured).
So the values come in in the words of the wire: ids, days and moments as they are, and written as everywhere. What is
documented is the route's `response_model`, and `tests/api/test_written_lists.py` reads every such answer by it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from fastapi import Request, Response

from api.pagination import link_next
from api.schemas import instant


def write_page(request: Request, items: Sequence[Mapping[str, Any]], cursor: str | None) -> Response:
    """The answer with a page of a list, and with the address of the next page if there is one."""
    page = {"items": items, "nextCursor": cursor}
    body = orjson.dumps(page, default=_written, option=orjson.OPT_PASSTHROUGH_DATETIME)
    response = Response(body, media_type="application/json")
    link_next(request, response, cursor)
    return response


def _written(value: Any) -> str:
    return instant(value) if isinstance(value, datetime) else str(value)
