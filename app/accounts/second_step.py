"""Switching logging in in two steps on and off (R-ACC-02)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.codes import factor_of, fits, make_recovery_codes, remove_second_step, require_code
from app.accounts.errors import SecondStepNeeded, SecondStepOn, WrongCode
from app.accounts.login import note_attempt
from app.accounts.models import RecoveryCode, SecondFactor, UserSession
from app.accounts.own_account import forget_attempts, own_account, prove_password
from app.accounts.telling import tell_second_step
from app.core.database.session import Database
from app.core.errors import Invalid
from app.core.sealing import Sealer
from app.events.audit import Actor
from app.mail.rendering import MailRenderer

ISSUER = "C-BOT"


@dataclass(frozen=True, slots=True)
class SecondStep:
    """How things stand: since when a code is asked for (None: it is not), and how many recovery codes are left."""

    since: datetime | None
    recovery_codes_left: int


@dataclass(frozen=True, slots=True)
class NewSecret:
    """What the app on the phone has to know: the secret to type, and the address to scan."""

    secret: str
    address: str


async def second_step(session: AsyncSession, user_id: UUID) -> SecondStep:
    """Whether this user logs in in two steps."""
    factor = await factor_of(session, user_id)
    left = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return SecondStep(factor.confirmed_at if factor else None, await session.scalar(left) or 0)


async def begin_second_step(
    database: Database, actor: Actor, sealer: Sealer, *, current: str, address: str, now: datetime
) -> NewSecret:
    """Make a secret, which counts once a code of it was typed; needs the present password.

    Raises what `prove_password` raises, and SecondStepOn.
    """
    await prove_password(database, actor, current, address, now=now)
    secret = pyotp.random_base32()
    async with own_account(database, actor) as own:
        factor = _unless_on(await factor_of(own.session, own.user.id))
        if factor is None:
            factor = SecondFactor(user_id=own.user.id)
            own.session.add(factor)
        factor.secret, factor.created_at, factor.last_step = sealer.seal(secret.encode(), own.user.id.bytes), now, 0
        return NewSecret(secret, pyotp.TOTP(secret).provisioning_uri(name=own.user.email, issuer_name=ISSUER))


async def confirm_second_step(
    database: Database,
    actor: Actor,
    session_id: UUID,
    sealer: Sealer,
    *,
    code: str,
    address: str,
    renderer: MailRenderer,
    now: datetime,
) -> list[str]:
    """Ask for a code from now on, and end the user's other sessions; gives the recovery codes, which are shown this once.

    Raises SecondStepOn, Invalid at `/code`, and TooManyAttempts.
    """
    guesses = await _note_guess(database, actor, address, now)
    async with own_account(database, actor) as own:
        factor = _unless_on(await factor_of(own.session, own.user.id))
        if factor is None or not fits(factor, code, sealer, now):
            raise _wrong()
        factor.confirmed_at = now
        codes, rows = make_recovery_codes(own.user.id)
        own.session.add_all(rows)
        await own.session.execute(
            delete(UserSession).where(UserSession.user_id == own.user.id, UserSession.id != session_id)
        )
        await own.log("user.second_step_on", now=now)
        if own.at_provider:
            await tell_second_step(own.session, own.user, renderer, on=True, now=now)
    await forget_attempts(database, guesses)
    return codes


async def leave_second_step(
    database: Database,
    actor: Actor,
    session_id: UUID,
    sealer: Sealer,
    *,
    current: str,
    code: str,
    address: str,
    renderer: MailRenderer,
    now: datetime,
) -> None:
    """Ask for no code any more; needs the password and a code, and ends the user's other sessions.

    Raises what `prove_password` raises, and Invalid at `/code`.
    """
    await prove_password(database, actor, current, address, now=now)
    guesses = await _note_guess(database, actor, address, now)
    async with own_account(database, actor) as own:
        try:
            await require_code(own.session, own.user, code, sealer, now=now)
        except (WrongCode, SecondStepNeeded) as error:
            raise _wrong() from error
        if await remove_second_step(own.session, own.user.id, keep=session_id):
            await own.log("user.second_step_off", now=now)
            if own.at_provider:
                await tell_second_step(own.session, own.user, renderer, on=False, now=now)
    await forget_attempts(database, guesses)


def _unless_on(factor: SecondFactor | None) -> SecondFactor | None:
    if factor is not None and factor.confirmed_at is not None:
        raise SecondStepOn("Logging in in two steps is on already.")
    return factor


def _wrong() -> Invalid:
    return Invalid.at("/code", "code_wrong", "This is not the code of this moment.")


async def _note_guess(database: Database, actor: Actor, address: str, now: datetime) -> str:
    """Codes are short: guesses are counted apart from passwords, so that a right password does not begin them anew."""
    guesses = f"code:{actor.id}"
    await note_attempt(database, guesses, address, now)
    return guesses
