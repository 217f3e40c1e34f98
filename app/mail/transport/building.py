"""The bytes of a mail, quickly: the form of all mails is drawn once, and every mail only fills it in.

Drawing and serialising a mail's tree of parts takes ten times as long, and all mails have the same tree. `drawing.draw` is
the measure: `build` gives its bytes to the letter, so that a mail is the same mail whichever way it was made.
"""

import re
from binascii import b2a_base64
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime, formataddr
from functools import lru_cache
from secrets import token_hex

from app.mail.addresses import MailAddress
from app.mail.outgoing import OutgoingAttachment, OutgoingMail
from app.mail.transport.drawing import WIRE, boundary, calendar_part, draw, file_part, is_shown

_LINE = 76
_SIMPLE_NAME = re.compile("[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_PLAIN = re.compile("[!-~]+(?: [!-~]+)*")
_KEPT = 8
"""Files that stay at hand as they go over the wire: a mailing sends the same ones hundreds of times."""
_NOBODY_CAN_WRITE_THIS = token_hex(16)
_form: list[bytes | str] = []
"""What all mails have in common, with the names of the fields in between; drawn for the first mail."""


async def build(mail: OutgoingMail) -> bytes:
    """The bytes that `draw` gives."""
    if not mail.text or not mail.html:
        return await draw(mail)
    if not _form:
        _form.extend(await _draw_form())
    values = _values(mail)
    pieces = [values[piece] if isinstance(piece, str) else piece for piece in _form]
    for part in _enclosed(mail):
        pieces += (b"\r\n--", values["outer"], b"\r\n", part)
    pieces += (b"\r\n--", values["outer"], b"--\r\n")
    return b"".join(pieces)


async def _draw_form() -> list[bytes | str]:
    """A mail that says in each field what belongs there, cut at the fields; it ends before the end of its outer parts."""
    mark = _NOBODY_CAN_WRITE_THIS
    blank = OutgoingMail(
        message_id=f"<{mark}>",
        date=datetime(1970, 1, 1, tzinfo=UTC),
        sender=f"{mark}@c-bot.example",
        from_name="",
        to=MailAddress("nobody@c-bot.example"),
        subject=mark,
        text=f"{mark} text",
        html=f"{mark} html",
    )
    values = _values(blank)
    whole = (await draw(blank)).removesuffix(b"\r\n--" + values["outer"] + b"--\r\n")
    fields = {value: field for field, value in values.items()}
    cuts = re.split(b"(" + b"|".join(map(re.escape, fields)) + b")", whole)
    return [fields.get(piece, piece) for piece in cuts]


def _values(mail: OutgoingMail) -> dict[str, bytes]:
    return {
        "head": b"".join(_line(name, value) for name, value in _head(mail)),
        "date": format_datetime(mail.date).encode(),
        "outer": boundary(mail, 0).encode(),
        "inner": boundary(mail, 1).encode(),
        "text": _base64(mail.text),
        "html": _base64(mail.html),
    }


def _head(mail: OutgoingMail) -> Iterator[tuple[str, str]]:
    """The lines that differ from mail to mail, in fastapi-mail's order."""
    yield "To", _written(mail.to)
    yield "From", _written(MailAddress(mail.sender, mail.from_name))
    yield "Subject", mail.subject
    if mail.cc:
        yield "Cc", ", ".join(map(_written, mail.cc))
    if mail.reply_to:
        yield "Reply-To", _written(mail.reply_to)
    yield from mail.headers.items()
    yield "Message-ID", mail.message_id


def _line(name: str, value: str) -> bytes:
    if len(name) + len(value) < _LINE and _PLAIN.fullmatch(value):
        return f"{name}: {value}\r\n".encode()
    return _folded(name, value)


@lru_cache(maxsize=1024)
def _folded(name: str, value: str) -> bytes:
    return WIRE.fold_binary(name, value)


def _written(address: MailAddress) -> str:
    if not address.name or address.name == address.email:
        return address.email
    if _SIMPLE_NAME.fullmatch(address.name):
        return f"{address.name} <{address.email}>"
    return formataddr((address.name, address.email), charset="utf-8")


def _base64(words: str) -> bytes:
    coded = b2a_base64(words.encode(), newline=False)
    return b"".join(coded[start : start + _LINE] + b"\r\n" for start in range(0, len(coded), _LINE))


def _enclosed(mail: OutgoingMail) -> Iterator[bytes]:
    """Calendar and files as parts."""
    if mail.calendar is not None:
        yield calendar_part(mail.calendar).as_bytes(policy=WIRE)
    for attachment in mail.attachments:
        yield _file_bytes(attachment, shown=is_shown(attachment, mail.html))


@lru_cache(maxsize=_KEPT)
def _file_bytes(attachment: OutgoingAttachment, *, shown: bool) -> bytes:
    return file_part(attachment, shown=shown).as_bytes(policy=WIRE)
