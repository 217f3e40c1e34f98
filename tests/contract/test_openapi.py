"""The API keeps what its OpenAPI document promises, whatever it is sent: schemathesis against the running server."""

from pathlib import Path

import pytest

from app.core.database.session import Database
from app.files.storage import open_store
from tests.contract.running import Run, operations, prove
from tests.contract.world import MATERIAL, furnish, furnish_operator
from tests.databases import ScratchDatabase
from tests.factories.sample_files import PDF

LEFT_OUT = ("session_create", "session_delete", "session_switch", "changes_stream")
"""These end or open the very session that the run works with, or stream for minutes; tests/api has them."""
DECIDED_ONCE = {"operator_registrations_approve", "operator_registrations_refuse"}
"""Whichever of them comes first in a part leaves nothing to the other."""
PARTS = 3
OPERATOR_PARTS = 2
SELLER = {"NAME": "CIBOT B.V.", "VAT": "NL001234567B01", "IBAN": "NL00BANK0123456789"}


@pytest.mark.parametrize("part", range(PARTS))
async def test_the_api_answers_as_documented(part: int, clean_database: ScratchDatabase, tmp_path: Path) -> None:
    """R-ACC-01: no server error and no schema violation for examples, edge cases and made-up input.

    In parts, each with a provider and a server of its own, so that several processes share the work.
    """
    assert set(LEFT_OUT) < set(operations())
    database = Database.connect(clean_database.app_url)
    token = await furnish(database)
    await database.close()
    called = [name for name in operations() if name not in LEFT_OUT]
    await prove(Run(called[part::PARTS], token), clean_database, tmp_path)


@pytest.mark.parametrize("part", range(OPERATOR_PARTS))
async def test_the_operators_desk_answers_as_documented(
    part: int, clean_database: ScratchDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-MOD-01, R-BIL-07, R-INS-01: the same for the operator, who is let in and has rows to act upon."""
    for name, value in SELLER.items():
        monkeypatch.setenv(f"CBOT_SELLER_{name}", value)
    token, worlds = await furnish_operator(clean_database)
    await open_store("", tmp_path).put(MATERIAL, PDF)
    called = [name for name in operations() if name.startswith("operator_")]
    mine = called[part::OPERATOR_PARTS]
    done = await prove(Run(mine, token, worlds, examples=6), clean_database, tmp_path)
    assert set(mine) - done <= DECIDED_ONCE, "these were only ever refused"
