"""Which payment service the settings name (R-BIL-07)."""

from pathlib import Path

import pytest

from app.billing.paying.choosing import payment_service
from app.billing.paying.mollie import Mollie
from app.core.config import Settings


def test_without_a_word_invoices_are_paid_by_bank() -> None:
    """R-BIL-07: a key alone switches nothing on."""
    assert payment_service(Settings.load({"CBOT_MOLLIE_KEY": "live_x"})) is None


def test_the_key_comes_from_a_file_like_every_secret(tmp_path: Path) -> None:
    """R-BIL-07: and shows nowhere."""
    (tmp_path / "key").write_text("live_secret\n")
    settings = Settings.load({"CBOT_PAYMENTS": "mollie", "CBOT_MOLLIE_KEY_FILE": str(tmp_path / "key")})
    assert isinstance(payment_service(settings), Mollie)
    assert settings.mollie_key == "live_secret"
    assert "live_secret" not in repr(settings)


@pytest.mark.parametrize("environ", [{"CBOT_PAYMENTS": "mollie"}, {"CBOT_PAYMENTS": "another", "CBOT_MOLLIE_KEY": "x"}])
def test_what_cannot_work_is_said_at_the_start(environ: dict[str, str]) -> None:
    """R-BIL-07: not at the first payment."""
    with pytest.raises(ValueError, match=r"CBOT_MOLLIE_KEY|mollie"):
        payment_service(Settings.load(environ))
