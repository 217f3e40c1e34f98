"""What every test may ask for: real databases, sessions that are undone, a client of the API. Nothing reaches the network."""

import ipaddress
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bind_platform
from app.embedded.postgres import EmbeddedPostgres
from tests.databases import ScratchDatabase, clone, drop, make_template, private_server, rolled_back


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """Let tests connect to this machine only: to the local mail sink, the API under test, the private database."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not _is_local(host):
        raise AssertionError(f"A test reached for the network: {host!r}")


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


sys.addaudithook(_refuse_the_network)
# What a generated example takes says how busy the machine is, nothing about the rule.
settings.register_profile("unhurried", parent=settings(), deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The private server of this test process, with the migrated template database."""
    with private_server() as server:
        make_template(server)
        yield server


@pytest.fixture(scope="session")
async def database(postgres: EmbeddedPostgres) -> ScratchDatabase:
    """The database that tests share which undo their work; commit nothing in it."""
    return await clone(postgres)


@pytest.fixture
async def session(database: ScratchDatabase) -> AsyncIterator[AsyncSession]:
    """A session as the application's role, undone afterwards.

    It works outside every tenant until a factory (`make_provider`) or `act_for` gives it one.
    """
    async with rolled_back(database) as undone:
        bind_platform(undone)
        yield undone


@pytest.fixture
async def clean_database(postgres: EmbeddedPostgres) -> AsyncIterator[ScratchDatabase]:
    """A database for one test alone, where real commits may be made and several connections see them."""
    fresh = await clone(postgres)
    yield fresh
    await drop(fresh)
