"""The second step itself (R-ACC-02): a code that an app on the phone shows, or one of the recovery codes.

A code counts once: each is of a step of thirty seconds, and no step is taken again, nor an earlier one.
"""

import hmac
import secrets
from datetime import datetime
from uuid import UUID

import pyotp
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.callers import digest
from app.accounts.errors import SecondStepNeeded, WrongCode
from app.accounts.models import RecoveryCode, SecondFactor, User, UserSession
from app.core.sealing import SealBroken, Sealer

RECOVERY_CODES = 10
_STEP_SECONDS = 30
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike."""


async def require_code(session: AsyncSession, user: User, code: str, sealer: Sealer, *, now: datetime) -> None:
    """Take the code of a user who showed his password; nothing where he logs in in one step.

    Raises SecondStepNeeded without a code, and WrongCode for one that does not fit or was used before.
    """
    factor = await factor_of(session, user.id)
    if factor is None or factor.confirmed_at is None:
        return
    if not code.strip():
        raise SecondStepNeeded("Type the code of your app.")
    if not fits(factor, code, sealer, now) and not await _use_recovery_code(session, user.id, code, now):
        raise WrongCode("This is not the code of this moment.")
    await session.flush()


async def remove_second_step(session: AsyncSession, user_id: UUID, *, keep: UUID | None = None) -> bool:
    """Ask for no code any more, and end the user's sessions but one; whether a code was asked for until now."""
    factor = await factor_of(session, user_id)
    await session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    await session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
    if factor is None or factor.confirmed_at is None:
        return False
    await session.execute(
        delete(UserSession).where(UserSession.user_id == user_id, UserSession.id.is_distinct_from(keep))
    )
    return True


async def factor_of(session: AsyncSession, user_id: UUID) -> SecondFactor | None:
    """The secret of a user, if there is one; locked, so that two logins at once do not take the same code."""
    return await session.scalar(select(SecondFactor).where(SecondFactor.user_id == user_id).with_for_update())


def fits(factor: SecondFactor, code: str, sealer: Sealer, now: datetime) -> bool:
    """Whether the code is of this step, the one before or the one after, and of none that was taken; then it is taken."""
    try:
        secret = sealer.open(factor.secret, factor.user_id.bytes)
    except SealBroken:
        return False
    typed, present = _bare(code), int(now.timestamp()) // _STEP_SECONDS
    totp = pyotp.TOTP(secret.decode())
    for step in (present, present - 1, present + 1):
        if step > factor.last_step and hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode()):
            factor.last_step = step
            if sealer.is_stale(factor.secret):
                factor.secret = sealer.seal(secret, factor.user_id.bytes)
            return True
    return False


async def _use_recovery_code(session: AsyncSession, user_id: UUID, code: str, now: datetime) -> bool:
    used = await session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_hash == digest(_bare(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    return used.first() is not None


def make_recovery_codes(user_id: UUID) -> tuple[list[str], list[RecoveryCode]]:
    """Codes to show once, and the rows that keep their hashes."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    return codes, [RecoveryCode(user_id=user_id, code_hash=digest(_bare(each))) for each in codes]


def _recovery_code() -> str:
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def _bare(code: str) -> str:
    """As it was made, however it is typed."""
    return "".join(character for character in code.casefold() if character.isalnum())
