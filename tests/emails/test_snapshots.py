"""Every system mail in both languages, compared with what was agreed. `UPDATE_SNAPSHOTS=1` writes them anew."""

import os
from pathlib import Path

import pytest

from app.mail.language import LANGUAGES, Language
from app.mail.rendering import shared_renderer
from tests.emails.samples import SAMPLES

SNAPSHOTS = Path(__file__).with_name("snapshots")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_system_mail_reads_as_agreed(name: str, language: Language) -> None:
    """R-STF-03, R-STF-05, R-STF-06, R-STF-07, R-MAIL-05"""
    mail, brand = SAMPLES[name]
    drawn = shared_renderer().render(mail, language=language, brand=brand)
    compare(SNAPSHOTS / f"{name}.{language}.txt", f"{drawn.subject}\n\n{drawn.text}")
    compare(SNAPSHOTS / f"{name}.{language}.html", drawn.html)


def compare(snapshot: Path, drawn: str) -> None:
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_text(drawn, encoding="utf-8")
    assert drawn == snapshot.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    """R-MAIL-05: a mail that is gone leaves no agreed text behind."""
    expected = {f"{name}.{language}.{form}" for name in SAMPLES for language in LANGUAGES for form in ("txt", "html")}
    assert {path.name for path in SNAPSHOTS.iterdir()} == expected
