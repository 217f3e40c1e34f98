"""What the project's files keep to."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from api.main import create_app
from api.titles import TITLES
from app.core.config import Settings
from app.core.errors import DomainError
from tests.portal import TEST_KEYS

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 500
SOURCES = ("*.py", "*.ts", "*.tsx", "*.css", "*.html")
FOR_TESTS = {"CBOT_FRONTEND_DIR", "CBOT_MOLLIE_URL"}
"""Settings that lead to what stands in for the real thing."""
UNCOUNTED = re.compile(r"(^|/)(generated|snapshots|data)/|^migrations/versions/")


def _tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.fail("the project is not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    """R-ACC-01: a file over 500 lines holds two subjects; generated ones aside."""
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in _tracked(*SOURCES)
        if not UNCOUNTED.search(str(path.relative_to(ROOT)))
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    ]
    assert long == []


def test_the_committed_openapi_document_is_the_running_one() -> None:
    """R-ACC-01: the SPA's types are made from what the API really answers; `make openapi` renews the file."""
    settings = Settings.load(
        {
            "CBOT_ENVIRONMENT": "test",
            "CBOT_SECRET_KEYS": TEST_KEYS,
            "CBOT_FILES_URL": "memory:",
            "DATABASE_URL": "postgresql://nobody@/nothing",
            "CBOT_FRONTEND_DIR": "none",
        }
    )
    running = create_app(settings).openapi()
    committed = json.loads((ROOT / "frontend" / "openapi.json").read_text(encoding="utf-8"))
    assert committed == running


def test_every_refusal_has_a_title_in_both_languages() -> None:
    """R-ACC-01: no code reaches a person without words."""
    ours = {error for error in _subclasses(DomainError) if error.__module__.startswith(("api.", "app."))}
    codes = {error.code for error in ours} - {"domain_error"}
    assert "course_full" in codes
    assert sorted(codes - set(TITLES)) == []
    assert all(dutch and english for dutch, english in TITLES.values())


def test_every_setting_can_be_given_in_production() -> None:
    """R-ACC-01: what a process reads stands in `.env.example`, and `compose.yaml` hands it on."""
    read = {
        next((str(name) for name in _choices(field) if str(name).isupper()), field_name.upper())
        for field_name, field in Settings.model_fields.items()
    } - FOR_TESTS
    example = set(re.findall(r"^#? ?([A-Z_0-9]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert "DATABASE_URL" in read
    assert sorted(read - example) == []
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    handed_on = set(re.findall(r"^ +([A-Z_0-9]+):", compose, re.MULTILINE))
    of_the_image = {"CBOT_DATA_DIR", "HOST", "PORT"}
    not_in_production = {"CBOT_WEBHOOK_LOOPBACK"}
    assert sorted(read - handed_on - of_the_image - not_in_production) == []
    assert sorted(set(re.findall(r"\$\{([A-Z_0-9]+)", compose)) - example) == [], (
        "compose.yaml asks for what nobody names"
    )


def _choices(field: FieldInfo) -> list[object]:
    return list(field.validation_alias.choices) if isinstance(field.validation_alias, AliasChoices) else []


def _subclasses(kind: type[DomainError]) -> set[type[DomainError]]:
    found = set(kind.__subclasses__())
    return found.union(*(_subclasses(each) for each in found)) if found else found
