"""A mail server for tests: writes down what it accepts before it says so, and can misbehave on request."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import orjson
from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPT = "250 taken"


@dataclass(frozen=True)
class Taken:
    """One mail that the sink accepted."""

    message_id: str
    recipients: tuple[str, ...]
    sender: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail as a modern parser reads it."""
        return message_from_bytes(self.content, policy=default)


@dataclass
class Behaviour:
    """What the sink shall do; tests change it while it runs. Answers are SMTP replies such as `451 later`."""

    sender_answer: Callable[[str], str] = lambda _address: "250 ok"
    recipient_answer: Callable[[str], str] = lambda _address: "250 ok"
    data_answer: Callable[[Envelope], str] = lambda _envelope: ACCEPT
    delay: float = 0.0
    """Seconds between the ledger's line and the answer to DATA."""
    drop: str = ""
    """`before_answer` hangs up although the mail was taken; `after_answer` hangs up right after the 250."""
    before_answer: Callable[[], Awaitable[None]] | None = None


@dataclass
class SmtpSink:
    """The running server. `ledger` has one line of JSON per accepted mail, on disk before the 250 goes out."""

    ledger: Path
    behaviour: Behaviour = field(default_factory=Behaviour)
    taken: list[Taken] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    _open: list[SMTP] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What SMTP_URL must say to use the sink."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Take or refuse the sender."""
        answer = self.behaviour.sender_answer(address)
        if answer.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Take or refuse one recipient."""
        answer = self.behaviour.recipient_answer(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Write the mail down, then answer, or hang up as the behaviour says."""
        answer = self.behaviour.data_answer(envelope)
        if answer.startswith("2"):
            self._write_down(envelope)
        if self.behaviour.before_answer is not None:
            await self.behaviour.before_answer()
        await asyncio.sleep(self.behaviour.delay)
        if self.behaviour.drop == "before_answer":
            _abort(server)
        if self.behaviour.drop == "after_answer":
            asyncio.get_running_loop().call_later(0.01, _abort, server)
        return answer

    def _write_down(self, envelope: Envelope) -> None:
        content = cast(bytes, envelope.content)
        message_id = str(message_from_bytes(content)["Message-ID"])
        self.taken.append(Taken(message_id, tuple(envelope.rcpt_tos), str(envelope.mail_from), content))
        with self.ledger.open("ab") as ledger:
            ledger.write(orjson.dumps({"id": message_id, "to": envelope.rcpt_tos}) + b"\n")
            ledger.flush()
            os.fsync(ledger.fileno())

    def protocol(self) -> SMTP:
        """One conversation."""
        self.connections += 1
        conversation = SMTP(self, hostname="sink.test", enable_SMTPUTF8=False, data_size_limit=40_000_000)
        self._open.append(conversation)
        return conversation

    def hang_up(self) -> None:
        """End every conversation without a word."""
        for conversation in self._open:
            _abort(conversation)
        self._open.clear()


def _abort(conversation: SMTP) -> None:
    if isinstance(conversation.transport, asyncio.Transport):
        conversation.transport.abort()


@asynccontextmanager
async def smtp_sink(folder: Path, behaviour: Behaviour | None = None) -> AsyncIterator[SmtpSink]:
    """A sink on a free port of the loopback, in the running loop; its ledger is in `folder`."""
    sink = SmtpSink(folder / "ledger.jsonl", behaviour or Behaviour())
    server = await asyncio.get_running_loop().create_server(sink.protocol, "127.0.0.1", 0)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
        sink.hang_up()
        await server.wait_closed()
