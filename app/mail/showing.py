"""A mail as somebody else than its reader may see it (R-MAIL-04): its words, without the keys that its links carry."""

import re

_KEY = re.compile(r"(/(?:antwoord|lesdag|instructeur|agenda|afmelden|mijn)/)[\w-]+", re.ASCII)
"""Links behind which something is answered, marked, stopped or shown in the reader's name."""


def without_keys(words: str) -> str:
    """The text or HTML of a mail whose signed links lead nowhere: who may read it can still do nothing as its reader."""
    return _KEY.sub(r"\1…", words)
