"""A local SMTP server that keeps every mail as an `.eml` file instead of delivering it.

It speaks real SMTP, so that the portal's hand-over is the one of production. A mail is acknowledged only when its file is
safely on disk.
"""

import asyncio
import itertools
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST_MAIL = 35 * 1024 * 1024


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

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        content = envelope.original_content or b""
        name = f"{time.time_ns() // 1000:017d}-{os.getpid()}-{next(self._numbers):06d}.eml"
        head = "".join(f"X-Envelope-To: {recipient}\r\n" for recipient in envelope.rcpt_tos)
        head = f"X-Envelope-From: {envelope.mail_from}\r\n{head}"
        await asyncio.to_thread(_write_safely, self._folder / name, head.encode() + content)
        return f"250 OK kept as {name}"


@asynccontextmanager
async def mail_catcher(folder: Path, port: int = 0) -> AsyncIterator[MailCatcher]:
    """Catch mails on a loopback port (0 picks a free one) while the block runs; names of the files sort by arrival."""
    folder.mkdir(parents=True, exist_ok=True)
    keeper = _Keeper(folder)
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
