"""Puts the demo into an empty database, in one transaction, as the tables' owner."""

from datetime import datetime

from sqlalchemy import NullPool, exists, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

import app.registry  # noqa: F401  # the tables are written in the order of all their foreign keys
from app.accounts.models import User
from app.accounts.passwords import hash_password
from app.billing.seller import Party
from app.core.clock import local_date
from app.core.database.session import async_url
from app.demo.access import INSTITUTE, OPERATOR_EMAIL, OUTSIDER, DemoAccess
from app.demo.billing_rows import InvoiceBook
from app.demo.course_rows import Diary
from app.demo.material_rows import lesson_material
from app.demo.operator_rows import certified_types, instructors
from app.demo.provider_rows import ProviderMaker, operator_user
from app.demo.rows import Rows
from app.files.storage import FileStore

_ALONE = text("select pg_advisory_xact_lock(7305804402561102)")
_ANYBODY = select(exists().where(User.id.is_not(None)))
_DEMO = select(exists().where(User.email_norm == OPERATOR_EMAIL))


async def load_demo(
    owner_url: str,
    password: str,
    now: datetime,
    storage: FileStore | None = None,
    seller: Party | None = None,
) -> DemoAccess | None:
    """Load the demo when there is no user at all; returns its logins, or None when the database is somebody's own.

    Without a storage there are no files, without a seller no invoices.
    """
    engine = create_async_engine(async_url(owner_url), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.execute(_ALONE)
            if not await connection.scalar(_ANYBODY):
                await _load(connection, await hash_password(password), now, storage, seller)
            return DemoAccess(password) if await connection.scalar(_DEMO) else None
    finally:
        await engine.dispose()


async def _load(
    connection: AsyncConnection, password_hash: str, now: datetime, storage: FileStore | None, seller: Party | None
) -> None:
    today = local_date(now, "Europe/Amsterdam")
    shared = Rows()
    types = certified_types(shared)
    registered = instructors(shared, types, today)
    operator_user(shared, password_hash)
    if storage is not None:
        await lesson_material(shared, types, storage, now)
    diary: Diary = set()
    institute = ProviderMaker(INSTITUTE, password_hash, now, today).institute(types, registered, diary)
    outsider = ProviderMaker(OUTSIDER, password_hash, now, today).outsider(registered, diary)
    if seller is not None:
        book = InvoiceBook(shared, today, seller)
        book.subscription(institute)
        book.subscription(outsider)
        book.write()
    for rows in (shared, institute, outsider):
        await rows.write(connection)
