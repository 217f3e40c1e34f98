"""File names as people gave them, made harmless for headers, mails and folders."""

import re
import unicodedata
from urllib.parse import quote

_MAX_LENGTH = 120
_FALLBACK = "bestand"
_FORBIDDEN = re.compile(r'[<>:"|?*%;\\/]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def safe_name(name: str, extension: str) -> str:
    """`name` without path, control and direction characters, ending in the extension that its content has.

    Takes any text; the result is 1 to 120 characters and never a hidden or a reserved name (R-INV-06).
    """
    last_part = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(each for each in last_part if unicodedata.category(each)[0] != "C")
    stem = _FORBIDDEN.sub("_", visible).rpartition(".")[0] if "." in visible else _FORBIDDEN.sub("_", visible)
    stem = " ".join(stem.split()).strip(". ")[: _MAX_LENGTH - len(extension) - 1].strip(". ")
    if not stem or _RESERVED.match(stem.split(".")[0]):
        stem = f"{_FALLBACK}_{stem}".rstrip("_")
    return f"{stem}.{extension}"


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The value of the Content-Disposition header for a safe name (RFC 6266): plain fallback plus UTF-8 spelling."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "_", folded).strip() or _FALLBACK
    single_line = "".join(each for each in name if unicodedata.category(each)[0] != "C")
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(single_line, safe='')}"
