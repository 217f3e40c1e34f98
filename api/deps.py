"""What a route asks for: the caller, the tenant's session, permission, and the module's gate."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from api import idempotency
from api.credentials import SAFE_METHODS, bearer_key, refuse_cross_site, session_token
from api.services import Services
from app.accounts import login
from app.accounts.callers import Caller, ProviderIdentity, by_api_key, by_session, enter_by_session
from app.accounts.errors import LookingAlong
from app.core.clock import local_date
from app.core.database.session import bind_operator, bind_platform, bind_tenant, forbid_writes
from app.core.errors import ModuleNotActive, NotAllowed, NotSignedIn
from app.events.audit import Actor
from app.providers.models import Provider
from app.providers.settings import get_provider

_TOUCH_SECONDS = 60


def services(request: Request) -> Services:
    """The process's ports and settings."""
    found = request.app.state.services
    assert isinstance(found, Services)
    return found


@dataclass(frozen=True)
class Scope:
    """What a route of one provider works with; its session commits once, after the route and before the answer."""

    session: AsyncSession
    caller: Caller
    provider: ProviderIdentity
    now: datetime
    services: Services
    trace_id: str

    @property
    def provider_id(self) -> UUID:
        """The tenant."""
        return self.provider.id

    @cached_property
    def today(self) -> date:
        """The calendar day at the provider's."""
        return local_date(self.now, self.provider.time_zone)

    @property
    def actor(self) -> Actor:
        """The caller, for the audit log."""
        return self.caller.actor(self.trace_id)


@dataclass(frozen=True)
class Visit:
    """What a route outside the tenants works with: the caller and a session that sees no tenant's rows."""

    session: AsyncSession
    caller: Caller
    now: datetime
    services: Services
    trace_id: str

    @property
    def actor(self) -> Actor:
        """The caller, for the audit log."""
        return self.caller.actor(self.trace_id)


async def find_caller(request: Request) -> Caller:
    """Who is calling; raises NotSignedIn, or NotAllowed for two credentials at once or a cross-site request."""
    hall = services(request)
    token, key = _credentials(request, hall)
    now = hall.clock.now()
    async with hall.database.single.connect() as connection:
        caller = _known(await (by_session(connection, token, now) if token else by_api_key(connection, key or "", now)))
    await _keep_alive(hall, caller, now)
    return caller


async def _enter(request: Request, session: AsyncSession, now: datetime) -> Caller:
    """Who is calling, with the session bound to the caller's provider; raises as `find_caller` does."""
    hall = services(request)
    token, _key = _credentials(request, hall)
    if token:
        return _known(await enter_by_session(session, token, now))
    caller = await find_caller(request)
    if caller.provider is not None:
        bind_tenant(session, caller.provider.id)
    return caller


async def _only_look(request: Request, session: AsyncSession) -> None:
    """Refuse whatever is no reading, and have PostgreSQL refuse it too."""
    if request.method not in SAFE_METHODS:
        raise LookingAlong("Who looks along changes nothing.")
    await forbid_writes(session)


def _credentials(request: Request, hall: Services) -> tuple[str | None, str | None]:
    """The session's token or the API key: exactly one of them."""
    token, key = session_token(request), bearer_key(request)
    if token and key:
        raise NotAllowed("Send a session cookie or an API key, not both.")
    if not token and not key:
        raise NotSignedIn("Log in, or send an API key.")
    if token:
        refuse_cross_site(request, hall.settings)
    return token, key


def _known(caller: Caller | None) -> Caller:
    if caller is None:
        raise NotSignedIn("The session is over or the key is not valid.")
    return caller


async def _keep_alive(hall: Services, caller: Caller, now: datetime) -> None:
    if caller.session_id is None or caller.last_seen_at is None:
        return
    if (now - caller.last_seen_at).total_seconds() > _TOUCH_SECONDS:
        async with hall.database.platform() as session:
            await login.keep_alive(session, caller.session_id, now, hall.session_terms)


