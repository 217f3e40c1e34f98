"""The worker: delivers mails, does long work, and follows the clock. Alone (`cbot worker`), or beside the API in one process."""

import asyncio
import os
import socket

import structlog
from arq import ArqRedis

import app.registry  # noqa: F401  # so that every relationship between tables is known
from app.billing.paying.choosing import payment_service
from app.core.clock import Clock, SystemClock
from app.core.config import Settings
from app.core.database.safety import refuse_unsafe_role
from app.core.database.session import Database
from app.core.jobs.queue import JOBS_CHANNEL
from app.core.sealing import Sealer
from app.core.signing import KeyRing, Purpose
from app.files.storage import open_store
from app.mail.asking_dns import asking
from app.mail.outbox import MAIL_CHANNEL, MAIL_HOST
from app.mail.outgoing import MailTransport
from app.mail.rendering import shared_renderer
from app.mail.return_paths import ReturnPaths
from app.mail.transport.server import SmtpServer
from app.mail.transport.smtp import SmtpTransport
from app.webhooks.deliveries import CHANNEL as WEBHOOK_CHANNEL
from app.webhooks.destinations import resolving
from app.webhooks.posting import Poster
from app.webhooks.sending import Sending
from app.webhooks.switching_off import OffPost
from app.worker.arq_loop import ArqLoop
from app.worker.bell import Bell, listen
from app.worker.context import Ports
from app.worker.delivery import Delivery
from app.worker.drain import Drain
from app.worker.enclosures import Enclosures
from app.worker.job_loop import JobLoop
from app.worker.jobs import JOBS
from app.worker.ledger import Ledger
from app.worker.options import WorkerOptions
from app.worker.webhook_loop import WebhookLoop

log = structlog.get_logger()


async def run_worker(
    settings: Settings,
    stop: asyncio.Event,
    broker: ArqRedis | None = None,
    *,
    options: WorkerOptions | None = None,
    clock: Clock | None = None,
) -> None:
    """Work until `stop` is set; then finish the mails in hand, put everything else back, and return.

    Raises UnsafeDatabaseRole when the database role is too strong, and ValueError when SMTP_URL is not one.
    """
    database = Database.connect(
        settings.database_url,
        pool_size=settings.mail_connections + 8,
        application="cbot-worker",
        info={MAIL_HOST: settings.mail_host},
    )
    try:
        await refuse_unsafe_role(database)
        ports = Ports(
            settings=settings,
            database=database,
            clock=clock or SystemClock(),
            storage=open_store(settings.files_url, settings.data_dir),
            keys=KeyRing.parse(settings.secret_keys),
            ask_dns=asking(settings.dns_server),
            payments=payment_service(settings),
        )
        await _work(ports, stop, broker, options or WorkerOptions())
    finally:
        await database.close()


async def _work(ports: Ports, stop: asyncio.Event, broker: ArqRedis | None, options: WorkerOptions) -> None:
    mail, jobs, hooks = Bell(stop), Bell(stop), Bell(stop)
    drain = _drain(ports, mail, options)
    log.info("worker_started", worker=worker_name())
    async with asyncio.TaskGroup() as group:
        group.create_task(drain.run())
        group.create_task(JobLoop(ports, JOBS, options, jobs).run())
        group.create_task(_webhooks(ports, hooks, options).run())
        bells = {MAIL_CHANNEL: mail, JOBS_CHANNEL: jobs, WEBHOOK_CHANNEL: hooks}
        group.create_task(listen(ports.settings.database_url, bells, stop))
        group.create_task(ArqLoop(ports, {"mail": mail, "jobs": jobs, "webhooks": hooks}, stop, broker).run())
    log.info("worker_stopped", worker=worker_name())


def _drain(ports: Ports, bell: Bell, options: WorkerOptions) -> Drain:
    settings = ports.settings
    delivery = Delivery(
        database=ports.database,
        ledger=Ledger(ports.database, ports.clock, options.lease, settings.mail_connections),
        enclosures=Enclosures(ports.database, ports.storage),
        clock=ports.clock,
        options=options,
        sender=settings.mail_from,
        paths=ReturnPaths(ports.keys, settings.bounce_address),
        worker=worker_name(),
    )
    return Drain(delivery, make_transports(settings, options), bell)


def _webhooks(ports: Ports, bell: Bell, options: WorkerOptions) -> WebhookLoop:
    settings = ports.settings
    sending = Sending(
        database=ports.database,
        clock=ports.clock,
        poster=Poster(
            loopback=settings.webhooks_to_loopback,
            seconds=options.webhook_seconds,
            resolve=resolving(settings.dns_server),
        ),
        sealer=Sealer(ports.keys, Purpose.WEBHOOK_SECRET),
        schedule=options.webhook_schedule,
        post=OffPost(shared_renderer(), settings.public_url),
    )
    return WebhookLoop(ports.database, ports.clock, sending, options, bell)


def make_transports(settings: Settings, options: WorkerOptions) -> list[MailTransport]:
    """One kept connection per hand; raises ValueError when SMTP_URL names no mail server."""
    server = SmtpServer.parse(settings.smtp_url)
    return [SmtpTransport(server, answer_seconds=options.answer_seconds) for _ in range(settings.mail_connections)]


def worker_name() -> str:
    """Machine and process, as tries are noted under."""
    return f"{socket.gethostname()}:{os.getpid()}"
