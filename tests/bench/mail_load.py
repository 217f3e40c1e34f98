"""Load on the outbox: one provider's flood beside another's single mails, and throughput as a ratio to prebuilt bytes."""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import aiosmtplib

from app.core.config import Settings
from app.core.database.session import Database
from app.mail.addresses import MailAddress
from app.mail.outbox import MASS, SINGLE, Dispatch, queue_many
from app.mail.outgoing import OutgoingMail
from app.mail.rendering import shared_renderer
from app.mail.transport.building import build
from app.worker.main import run_worker
from tests.bench.mail_sink import LeanSink, lean_sink
from tests.databases import ScratchDatabase
from tests.emails.samples import SAMPLES
from tests.factories.mails import make_dispatch, make_message
from tests.factories.tenants import make_provider
from tests.portal import TEST_KEYS

FLOOD = 50_000
SINGLES = 40
MEASURED = 2_000
CONNECTIONS = 4
LIMIT_SECONDS = 60.0
GOAL = 0.25


@dataclass(frozen=True)
class MailLoad:
    """What was measured."""

    p50: float
    p99: float
    ours_per_second: float
    floor_per_second: float

    @property
    def ratio(self) -> float:
        """How near ours comes to sending bytes that were built beforehand."""
        return self.ours_per_second / self.floor_per_second

    def lines(self) -> list[str]:
        """For people."""
        return [
            f"single mails beside {FLOOD:,} of another provider: p50 {self.p50:.2f} s, p99 {self.p99:.2f} s"
            f" (limit {LIMIT_SECONDS:.0f} s)",
            f"outbox over {CONNECTIONS} connections: {self.ours_per_second:.0f} mails/s,"
            f" prebuilt bytes {self.floor_per_second:.0f}/s, ratio {self.ratio:.2f} (goal {GOAL})",
        ]


async def measure_mail(database: ScratchDatabase) -> MailLoad:
    """Flood one provider's lane, then hand over single mails of another; the flood's own pace is the throughput."""
    html = shared_renderer().render(SAMPLES["mailing"][0], language="nl", brand=SAMPLES["mailing"][1])
    with lean_sink() as sink, tempfile.TemporaryDirectory() as folder:
        opened = Database.connect(database.app_url)
        async with opened.platform() as session:
            flooded = (await make_provider(session)).id
            other = (await make_provider(session)).id
        await _queue(opened, flooded, [_dispatch(html.html, html.text) for _ in range(FLOOD)], MASS)
        stop = asyncio.Event()
        worker = asyncio.create_task(run_worker(_settings(database, sink, Path(folder)), stop))
        waits = await _singles(opened, other, sink, html.html, html.text)
        ours = await _pace(sink)
        stop.set()
        await worker
        await opened.close()
    with lean_sink() as sink:
        floor = await _floor(sink, html.html, html.text)
    waits.sort()
    return MailLoad(statistics.median(waits), waits[int(len(waits) * 0.99)], ours, floor)


async def _singles(database: Database, provider: UUID, sink: LeanSink, html: str, text: str) -> list[float]:
    """One after the other: how long each takes from its commit to the server's 250."""
    waits = []
    while not sink.taken():
        await asyncio.sleep(0.05)
    for _ in range(SINGLES):
        dispatch = _dispatch(html, text)
        await _queue(database, provider, [dispatch], SINGLE)
        asked, address = time.monotonic(), dispatch.message.to.email
        while address not in (moments := sink.moments()):
            if time.monotonic() - asked > LIMIT_SECONDS:
                raise SystemExit(f"A single mail waited longer than {LIMIT_SECONDS} s.")
            await asyncio.sleep(0.02)
        waits.append(moments[address] - asked)
    return waits


async def _pace(sink: LeanSink) -> float:
    """Mails per second of the flood, over the next few thousand."""
    begun, at = sink.taken(), time.monotonic()
    while sink.taken() - begun < MEASURED:
        await asyncio.sleep(0.1)
    return (sink.taken() - begun) / (time.monotonic() - at)


async def _floor(sink: LeanSink, html: str, text: str) -> float:
    """The same bytes, built beforehand, over as many kept connections, with nothing written down."""
    content = await build(
        OutgoingMail(
            "<x@c-bot.example>",
            datetime.now(UTC),
            "portaal@c-bot.example",
            "Opleider",
            MailAddress("iemand@bedrijf.example"),
            "Uitnodiging",
            html,
            text,
        )
    )
    begun = time.monotonic()
    await asyncio.gather(*(_send(sink.port, content, MEASURED // CONNECTIONS) for _ in range(CONNECTIONS)))
    return MEASURED / (time.monotonic() - begun)


async def _send(port: int, content: bytes, count: int) -> None:
    smtp = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False)
    await smtp.connect()
    for _ in range(count):
        await smtp.mail("portaal@c-bot.example")
        await smtp.rcpt("iemand@bedrijf.example")
        await smtp.data(content)
    await smtp.quit()


async def _queue(database: Database, provider: UUID, dispatches: list[Dispatch], priority: int) -> None:
    for start in range(0, len(dispatches), 1000):
        async with database.tenant(provider) as session:
            await queue_many(session, dispatches[start : start + 1000], now=datetime.now(UTC), priority=priority)


def _dispatch(html: str, text: str) -> Dispatch:
    return make_dispatch(message=make_message(html=html, text=text))


def _settings(database: ScratchDatabase, sink: LeanSink, folder: Path) -> Settings:
    return Settings.load(
        {},
        environment="test",
        database_url=database.app_url,
        smtp_url=f"smtp://127.0.0.1:{sink.port}?starttls=false",
        mail_from="portaal@c-bot.example",
        mail_connections=CONNECTIONS,
        secret_keys=TEST_KEYS,
        data_dir=str(folder),
    )