class Allow:
    """A dependency: the caller may do this, for a provider whose module is on. `tests/api` walks these."""

    def __init__(self, permission: str, module: str = "core", *, people: bool = False) -> None:
        self.permission = permission
        self.module = module
        self.people = people

    async def __call__(self, request: Request) -> AsyncIterator[Scope]:
        """Open the tenant's transaction around the route; a failing commit is a failing request.

        Reading commits nothing, so that it cannot change anything either.
        """
        hall = services(request)
        now = hall.clock.now()
        async with hall.database.session() as session:
            caller = await _enter(request, session, now)
            if not caller.writes:
                await _only_look(request, session)
            provider = self.admit(caller)
            request.state.pending_answer = await idempotency.begin(request, session, caller, provider.id, now)
            yield Scope(session, caller, provider, now, hall, request.state.trace_id)
            if request.method != "GET":
                await session.commit()
        await _keep_alive(hall, caller, now)
        if request.method != "GET":
            await hall.doorbell.ring("work")

    def admit(self, caller: Caller) -> ProviderIdentity:
        """The provider for which the caller may do this; raises NotAllowed or ModuleNotActive. Opens no session."""
        if caller.provider is None:
            raise NotAllowed("This is for the users of a provider.", permission=self.permission)
        if self.permission not in caller.permissions:
            raise NotAllowed("Your role does not allow this.", permission=self.permission)
        if self.people and caller.kind != "user":
            raise NotAllowed("This is for people; a program has no use for it.", permission=self.permission)
        if self.module not in caller.modules:
            raise ModuleNotActive(self.module)
        return caller.provider


def allow(permission: str, module: str = "core", *, people: bool = False) -> Allow:
    """What a route needs: a permission such as `courses:write`, and the module that must be on (R-MOD-02).

    `people` keeps API keys out whatever their scopes.
    """
    return Allow(permission, module, people=people)


async def visit(request: Request) -> AsyncIterator[Visit]:
    """A signed-in user outside the tenants, for the routes of the session itself."""
    caller = await find_caller(request)
    hall = services(request)
    async with hall.database.session() as session:
        bind_platform(session)
        yield Visit(session, caller, hall.clock.now(), hall, request.state.trace_id)
        await session.commit()


SignedIn = Annotated[Visit, Depends(visit, scope="function")]


async def operator_visit(request: Request, here: SignedIn) -> Visit:
    """The platform's operator, outside every provider; raises NotAllowed for anybody else, and what `begin` raises."""
    if not here.caller.is_operator:
        raise NotAllowed("This is for the operator of the platform.", permission="operator")
    bind_operator(here.session)
    request.state.pending_answer = await idempotency.begin(request, here.session, here.caller, None, here.now)
    return here


@dataclass(frozen=True)
class OperatorScope:
    """What the operator works with at one provider: its settings and its bill, by that provider's own row security."""

    session: AsyncSession
    caller: Caller
    provider: Provider
    now: datetime
    services: Services
    trace_id: str

    @property
    def today(self) -> date:
        """The calendar day at the provider's."""
        return local_date(self.now, self.provider.time_zone)

    @property
    def actor(self) -> Actor:
        """The operator, for the provider's audit log."""
        return self.caller.actor(self.trace_id)


async def operator_scope(request: Request, provider_id: UUID) -> AsyncIterator[OperatorScope]:
    """The operator at the provider of the path; raises NotAllowed for anybody else, and ProviderNotFound."""
    caller = await find_caller(request)
    if not caller.is_operator:
        raise NotAllowed("This is for the operator of the platform.", permission="operator")
    hall = services(request)
    async with hall.database.session() as session:
        bind_tenant(session, provider_id)
        provider = await get_provider(session)
        now = hall.clock.now()
        request.state.pending_answer = await idempotency.begin(request, session, caller, provider_id, now)
        yield OperatorScope(session, caller, provider, now, hall, request.state.trace_id)
        await session.commit()
    if request.method != "GET":
        await hall.doorbell.ring("work")
