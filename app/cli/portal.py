"""`cbot run`: the whole portal in one process, stopped in good order and started again on the same data."""

import asyncio
import fcntl
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.cli.processes import PortTakenError, reserve_port
from app.cli.secret_file import signing_keys
from app.core.config import Settings
from app.core.database.provisioning import APP, OWNER
from app.embedded.errors import DataDirectoryInUseError, EmbeddedError
from app.embedded.postgres import EmbeddedPostgres, embedded_postgres

DATABASE = "cbot"


def run_portal(settings: Settings) -> None:
    """Run until Ctrl-C or SIGTERM. Ends with status 1 and a sentence when it cannot start.

    The database is started before the rest is even imported.
    """
    try:
        with ExitStack() as stack:
            stack.enter_context(only_portal_on(settings.data_dir))
            reserved = stack.enter_context(reserve_port(settings.host, settings.port))
            settings = settings.model_copy(update={"port": reserved.getsockname()[1]})
            server = None if settings.database_url else stack.enter_context(embedded_postgres(settings.data_dir))
            gc.disable()  # until the API answers: nothing that is imported is garbage
            from app.cli.together import PrivateDatabase, run_together

            private = PrivateDatabase(server.admin_dsn, DATABASE) if server else None
            asyncio.run(run_together(_complete(settings, server), private, reserved))
    except (EmbeddedError, PortTakenError) as problem:
        sys.exit(f"\n{problem}")


_DEMO_SELLER = {
    "seller_name": "CIBOT (demo)",
    "seller_address": "Voorbeeldweg 1",
    "seller_postcode": "3511 AA",
    "seller_city": "Utrecht",
    "seller_kvk_number": "12345678",
    "seller_vat_number": "NL001234567B01",
    "seller_iban": "NL00 DEMO 0123 4567 89",
    "seller_email": "facturen@cibot-demo.example",
}
"""Who sends the demo's invoices, so that a private database has them without a company being configured."""


def _complete(settings: Settings, server: EmbeddedPostgres | None) -> Settings:
    """Fill in what nobody configured: the private database's addresses and a signing secret."""
    found: dict[str, str] = {}
    if server is not None:
        found |= {"database_url": server.dsn(APP, DATABASE), "database_owner_url": server.dsn(OWNER, DATABASE)}
        if not settings.seller_name:
            found |= _DEMO_SELLER
    if not settings.secret_keys:
        found["secret_keys"] = signing_keys(settings.data_dir)
    return settings.model_copy(update=found)


@contextmanager
def only_portal_on(data_dir: Path) -> Iterator[None]:
    """Keep two portals off one data folder; the lock goes with the process, however it ends."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataDirectoryInUseError(
                f"Another portal runs on {data_dir.resolve()}. Stop it, or choose another folder with CBOT_DATA_DIR."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield
