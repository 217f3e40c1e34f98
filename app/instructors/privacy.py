"""Whose address a provider may see: a registered instructor's only if he agreed (R-INS-02)."""

from collections.abc import Iterable

from sqlalchemy import ARRAY, Text, any_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.instructors.models import Instructor

_HIDDEN = select(func.lower(Instructor.email)).where(
    Instructor.email_visible.is_(False), func.lower(Instructor.email) == any_(bindparam("addresses", type_=ARRAY(Text)))
)


async def hidden_addresses(session: AsyncSession, addresses: Iterable[str]) -> frozenset[str]:
    """Those of the addresses, in lower case, whose instructor did not agree to show them."""
    wanted = sorted({address.lower() for address in addresses})
    return frozenset(await session.scalars(_HIDDEN, {"addresses": wanted})) if wanted else frozenset()
