"""What SMTP_URL says."""

import pytest

from app.mail.transport.server import SmtpServer


def test_the_url_names_server_login_and_protection() -> None:
    """R-MAIL-01"""
    assert SmtpServer.parse("smtp://127.0.0.1:2525") == SmtpServer("127.0.0.1", 2525)
    assert SmtpServer.parse("smtps://u%40x:p%2Fw@mail.example") == SmtpServer(
        "mail.example", 465, "u@x", "p/w", tls=True, starttls=False
    )
    assert SmtpServer.parse("smtp://mail.example?starttls=false").starttls is False


def test_a_password_never_travels_in_the_clear_by_default() -> None:
    """R-MAIL-01: a login demands the upgrade to TLS unless the operator says otherwise."""
    assert SmtpServer.parse("smtp://u:p@mail.example").starttls is True


@pytest.mark.parametrize("url", ["", "http://mail.example", "smtp://", "mail.example:25"])
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    """R-MAIL-01"""
    with pytest.raises(ValueError, match="SMTP_URL"):
        SmtpServer.parse(url)
