"""The API keeps what its OpenAPI document promises, whatever it is sent: schemathesis against the running server."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.database.session import Database
from tests.contract.world import furnish
from tests.databases import ScratchDatabase
from tests.servers import serving

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
LEFT_OUT = ("session_create", "session_delete", "session_switch", "changes_stream")
"""These end or open the very session that the run works with, or stream for minutes; tests/api has them."""

DOCUMENT = Path(__file__).parents[2] / "frontend" / "openapi.json"
"""As committed; tests/architecture holds it to the running one."""
PARTS = 3


@pytest.mark.parametrize("part", range(PARTS))
async def test_the_api_answers_as_documented(part: int, clean_database: ScratchDatabase, tmp_path: Path) -> None:
    """R-ACC-01: no server error and no schema violation for examples, edge cases and made-up input.

    In parts, each with a provider and a server of its own, so that several processes share the work.
    """
    database = Database.connect(clean_database.app_url)
    token = await furnish(database)
    await database.close()
    with serving("api.main:create_app", clean_database, tmp_path) as port:
        finished = await asyncio.to_thread(_run, _command(port, token, _operations()[part::PARTS]), tmp_path)
        log = (tmp_path / f"{port}.log").read_text()
    assert finished.returncode == 0, f"{finished.stdout[-12000:]}\n{log[-4000:]}"


def _operations() -> list[str]:
    """The names of all operations but those left out, in the document's order."""
    paths = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"].values()
    names = [operation["operationId"] for path in paths for operation in path.values()]
    assert set(LEFT_OUT) < set(names)
    return [name for name in names if name not in LEFT_OUT]


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def _command(port: int, token: str, operations: list[str]) -> list[str]:
    included = [word for name in operations for word in ("--include-operation-id", name)]
    return [
        str(Path(sys.executable).with_name("st")),
        "run",
        str(DOCUMENT),
        *("--url", f"http://127.0.0.1:{port}", "--request-timeout", "60"),
        *("--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing", "--max-examples", "8"),
        *(
            "--header",
            f"Cookie: cbot_session={token}",
            "--continue-on-failure",
            "--no-color",
            "--generation-database",
            "none",
        ),
        *("--suppress-health-check", "all", "--seed", "806", *included),
    ]
