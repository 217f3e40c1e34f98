"""Changing one's own password (R-ACC-02)."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field

from api.routing import Route, problems
from api.schemas import ApiModel
from api.v1.account.person import OneSelf, address_of
from app.accounts.own_password import change_own_password
from app.mail.rendering import shared_renderer

router = APIRouter(route_class=Route, tags=["Session"])
Password = Annotated[str, Field(min_length=1, max_length=1000)]


class PasswordChange(ApiModel):
    """The present password, and the one to be."""

    current: Password
    password: Password


@router.post(
    "/account/password",
    operation_id="account_password_change",
    summary="Change your password",
    status_code=204,
    responses=problems(429),
)
async def account_password_change(oneself: OneSelf, request: Request, body: PasswordChange) -> None:
    """Set another password; every other session of yours ends, and a mail tells you."""
    here, caller, session_id = oneself.here, oneself.caller, oneself.session_id
    await change_own_password(
        here.services.database,
        caller.actor(here.trace_id),
        session_id,
        current=body.current,
        password=body.password,
        address=address_of(request),
        renderer=shared_renderer(),
        now=here.now,
    )
    await here.services.doorbell.ring("work")
