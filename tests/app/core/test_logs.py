"""What goes into the log: that something went wrong and where, never about whom."""

import io

import orjson
import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.core.database.session import Database
from app.core.logs import configure_logging
from tests.databases import ScratchDatabase


async def test_an_error_of_the_database_is_logged_without_the_values(
    database: ScratchDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-ACC-04: neither the parameters of a statement nor the row that PostgreSQL shows stand in the log."""
    before, written = structlog.get_config(), io.StringIO()
    monkeypatch.setattr("app.core.logs.logging.basicConfig", lambda **_options: None)
    configure_logging(written)
    log, connected = structlog.get_logger("test"), Database.connect(database.app_url)
    values = {"email": "jan@geheim.example", "address": "10.0.0.1"}
    insert = (
        "insert into login_attempt (id, email_norm, address, at) values (gen_random_uuid(), :email, :address, null)"
    )
    try:
        async with connected.platform() as session:
            await session.execute(text(insert), values)
    except DBAPIError as error:
        log.error("unexpected_error", exc_info=error)
    finally:
        structlog.configure(**before)
        await connected.close()
    line = orjson.loads(written.getvalue())
    assert "null value in column" in line["exception"]
    assert "jan@geheim.example" not in line["exception"]
