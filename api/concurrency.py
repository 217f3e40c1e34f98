"""Optimistic locking over HTTP: the version of a thing is its `ETag`, and an update must say `If-Match`."""

import re
from typing import Annotated

from fastapi import Depends, Header, Response

from app.core.errors import PreconditionFailed, PreconditionRequired

_STRONG = re.compile(r'^"(\d{1,9})"$')


def set_etag(response: Response, version: int) -> None:
    """Tell the version of what is answered."""
    response.headers["ETag"] = f'"{version}"'


async def _if_match(
    if_match: Annotated[str | None, Header(description='The `ETag` of what is being changed, such as `"3"`')] = None,
) -> int:
    if if_match is None:
        raise PreconditionRequired("Say with If-Match which version you are changing.")
    match = _STRONG.match(if_match.strip())
    if match is None:
        raise PreconditionFailed("If-Match must be the ETag of an earlier answer.")
    return int(match.group(1))


IfMatch = Annotated[int, Depends(_if_match)]
