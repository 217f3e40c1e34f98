"""The mail server that a URL names: `smtp://[user:password@]host[:port][?starttls=true|false]` or `smtps://…`."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

_DEFAULT_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over, and how the conversation is protected."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    """TLS from the first byte."""
    starttls: bool | None = None
    """True demands the upgrade, False forbids it, None takes it where it is offered."""

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read the URL; raises ValueError when it names no SMTP server. A password is never sent in the clear."""
        parts = urlsplit(url)
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            raise ValueError("SMTP_URL has the form smtp://[user:password@]host[:port] or smtps://…")
        tls = parts.scheme == "smtps"
        user = unquote(parts.username or "")
        return cls(
            host=parts.hostname,
            port=parts.port or _DEFAULT_PORTS[parts.scheme],
            user=user,
            password=unquote(parts.password or ""),
            tls=tls,
            starttls=False if tls else _starttls(parse_qs(parts.query).get("starttls"), has_login=bool(user)),
        )


def _starttls(wanted: list[str] | None, *, has_login: bool) -> bool | None:
    if wanted:
        return wanted[0].lower() in ("1", "true", "yes")
    return True if has_login else None
