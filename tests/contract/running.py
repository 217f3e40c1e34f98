"""Running schemathesis in a process of its own against a server on loopback."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.contract.real_values import DONE_FILE, WORLDS
from tests.databases import ScratchDatabase
from tests.servers import serving

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
DOCUMENT = Path(__file__).parents[2] / "frontend" / "openapi.json"
"""As committed; tests/architecture holds it to the running one."""


@dataclass(frozen=True)
class Run:
    """Which operations are called, as whom, on which ids, and with how many made-up inputs each."""

    operations: Sequence[str]
    token: str
    worlds: Sequence[dict[str, str]] = ()
    examples: int = 8


def operations() -> list[str]:
    """The names of all operations, in the document's order."""
    paths = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"].values()
    return [operation["operationId"] for path in paths for operation in path.values()]


async def prove(run: Run, database: ScratchDatabase, folder: Path) -> set[str]:
    """Fail with what schemathesis and the server say, unless every answer is as documented.

    Returns the operations that were not only refused.
    """
    with serving("api.main:create_app", database, folder) as port:
        finished = await asyncio.to_thread(_st, run, port, folder)
        log = (folder / f"{port}.log").read_text()
    assert finished.returncode == 0, f"{finished.stdout[-12000:]}\n{log[-4000:]}"
    return set((folder / DONE_FILE).read_text().split())


def _st(run: Run, port: int, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.contract.real_values", WORLDS: json.dumps(run.worlds)}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    command = _command(run, f"http://127.0.0.1:{port}")
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)


def _command(run: Run, url: str) -> list[str]:
    included = [word for name in run.operations for word in ("--include-operation-id", name)]
    return [
        str(Path(sys.executable).with_name("st")),
        "run",
        str(DOCUMENT),
        *("--url", url, "--request-timeout", "60"),
        *("--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"),
        *("--max-examples", str(run.examples), "--seed", "806", "--generation-database", "none"),
        *("--header", f"Cookie: cbot_session={run.token}", "--header", f"Origin: {url}"),
        *("--continue-on-failure", "--no-color", "--suppress-health-check", "all", *included),
    ]
