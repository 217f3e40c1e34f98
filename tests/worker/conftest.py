"""What tests of the worker ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.databases import ScratchDatabase
from tests.fakes.smtp_sink import SmtpSink, smtp_sink
from tests.worker.arena import Arena, arena_on


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[SmtpSink]:
    """A mail server that takes everything until told otherwise."""
    async with smtp_sink(tmp_path) as running:
        yield running


@pytest.fixture
async def arena(clean_database: ScratchDatabase, sink: SmtpSink, tmp_path: Path) -> AsyncIterator[Arena]:
    """One provider's outbox with a mail server."""
    async with arena_on(clean_database, sink, tmp_path) as made:
        yield made
