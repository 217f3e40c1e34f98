"""Files of a customer, such as a contract or a list of agreements."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.customers.models import CustomerFile
from app.customers.repository import get_customer
from app.events.audit import Actor, record
from app.events.changes import announce
from app.files.errors import FileMissing
from app.files.models import StoredFile

_OF_CUSTOMER = (
    select(CustomerFile, StoredFile)
    .join(StoredFile, and_(StoredFile.provider_id == CustomerFile.provider_id, StoredFile.id == CustomerFile.file_id))
    .where(CustomerFile.provider_id == bindparam("provider"), CustomerFile.customer_id == bindparam("customer"))
    .order_by(CustomerFile.added_at.desc(), CustomerFile.id.desc())
)


async def files_of(session: AsyncSession, customer_id: UUID) -> list[tuple[CustomerFile, StoredFile]]:
    """The files of a customer, the latest first."""
    values = {"provider": bound_provider(session), "customer": customer_id}
    return [(row.CustomerFile, row.StoredFile) for row in await session.execute(_OF_CUSTOMER, values)]


async def add_file(
    session: AsyncSession, customer_id: UUID, file: StoredFile, *, actor: Actor, now: datetime
) -> CustomerFile:
    """Put a stored file with a customer; raises CustomerNotFound."""
    customer = await get_customer(session, customer_id)
    by = actor.id if actor.kind == "user" else None
    row = CustomerFile(
        provider_id=customer.provider_id,
        id=new_id(),
        customer_id=customer.id,
        file_id=file.id,
        added_at=now,
        added_by=by,
    )
    session.add(row)
    await session.flush()
    await _tell(session, "customer.file_added", customer_id, file.name, actor, now)
    return row


async def remove_file(session: AsyncSession, customer_id: UUID, file_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a file away from a customer; raises CustomerNotFound and FileMissing."""
    await get_customer(session, customer_id)
    for row, stored in await files_of(session, customer_id):
        if stored.id == file_id:
            await session.delete(row)
            await session.flush()
            await _tell(session, "customer.file_removed", customer_id, stored.name, actor, now)
            return
    raise FileMissing("The customer has no such file.")


async def _tell(session: AsyncSession, action: str, customer_id: UUID, name: str, actor: Actor, now: datetime) -> None:
    await record(session, actor, action, "customer", customer_id, now=now, changes={"file": name})
    await announce(session, "customers", customer_id)
