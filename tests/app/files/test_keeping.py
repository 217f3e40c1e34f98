"""Kept files are rows of one provider that point at bytes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.identifiers import new_id
from app.files.acceptance import accept_document
from app.files.errors import FileMissing
from app.files.keeping import find_file, find_files, keep_file
from app.files.storage import open_store
from tests.factories import sample_files
from tests.factories.tenants import act_for, make_provider

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


async def test_kept_file_is_found_again_by_its_provider_alone(session: AsyncSession, tmp_path: Path) -> None:
    """R-EXT-04 R-INV-06: name, type, size and fingerprint are remembered; a foreign file is an unknown one."""
    store = open_store("", tmp_path)
    owner, other = await make_provider(session), await make_provider(session)
    await act_for(session, owner.id)
    accepted = accept_document(sample_files.PDF, "../examen.pdf")
    kept = await keep_file(session, store, accepted, created_by=None, now=NOW)
    assert (kept.name, kept.content_type, kept.size) == ("examen.pdf", "application/pdf", len(sample_files.PDF))
    assert await store.get(kept.storage_key) == sample_files.PDF
    assert (await find_file(session, kept.id)).sha256 == accepted.sha256
    assert set(await find_files(session, [kept.id, new_id()])) == {kept.id}
    await act_for(session, other.id)
    with pytest.raises(FileMissing):
        await find_file(session, kept.id)
    assert await find_files(session, [kept.id]) == {}
