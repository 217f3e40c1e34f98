"""How lists are asked for page by page."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

from app.core.pagination import MAX_LIMIT, Page


async def _page(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Rows per page")] = 50,
    cursor: Annotated[str | None, Query(max_length=1000, description="`nextCursor` of the page before")] = None,
) -> Page:
    return Page(limit=limit, cursor=cursor)


PageQuery = Annotated[Page, Depends(_page)]


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Name the next page in a `Link` header (RFC 8288), if there is one."""
    if cursor is not None:
        asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        response.headers["Link"] = f'<{request.scope["path"]}?{urlencode([*asked, ("cursor", cursor)])}>; rel="next"'
