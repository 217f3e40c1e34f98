"""Files of a provider: bytes and row together, and nobody else's."""

from datetime import UTC, datetime

from obstore.store import MemoryStore
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.identifiers import new_id
from app.files.acceptance import accept_attachment
from app.files.keeping import find_files, keep_file
from app.files.storage import ObjectFileStore
from tests.factories.tenants import act_for, make_provider

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def test_a_kept_file_is_found_by_its_provider_only(session: AsyncSession) -> None:
    """R-INV-06: another provider's id is like one that does not exist."""
    provider = await make_provider(session)
    store = ObjectFileStore(MemoryStore())
    kept = await keep_file(
        session, store, accept_attachment(b"Neem mee: schoenen", "lijst.txt"), created_by=None, now=NOW
    )
    assert (kept.name, kept.content_type, kept.size) == ("lijst.txt", "text/plain", 18)
    assert await store.get(kept.storage_key) == b"Neem mee: schoenen"
    assert await find_files(session, [kept.id, new_id()]) == {kept.id: kept}
    assert await find_files(session, []) == {}
    await make_provider(session)
    assert await find_files(session, [kept.id]) == {}
    await act_for(session, provider.id)
