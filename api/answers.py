"""Pages of long lists, written straight from their rows.

Checking two hundred rows against a model and writing them from it takes ten times what writing them takes (measured).
So the values come in as they go out: in the words of the wire. What is documented is the route's `response_model`, and
`tests/api/test_written_lists.py` reads every such answer by it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from fastapi import Request, Response

from api.pagination import link_next


def write_page(request: Request, items: Sequence[Mapping[str, Any]], cursor: str | None) -> Response:
    """The answer with a page of a list, and with the address of the next page if there is one."""
    body = orjson.dumps({"items": items, "nextCursor": cursor}, default=str)
    response = Response(body, media_type="application/json")
    link_next(request, response, cursor)
    return response
