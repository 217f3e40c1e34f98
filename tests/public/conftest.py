"""What tests of the public pages ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.databases import ScratchDatabase
from tests.portal import Portal, open_portal


@pytest.fixture
async def portal(clean_database: ScratchDatabase, tmp_path: Path) -> AsyncIterator[Portal]:
    """The API over a database of its own."""
    async with open_portal(clean_database, tmp_path) as opened:
        yield opened
