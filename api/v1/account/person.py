"""Who acts on his own account: a person with a session, never a key."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from api.deps import SignedIn, Visit
from app.accounts.callers import Caller
from app.core.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a session of his own, and where he acts."""

    here: Visit
    caller: Caller
    session_id: UUID


async def person(here: SignedIn) -> Person:
    """Who is logged in; raises NotAllowed for an API key, whatever it sends."""
    if here.caller.session_id is None:
        raise NotAllowed("An API key has no account.")
    return Person(here, here.caller, here.caller.session_id)


OneSelf = Annotated[Person, Depends(person)]


def address_of(request: Request) -> str:
    """Where the request comes from, to slow guessing down."""
    return request.client.host if request.client else ""
