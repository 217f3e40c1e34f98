"""The application: `create_app()` puts routers, error answers and middleware together."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

from fastapi import FastAPI

import app.registry  # noqa: F401  # so that every relationship between tables is known
from api import access, errors, openapi, spa
from api.middleware import BodyLimit, Frame
from api.public import routers as public_routers
from api.routing import COMMON_PROBLEMS
from api.services import Services
from api.v1 import routers
from app.accounts.login import SessionTerms
from app.billing.paying.choosing import payment_service
from app.core.clock import Clock, SystemClock
from app.core.config import Settings
from app.core.database.safety import refuse_unsafe_role
from app.core.database.session import Database
from app.core.jobs.arq_doorbell import ArqDoorbell
from app.core.jobs.port import Doorbell, SilentDoorbell
from app.core.signing import KeyRing
from app.events.feed import ChangeFeed
from app.files.storage import open_store
from app.mail.asking_dns import asking
from app.mail.outbox import MAIL_HOST

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def make_services(settings: Settings, *, clock: Clock | None = None, doorbell: Doorbell | None = None) -> Services:
    """The process's ports, as the settings describe them; opens no connection yet."""
    return Services(
        settings=settings,
        database=Database.connect(
            settings.database_url,
            pool_size=settings.database_pool_size,
            application="cbot-api",
            info={MAIL_HOST: settings.mail_host},
        ),
        clock=clock or SystemClock(),
        doorbell=doorbell or _doorbell(settings),
        storage=open_store(settings.files_url, settings.data_dir),
        keys=KeyRing.parse(settings.secret_keys),
        changes=ChangeFeed(settings.database_url),
        session_terms=SessionTerms(
            absolute=timedelta(days=settings.session_absolute_days), idle=timedelta(hours=settings.session_idle_hours)
        ),
        ask_dns=asking(settings.dns_server),
        payments=payment_service(settings),
    )


def _doorbell(settings: Settings) -> Doorbell:
    """Through Redis where there is one; PostgreSQL's notices wake the worker in any case."""
    return ArqDoorbell.connect(settings.redis_url) if settings.redis_url else SilentDoorbell()


def create_app(settings: Settings | None = None, services: Services | None = None) -> FastAPI:
    """The ASGI application. Without arguments the environment says how; it refuses to start on an unsafe database role."""
    hall = services or make_services(settings or Settings.load())
    application = FastAPI(
        title="C-BOT",
        docs_url="/api/v1/docs",
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_lifespan(hall),
        redirect_slashes=False,
    )
    application.state.services = hall
    errors.install(application)
    for router in routers:
        application.include_router(router, prefix="/api/v1", responses=COMMON_PROBLEMS)
    for router in public_routers:
        application.include_router(router)
    application.include_router(access.router)
    spa.install(application, hall.settings.frontend_dir)
    openapi.install(application)
    application.add_middleware(BodyLimit)
    application.add_middleware(Frame, https=hall.settings.secure_cookies)
    return application


def _lifespan(hall: Services) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_application: FastAPI) -> AsyncIterator[None]:
        await refuse_unsafe_role(hall.database)
        hall.changes.start()
        gc.freeze()
        try:
            yield
        finally:
            await hall.changes.stop()
            await hall.doorbell.close()
            await hall.database.close()

    return lifespan
