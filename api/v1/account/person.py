"""Who acts on his own account: a person with a session, never a key."""

from uuid import UUID

from fastapi import Request

from api.deps import Visit
from app.accounts.callers import Caller
from app.core.errors import NotAllowed


def person_of(here: Visit) -> tuple[Caller, UUID]:
    """The caller and the session; raises NotAllowed for an API key."""
    if here.caller.session_id is None:
        raise NotAllowed("An API key has no account.")
    return here.caller, here.caller.session_id


def address_of(request: Request) -> str:
    """Where the request comes from, to slow guessing down."""
    return request.client.host if request.client else ""
