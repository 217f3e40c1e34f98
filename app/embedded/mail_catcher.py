"""A local SMTP server that keeps every mail as an `.eml` file instead of delivering it.

It speaks real SMTP, so that the portal's hand-over is the one of production. A mail is acknowledged only when its file is
safely on disk.
"""

import asyncio
import itertools
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST_MAIL = 35 * 1024 * 1024
RETURN_SECONDS = 1.0
UNDELIVERABLE = "@onbestelbaar.example"
"""In the demo mail to these addresses comes back, so that one can see what happens then."""
TakeIn = Callable[[bytes, Sequence[str]], Awaitable[object]]
_REPORT = """\
From: postmaster@c-bot.example\r
Subject: Undelivered Mail Returned to Sender\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"\r
\r
--=_report\r
Content-Type: text/plain\r
\r
The mail could not be delivered.\r
--=_report\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; catcher.c-bot.example\r
\r
Final-Recipient: rfc822; {recipient}\r
Action: failed\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 5.1.1 There is nobody here by that name\r
\r
--=_report--\r
"""


@dataclass(frozen=True)
class MailCatcher:
    """A running catcher."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        """What SMTP_URL would say for it."""
        return f"smtp://127.0.0.1:{self.port}"


class _Keeper:
    """The handler that aiosmtpd calls for each mail."""

    def __init__(self, folder: Path, take_in: TakeIn | None) -> None:
        self._folder = folder
        self._take_in = take_in
        self._numbers = itertools.count(1)
        self._returning: set[asyncio.Task[None]] = set()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        content = envelope.original_content or b""
        name = f"{time.time_ns() // 1000:017d}-{os.getpid()}-{next(self._numbers):06d}.eml"
        head = "".join(f"X-Envelope-To: {recipient}\r\n" for recipient in envelope.rcpt_tos)
        head = f"X-Envelope-From: {envelope.mail_from}\r\n{head}"
        await asyncio.to_thread(_write_safely, self._folder / name, head.encode() + content)
        await self._come_back(envelope, content)
        return f"250 OK kept as {name}"

    async def _come_back(self, envelope: Envelope, content: bytes) -> None:
        """What was sent to a return path is taken in; what was sent to nobody comes back a moment later."""
        if self._take_in is None:
            return
        await self._take_in(content, [str(recipient) for recipient in envelope.rcpt_tos])
        for recipient in envelope.rcpt_tos:
            if recipient.lower().endswith(UNDELIVERABLE) and envelope.mail_from:
                later = asyncio.create_task(self._return(str(recipient), envelope.mail_from, self._take_in))
                self._returning.add(later)
                later.add_done_callback(self._returning.discard)

    async def _return(self, recipient: str, return_path: str, take_in: TakeIn) -> None:
        """A real report comes when the sender has noted that the mail was taken; so does this one."""
        await asyncio.sleep(RETURN_SECONDS)
        await take_in(_REPORT.format(recipient=recipient).encode(), [return_path])


@asynccontextmanager
async def mail_catcher(folder: Path, port: int = 0, take_in: TakeIn | None = None) -> AsyncIterator[MailCatcher]:
    """Catch mails on a loopback port (0 picks a free one) while the block runs; names of the files sort by arrival.

    `take_in` is given every mail with its envelope's recipients, and a report of failure for each that is undeliverable.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keeper = _Keeper(folder, take_in)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keeper, loop=loop, data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True, ident="C-BOT mail catcher"),
        host="127.0.0.1",
        port=port,
    )
    try:
        yield MailCatcher(server.sockets[0].getsockname()[1], folder)
    finally:
        server.close()


def _write_safely(path: Path, content: bytes) -> None:
    """Write under another name, flush to disk, then rename: a reader never sees half a mail."""
    unfinished = path.with_suffix(".part")
    with unfinished.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
