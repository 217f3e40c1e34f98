"""What a file really is, judged by its content; the name only chooses among kinds of plain text."""

import re

import filetype  # type: ignore[import-untyped]

from app.files.archives import office_kind
from app.files.errors import FileTypeNotAllowed
from app.files.images import too_many_pixels
from app.files.kinds import BINARY, PLAIN, FileKind

_ZIP_MAGIC = b"PK\x03\x04"
_PROGRAMS = (b"MZ", b"\x7fELF", b"%!PS", b"{\\rtf")
_MARKUP = r"<\s*+(?:\?xml|\?php|!doctype|!entity|html|head|body|svg|script|iframe|object|embed|meta|link|form|img|a\s)"
# Each pattern begins with a letter that stands there and walks over a stretch of text once, so that ten megabytes of blank
# lines or open brackets hold nobody up. They are held against the text in lower case.
_AT_LINE_START = r"#!|@echo\b|<%|set-executionpolicy\b|import\s+(?:os|sys|subprocess)\b|from\s+\w+\s+import\s"
_WORDS = {
    "function": r"(?:\s+\w+)?\s*\([^()]*\)\s*\{",
    "eval": r"\s*\(",
    "document": r"\s*\.\s*(?:cookie|write|location)",
    "require": r"\s*\(",
    "wscript": r"\s*\.",
    "activexobject": r"\b",
    "createobject": r"\s*\(",
    "invoke-expression": r"\b",
    "powershell": r"(?:\.exe)?\s+-",
}
_CODE = (
    re.compile(_MARKUP),
    re.compile(rf"\n[^\S\n]*(?:{_AT_LINE_START})"),
    re.compile(r"=>\s*\{"),
    *(re.compile(rf"{word}(?<!\w{word}){rest}") for word, rest in _WORDS.items()),
)


def recognise(content: bytes, name: str) -> FileKind:
    """The kind of a file; raises FileTypeNotAllowed for executables, scripts, HTML, SVG, macros and the unknown."""
    kind = _by_signature(content) or _as_text(content, name)
    if kind is None:
        raise FileTypeNotAllowed("The content of this file is not of a kind that is accepted.", name=name[:200])
    return kind


def _by_signature(content: bytes) -> FileKind | None:
    if content.startswith(_ZIP_MAGIC):
        return office_kind(content)
    guess = filetype.guess(content)
    kind = BINARY.get(guess.mime) if guess else None
    if kind and kind.content_type.startswith("image/") and too_many_pixels(content):
        return None
    return kind


def _as_text(content: bytes, name: str) -> FileKind | None:
    """Plain text under a name that no program runs, without markup or code in it."""
    kind = PLAIN.get(name.rpartition(".")[2].lower())
    text = _decoded(content)
    if kind is None or not text or content.startswith(_PROGRAMS):
        return None
    return None if _is_code(text) else kind


def _is_code(text: str) -> bool:
    """Whether there is markup or script in a text."""
    lines = f"\n{text}".lower()
    return any(pattern.search(lines) for pattern in _CODE)


def _decoded(content: bytes) -> str | None:
    """The text of a file, in UTF-8 or as Dutch Windows programs write it; None when it holds binary data."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text) else text
    return None
