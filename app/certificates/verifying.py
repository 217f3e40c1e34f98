"""Whether a certificate is genuine and in force (R-PRC-02): for anyone who has its code, and nothing more than that."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Date, Text, bindparam, column, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

PATH = "/certificaat"
_CODE = re.compile(r"[A-Za-z0-9_-]{22}")
_LOOK_UP = (
    text("select * from certificate_by_code(:code, :now)")
    .bindparams(bindparam("code", type_=Text()), bindparam("now", type_=TIMESTAMP(timezone=True)))
    .columns(
        column("state"),
        column("holder_name"),
        column("type_name"),
        column("issued_on", Date),
        column("expires_on", Date),
        column("erased"),
    )
)


@dataclass(frozen=True)
class Verified:
    """All that the page says of a certificate."""

    state: Literal["valid", "expired", "revoked"]
    holder_name: str
    type_name: str
    issued_on: date
    expires_on: date | None
    erased: Literal["request", "term"] | None
    """Why the holder's data are no longer kept (R-ACC-04)."""


def verification_url(public_url: str, code: str) -> str:
    """The address in the QR code."""
    return f"{public_url}{PATH}/{code}"


async def verify(connection: AsyncConnection, code: str, now: datetime) -> Verified | None:
    """What the certificate with this code is now, whoever issued it; None for a code that is none of ours."""
    if not _CODE.fullmatch(code):
        return None
    row = (await connection.execute(_LOOK_UP, {"code": code, "now": now})).one_or_none()
    return Verified(**row._mapping) if row else None
