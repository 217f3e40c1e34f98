"""Which addresses a link in a template may have (R-INV-02): https and mailto, written out in full."""

import re
from urllib.parse import urlsplit

MAX_LENGTH = 2000
_UNSAFE = re.compile(r"[\s<>\"'`\\^{}|\x00-\x20\x7f-\xa0]")
_MAILTO = re.compile(r"mailto:[^\s@?&,;%:/]+@[^\s@?&,;%:/]+\.[^\s@?&,;%:/]+(\?subject=[^&?#]*)?", re.IGNORECASE)
_LINE_BREAK = re.compile(r"%0[ad]", re.IGNORECASE)


def is_safe_link(href: str) -> bool:
    """Whether a link may stand in a mail: no other scheme, no login in the address, no break hidden in it."""
    if len(href) > MAX_LENGTH or _UNSAFE.search(href) or _LINE_BREAK.search(href):
        return False
    if href[:7].lower() == "mailto:":
        return _MAILTO.fullmatch(href) is not None
    return _is_web_address(href)


def _is_web_address(href: str) -> bool:
    try:
        parts = urlsplit(href)
        port = parts.port
    except ValueError:
        return False
    written_out = href[:8].lower() == "https://" and bool(parts.hostname)
    return written_out and port != 0 and parts.username is None and parts.password is None
