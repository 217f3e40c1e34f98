"""The table of what happens by the clock. Each entry is a query of what is due: missed or doubled, it does no harm."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import bindparam, delete, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.models import LoginAttempt, UserSession
from app.core.jobs.runs import note_failure, note_success
from app.files.forgetting import forget_made_files, providers_with_old_files
from app.worker.calls import advance_calls
from app.worker.context import Ports
from app.worker.invoices import send_invoices
from app.worker.payments import ask_after_payments
from app.worker.reminders import send_reminders
from app.worker.retention import forget_trainees
from app.worker.senders import check_senders

log = structlog.get_logger()
_ONLY_ONE = text("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
_SWEEP = text("select outbox_sweep(:now)")
_FORGET = text("select forget_expired(:now)")
_FORGET_IMPORTS = text("select forget_imports(:now)")
_FORGET_MAILS = text("select forget_mails(:now, :limit)")
_AT_A_TIME = 2000
"""Mails of each provider, and deliveries of each webhook, that are forgotten in one go; the rest follows an hour later."""
_FORGET_MERGES = text("select forget_merges(:now)")
_FORGET_DELIVERIES = text("select forget_webhook_deliveries(:now, :limit)")
_FORGET_REGISTRATIONS = text("select forget_registrations(:now)")
_FORGET_SESSIONS = delete(UserSession).where(UserSession.expires_at < bindparam("now"))
_FORGET_LOGINS = delete(LoginAttempt).where(LoginAttempt.at < bindparam("yesterday"))


@dataclass(frozen=True, slots=True)
class Tick:
    """One entry: its name, the minutes of the hour at which it is due (None: every minute), and what it does."""

    name: str
    minutes: frozenset[int] | None
    act: Callable[[Ports, AsyncSession], Awaitable[None]]


async def _sweep_outbox(ports: Ports, session: AsyncSession) -> None:
    """Release mails of dead workers, also when this process delivers none."""
    await session.execute(_SWEEP, {"now": ports.clock.now()})


async def _forget_expired(ports: Ports, session: AsyncSession) -> None:
    """Delete sessions, login attempts and remembered answers whose time is over."""
    now = ports.clock.now()
    await session.execute(_FORGET, {"now": now})
    await session.execute(_FORGET_MERGES, {"now": now})
    await session.execute(_FORGET_SESSIONS, {"now": now})
    await session.execute(_FORGET_LOGINS, {"yesterday": now - timedelta(days=1)})


async def _forget_old(ports: Ports, session: AsyncSession) -> None:
    """Forget mails after their provider's term (R-MAIL-04), and lists of people and deliveries of webhooks after a month."""
    now = ports.clock.now()
    await session.execute(_FORGET_IMPORTS, {"now": now})
    await session.execute(_FORGET_MAILS, {"now": now, "limit": _AT_A_TIME})
    await session.execute(_FORGET_DELIVERIES, {"now": now, "limit": _AT_A_TIME})


async def _forget_made_files(ports: Ports, session: AsyncSession) -> None:
    """Delete the files that jobs made for somebody to fetch, a week after."""
    now = ports.clock.now()
    for provider_id in await providers_with_old_files(session, now):
        async with ports.database.tenant(provider_id) as own:
            await forget_made_files(own, ports.storage, now)


async def _forget_registrations(ports: Ports, session: AsyncSession) -> None:
    """Forget companies that never confirmed their address or were refused, with what they told."""
    await session.execute(_FORGET_REGISTRATIONS, {"now": ports.clock.now()})


TICKS = (
    Tick("advance_calls", None, advance_calls),
    Tick("sweep_outbox", None, _sweep_outbox),
    Tick("reminders", None, send_reminders),
    Tick("payments", None, ask_after_payments),
    Tick("invoices", frozenset({5}), send_invoices),
    Tick("forget_expired", frozenset({17}), _forget_expired),
    Tick("forget_old", frozenset({47}), _forget_old),
    Tick("forget_trainees", frozenset({37}), forget_trainees),
    Tick("check_senders", frozenset({27}), check_senders),
    Tick("forget_made_files", frozenset({42}), _forget_made_files),
    Tick("forget_registrations", frozenset({52}), _forget_registrations),
)


async def tick(ports: Ports, entry: Tick) -> bool:
    """Do one entry, unless another worker is just doing it; returns whether it was done here. A failure is noted, and raised."""
    try:
        async with ports.database.platform() as session:
            if not await session.scalar(_ONLY_ONE, {"name": f"tick:{entry.name}"}):
                return False
            await entry.act(ports, session)
            await note_success(session, entry.name, ports.clock.now())
    except Exception as error:
        async with ports.database.platform() as session:
            await note_failure(session, entry.name, type(error).__name__, ports.clock.now())
        raise
    log.debug("tick", name=entry.name)
    return True
