"""Logging in in two steps, switched on and off by whoever it concerns (R-ACC-02)."""

from typing import Annotated

import segno
from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints

from api.deps import Visit
from api.routing import Route, problems
from api.schemas import ApiModel, Instant
from api.v1.account.person import OneSelf, address_of
from app.accounts import second_step
from app.core.sealing import Sealer
from app.core.signing import Purpose
from app.mail.rendering import shared_renderer

router = APIRouter(route_class=Route, tags=["Session"])
_HERE = "/account/second-step"
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Password = Annotated[str, Field(min_length=1, max_length=1000)]


class SecondStepView(ApiModel):
    """Since when a code is asked for, and how many recovery codes were not used."""

    since: Instant | None
    recovery_codes_left: int


class PasswordProof(ApiModel):
    """The present password, which shows that it is you."""

    current: Password


class NewSecretView(ApiModel):
    """What an authenticator app reads; it is shown this once."""

    secret: str = Field(description="To type where nothing can be scanned")
    image: str = Field(description="The same as a QR code: a data URI of an SVG image")


class CodeInput(ApiModel):
    """The code that the app shows now."""

    code: Code


class RecoveryCodes(ApiModel):
    """Codes that each let you in once without the app; shown this once."""

    codes: list[str]


class Removal(PasswordProof):
    """Password and code, or a recovery code."""

    code: Code


@router.get(_HERE, operation_id="account_second_step_get", summary="Whether you log in in two steps")
async def account_second_step_get(oneself: OneSelf) -> SecondStepView:
    """Since when, and how many recovery codes are left."""
    here, caller = oneself.here, oneself.caller
    found = await second_step.second_step(here.session, caller.id)
    return SecondStepView(since=found.since, recovery_codes_left=found.recovery_codes_left)


@router.post(
    f"{_HERE}/secret",
    operation_id="account_second_step_begin",
    summary="Begin with logging in in two steps",
    status_code=201,
    responses=problems(409, 429),
)
async def account_second_step_begin(oneself: OneSelf, request: Request, body: PasswordProof) -> NewSecretView:
    """Make a secret for an authenticator app. Nothing changes until a code of it was typed."""
    here, caller = oneself.here, oneself.caller
    made = await second_step.begin_second_step(
        here.services.database,
        caller.actor(here.trace_id),
        sealer_of(here),
        current=body.current,
        address=address_of(request),
        now=here.now,
    )
    image = segno.make(made.address, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    return NewSecretView(secret=made.secret, image=image)


@router.post(
    f"{_HERE}/confirmation",
    operation_id="account_second_step_confirm",
    summary="Ask for a code from now on",
    responses=problems(409, 429),
)
async def account_second_step_confirm(oneself: OneSelf, request: Request, body: CodeInput) -> RecoveryCodes:
    """Show that the app works; your other sessions end, and you get codes for when the phone is lost."""
    here, caller, session_id = oneself.here, oneself.caller, oneself.session_id
    codes = await second_step.confirm_second_step(
        here.services.database,
        caller.actor(here.trace_id),
        session_id,
        sealer_of(here),
        code=body.code,
        address=address_of(request),
        renderer=shared_renderer(),
        now=here.now,
    )
    await here.services.doorbell.ring("work")
    return RecoveryCodes(codes=codes)


@router.post(
    f"{_HERE}/removal",
    operation_id="account_second_step_remove",
    summary="Log in in one step again",
    status_code=204,
    responses=problems(429),
)
async def account_second_step_remove(oneself: OneSelf, request: Request, body: Removal) -> None:
    """Ask for no code any more; needs the password and a code, and ends your other sessions."""
    here, caller, session_id = oneself.here, oneself.caller, oneself.session_id
    await second_step.leave_second_step(
        here.services.database,
        caller.actor(here.trace_id),
        session_id,
        sealer_of(here),
        current=body.current,
        code=body.code,
        address=address_of(request),
        renderer=shared_renderer(),
        now=here.now,
    )
    await here.services.doorbell.ring("work")


def sealer_of(here: Visit) -> Sealer:
    """What opens the secrets of second steps."""
    return Sealer(here.services.keys, Purpose.SECOND_STEP)
