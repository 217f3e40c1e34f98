"""Characters that have no place in a mail: controls, direction overrides, halves of surrogate pairs."""

import re

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]",
)
_SPACES = re.compile(r"\s+")


def has_forbidden(text: str) -> bool:
    """Whether a text holds a character that may not stand in a template (tab and newline may)."""
    return _FORBIDDEN.search(text) is not None


def without_forbidden(text: str) -> str:
    """The text with each forbidden character turned into a space."""
    return _FORBIDDEN.sub(" ", text)


def on_one_line(text: str) -> str:
    """The text without forbidden characters, every run of white space made one space: fit for a header or a value."""
    return _SPACES.sub(" ", _FORBIDDEN.sub(" ", text)).strip()
