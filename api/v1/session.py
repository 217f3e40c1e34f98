"""Logging in and out, and who is logged in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import EmailStr, Field

from api.credentials import clear_session_cookie, refuse_cross_site, session_token, set_session_cookie
from api.deps import Visit, services, visit
from api.routing import Route, problems
from api.schemas import ApiModel, Instant
from app.accounts import login
from app.accounts.callers import Caller, by_session
from app.core.errors import NotAllowed
from app.core.sealing import Sealer
from app.core.signing import Purpose

router = APIRouter(route_class=Route, tags=["Session"])


async def person_visit(here: Annotated[Visit, Depends(visit, scope="function")]) -> Visit:
    """A person who has logged in; raises NotAllowed for an API key, which has no session."""
    if here.caller.session_id is None:
        raise NotAllowed("An API key has no session.")
    return here


SignedIn = Annotated[Visit, Depends(person_visit, scope="function")]


class LoginInput(ApiModel):
    """What a person types to come in."""

    email: EmailStr = Field(examples=["planner@voorbeeld.example"])
    password: str = Field(min_length=1, max_length=1000)
    code: str = Field(
        default="", max_length=40, description="For who logs in in two steps: of the app, or for recovery"
    )


class SwitchInput(ApiModel):
    """The provider to go on working for."""

    provider_id: UUID


class SessionUser(ApiModel):
    """The person who is logged in."""

    id: UUID
    name: str
    email: str
    locale: str


class SessionProvider(ApiModel):
    """The provider for which the person works."""

    id: UUID
    name: str
    is_cibot_institute: bool
    time_zone: str


class SessionLook(ApiModel):
    """An operator looks along, reading only, until then."""

    reason: str
    ends_at: Instant


class SessionMembership(ApiModel):
    """A provider for which the person may work."""

    id: UUID
    name: str
    role: str


class SessionView(ApiModel):
    """Who is logged in, for which provider, and what may be done."""

    user: SessionUser
    provider: SessionProvider | None
    role: str
    permissions: list[str]
    modules: list[str]
    providers: list[SessionMembership]
    looking: SessionLook | None


@router.post(
    "/session", operation_id="session_create", summary="Log in", response_model=SessionView, responses=problems(429)
)
async def session_create(request: Request, response: Response, body: LoginInput) -> SessionView:
    """Check e-mail address and password, and set the session's cookie (R-ACC-02).

    401 `second_step_needed` says that the password was right and a code is asked for; 401 `code_wrong` that it does not fit.
    """
    hall = services(request)
    refuse_cross_site(request, hall.settings)
    now = hall.clock.now()
    token = await login.log_in(
        hall.database,
        email=body.email,
        password=body.password,
        code=body.code,
        address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", ""),
        now=now,
        terms=hall.session_terms,
        sealer=Sealer(hall.keys, Purpose.SECOND_STEP),
    )
    set_session_cookie(response, hall.settings, token)
    async with hall.database.platform() as session:
        caller = await by_session(await session.connection(), token, now)
        assert caller is not None
        return await session_view(caller, Visit(session, caller, now, hall, request.state.trace_id))


@router.get("/session", operation_id="session_get", summary="Who is logged in")
async def session_get(here: SignedIn) -> SessionView:
    """The person, the provider, and what may be done there."""
    return await session_view(here.caller, here)


@router.patch("/session", operation_id="session_switch", summary="Work for another provider")
async def session_switch(here: SignedIn, request: Request, body: SwitchInput) -> SessionView:
    """Switch to another provider at which the person has a role."""
    caller = here.caller
    assert caller.session_id is not None
    await login.switch_provider(here.session, caller.session_id, caller.id, body.provider_id)
    switched = await by_session(await here.session.connection(), session_token(request) or "", here.now)
    assert switched is not None
    return await session_view(switched, here)


@router.delete("/session", operation_id="session_delete", summary="Log out", status_code=204)
async def session_delete(here: SignedIn, response: Response) -> None:
    """End the session at once, on the server too."""
    caller = here.caller
    assert caller.session_id is not None
    await login.log_out(here.session, caller.session_id)
    clear_session_cookie(response, here.services.settings)


async def session_view(caller: Caller, here: Visit) -> SessionView:
    """The session of a caller as the API shows it."""
    roles = await login.memberships(here.session, caller.id)
    provider = caller.provider
    return SessionView(
        user=SessionUser(id=caller.id, name=caller.name, email=caller.email, locale=caller.locale),
        provider=SessionProvider.model_validate(provider) if provider else None,
        role=caller.role,
        permissions=sorted(caller.permissions),
        modules=sorted(caller.modules),
        looking=SessionLook.model_validate(caller.looking) if caller.looking else None,
        providers=[SessionMembership(id=m.provider_id, name=m.name, role=m.role) for m in roles],
    )
