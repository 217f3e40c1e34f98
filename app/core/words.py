"""Normalised text: what search columns hold and what names are compared by."""

import re
import unicodedata

from rapidfuzz import fuzz

ALIKE = 92
"""From this score on (of 100), two names are probably one name with a slip."""
_GAPS = re.compile(r"[^0-9a-z@#]+")
_SPECIAL = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})


def normalise(*parts: str | None) -> str:
    """Lower case, without accents or punctuation, one space between words: `Café 't Hoekje` → `cafe t hoekje`."""
    text = " ".join(part for part in parts if part).casefold().translate(_SPECIAL)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _GAPS.sub(" ", bare).strip()


def search_patterns(query: str, *, limit: int = 6) -> list[str]:
    """The LIKE patterns that a row's search column must all match, the most telling first; empty for an empty query."""
    words = sorted(set(normalise(query).split()), key=len, reverse=True)
    return [f"%{word}%" for word in words[:limit]]


def alike(one: str, two: str) -> bool:
    """Whether two normalised names are probably one name with a slip of the pen."""
    return bool(one and two) and fuzz.ratio(one, two, score_cutoff=ALIKE) >= ALIKE
