"""Load on the outbox: one provider's flood beside another's single mails, and throughput as a ratio to prebuilt bytes."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
MEASURED = 1_200
ROUNDS = 6
WARM_UP = 400
CONNECTIONS = 4
LIMIT_SECONDS = 60.0
GOAL = 0.25
STRETCH = 0.4


@dataclass(frozen=True)
class MailLoad:
    """What was measured: waits in seconds, and per round the mails per second of ours and of prebuilt bytes."""

    waits: list[float]
    paces: list[tuple[float, float]]

    @property
    def ratio(self) -> float:
        """How near ours comes to sending bytes that were built beforehand: the median of pairs that were measured in turn."""
        return statistics.median(ours / floor for ours, floor in self.paces)

    def lines(self) -> list[str]:
        """For people."""
        waits = sorted(self.waits)
        ours, floor = (statistics.median(pace[side] for pace in self.paces) for side in (0, 1))
        return [
            f"single mails beside {FLOOD:,} of another provider: p50 {statistics.median(waits):.2f} s,"
            f" p99 {waits[int(len(waits) * 0.99)]:.2f} s (limit {LIMIT_SECONDS:.0f} s)",
            f"outbox over {CONNECTIONS} connections, every note flushed to disk: {ours:.0f} mails/s,"
            f" prebuilt bytes {floor:.0f}/s, ratio {self.ratio:.2f} (goal {GOAL}, stretch {STRETCH})",
        ]


async def measure_mail(database: ScratchDatabase) -> MailLoad:
    """Flood one provider's lane, then hand over single mails of another; then the flood's pace and the floor's, in turn."""
    html = shared_renderer().render(SAMPLES["mailing"][0], language="nl", brand=SAMPLES["mailing"][1])
    with lean_sink() as sink, tempfile.TemporaryDirectory() as folder:
        opened = Database.connect(database.app_url)
        async with opened.platform() as session:
            flooded = (await make_provider(session)).id
            other = (await make_provider(session)).id
        await _queue(opened, flooded, [_dispatch(html.html, html.text) for _ in range(FLOOD)], MASS)
        settings = _settings(database, sink, Path(folder))
        async with _working(settings):
            waits = await _singles(opened, other, sink, html.html, html.text)
        paces = []
        for _ in range(ROUNDS):
            async with _working(settings):
                await _pace(sink, WARM_UP)
                ours = await _pace(sink, MEASURED)
            paces.append((ours, await _floor(sink, html.html, html.text)))
        await opened.close()
    return MailLoad(waits, paces)


@asynccontextmanager
async def _working(settings: Settings) -> AsyncIterator[None]:
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(settings, stop))
    try:
        yield
    finally:
        stop.set()
        await worker


async def _singles(database: Database, provider: UUID, sink: LeanSink, html: str, text: str) -> list[float]:
    """One after the other: how long each takes from its commit to the server's 250."""
    waits = []
    while not sink.taken():
        await asyncio.sleep(0.05)
    for _ in range(SINGLES):
        dispatch = _dispatch(html, text)
        await _queue(database, provider, [dispatch], SINGLE)
        asked, address = time.monotonic(), dispatch.message.to.email
        while (taken := sink.moment(address)) is None:
            if time.monotonic() - asked > LIMIT_SECONDS:
                raise SystemExit(f"A single mail waited longer than {LIMIT_SECONDS} s.")
            await asyncio.sleep(0.02)
        waits.append(taken - asked)
    return waits


async def _pace(sink: LeanSink, count: int) -> float:
    """Mails per second of the flood, over the next so many."""
    begun, at = sink.taken(), time.monotonic()
    while sink.taken() - begun < count:
        await asyncio.sleep(0.05)
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
