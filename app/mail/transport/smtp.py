"""Handing mails over by SMTP, one conversation for many of them."""

import ssl
from contextlib import suppress

import aiosmtplib
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from app.mail.outgoing import BeforeData, HandOver, Outcome, OutgoingMail, Refusal
from app.mail.transport.building import build
from app.mail.transport.server import SmtpServer

CONNECT_SECONDS = 20.0
ANSWER_SECONDS = 120.0
_MAX_WORDS = 1000
_SERVICE_CLOSES = 421
_TOO_LARGE = 552
_BROKEN = (SMTPServerDisconnected, SMTPTimeoutError, ConnectionError, TimeoutError)


class SmtpTransport:
    """A way out to one server over a kept connection."""

    def __init__(self, server: SmtpServer, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        """No connection is made before the first mail."""
        self._server = server
        self._answer_seconds = answer_seconds
        self._smtp: aiosmtplib.SMTP | None = None

    async def hand_over(self, mail: OutgoingMail, before_data: BeforeData) -> HandOver:
        """Offer one mail; never raises for what the server or the network does."""
        content = await build(mail)
        try:
            fresh = await self._connect()
        except (SMTPException, OSError, ssl.SSLError) as error:
            await self.close()
            return _not_connected(error)
        offered = await self._offer(mail, content)
        if offered.outcome is Outcome.UNREACHABLE:
            await self.close()
            # A server may end an idle conversation at any time; that says nothing about this mail.
            return offered if fresh else await self.hand_over(mail, before_data)
        if offered.outcome is not Outcome.ACCEPTED:
            await self._reset()
            return offered
        begun = False
        try:
            begun = await before_data()
        finally:
            if not begun:
                await self._reset()
        if not begun:
            return HandOver(Outcome.LOST, "data")
        return await self._send(content, offered.refused)

    async def close(self) -> None:
        """Say goodbye if the connection allows it; what the server answers is of no interest."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None and smtp.is_connected:
            with suppress(SMTPException, OSError):
                await smtp.quit(timeout=2)
        if smtp is not None:
            smtp.close()

    async def _connect(self) -> bool:
        """True when the connection is new."""
        if self._smtp is not None and self._smtp.is_connected:
            return False
        server = self._server
        smtp = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            use_tls=server.tls,
            start_tls=server.starttls,
            timeout=CONNECT_SECONDS,
        )
        self._smtp = smtp
        await smtp.connect()
        await smtp.ehlo()
        return True

    async def _offer(self, mail: OutgoingMail, content: bytes) -> HandOver:
        """Sender and recipients: nothing that is said here makes the server own the mail."""
        smtp = self._conversation()
        options = [f"SIZE={len(content)}"] if smtp.supports_extension("size") else []
        try:
            await smtp.mail(mail.return_path or mail.sender, options=options, timeout=self._answer_seconds)
        except SMTPSenderRefused as error:
            return _sender_refused(error)
        except (*_BROKEN, SMTPException) as error:
            return _broken("sender", error)
        return await self._offer_recipients(mail)

    async def _offer_recipients(self, mail: OutgoingMail) -> HandOver:
        refused: list[Refusal] = []
        for address in (mail.to.email, *(copy.email for copy in mail.cc)):
            try:
                await self._conversation().rcpt(address, timeout=self._answer_seconds)
            except SMTPRecipientRefused as error:
                if error.code == _SERVICE_CLOSES:
                    return HandOver(Outcome.UNREACHABLE, "connect", error.code, _words(error))
                refusal = Refusal(address, error.code, _words(error))
                if address == mail.to.email or (error.code < 500 and mail.insist_on_copies):
                    return HandOver(_verdict(error.code), "recipient", error.code, refusal.words, (refusal,))
                refused.append(refusal)
            except (*_BROKEN, SMTPException) as error:
                return _broken("recipient", error)
        return HandOver(Outcome.ACCEPTED, "recipient", refused=tuple(refused))

    async def _send(self, content: bytes, refused: tuple[Refusal, ...]) -> HandOver:
        try:
            answer = await self._conversation().data(content, timeout=self._answer_seconds)
        except SMTPResponseException as error:
            await (self.close() if error.code == _SERVICE_CLOSES else self._reset())
            return HandOver(_verdict(error.code), "data", error.code, _words(error), refused)
        except (*_BROKEN, SMTPException) as error:
            await self.close()
            return HandOver(Outcome.AMBIGUOUS, "data", None, _words(error), refused)
        return HandOver(Outcome.ACCEPTED, "accepted", answer.code, _clean(answer.message), refused)

    async def _reset(self) -> None:
        """Leave the conversation ready for the next mail, or leave it."""
        smtp = self._smtp
        try:
            if smtp is not None:
                await smtp.rset(timeout=10)
        except (SMTPException, OSError):
            await self.close()

    def _conversation(self) -> aiosmtplib.SMTP:
        if self._smtp is None:
            raise SMTPServerDisconnected("The connection is closed.")
        return self._smtp


def _verdict(code: int) -> Outcome:
    return Outcome.PERMANENT if code >= 500 else Outcome.TEMPORARY


def _sender_refused(error: SMTPSenderRefused) -> HandOver:
    if error.code == _SERVICE_CLOSES:
        return HandOver(Outcome.UNREACHABLE, "connect", error.code, _words(error))
    if error.code >= 500 and error.code != _TOO_LARGE:
        return HandOver(Outcome.REFUSES_US, "sender", error.code, _words(error))
    return HandOver(_verdict(error.code), "sender", error.code, _words(error))


def _not_connected(error: Exception) -> HandOver:
    code = error.code if isinstance(error, SMTPResponseException) else None
    refuses = isinstance(error, (SMTPAuthenticationError, ssl.SSLError)) or _tls_missing(error)
    if refuses and (code is None or code >= 500):
        return HandOver(Outcome.REFUSES_US, "connect", code, _words(error))
    return HandOver(Outcome.UNREACHABLE, "connect", code, _words(error))


def _tls_missing(error: Exception) -> bool:
    """A demanded STARTTLS that the server does not offer is a bare SMTPException."""
    return type(error) is SMTPException


def _broken(phase: str, error: Exception) -> HandOver:
    return HandOver(Outcome.UNREACHABLE, phase, None, _words(error))


def _words(error: Exception) -> str:
    words = getattr(error, "message", "") or str(error) or type(error).__name__
    return _clean(str(words))


def _clean(words: str) -> str:
    """What the database can hold: a server may say anything."""
    return words[:_MAX_WORDS].replace("\0", "").encode("utf-8", "replace").decode()
