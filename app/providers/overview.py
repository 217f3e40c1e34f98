"""What the operator sees of all providers: how they are set up, never what is in them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.providers.modules import active_modules

_PROVIDERS = text("select * from operator_providers(:now)")


@dataclass(frozen=True)
class ProviderSummary:
    """A provider from the outside."""

    id: UUID
    name: str
    email: str
    state: str
    is_cibot_institute: bool
    modules: list[str]
    users: int
    courses: int
    created_at: datetime
    last_login_at: datetime | None


async def list_providers(session: AsyncSession, now: datetime) -> list[ProviderSummary]:
    """Every provider that was let in, those among them that are suspended or ended, by name."""
    rows = (await session.execute(_PROVIDERS, {"now": now})).mappings()
    return [
        ProviderSummary(**{**row, "modules": sorted(_modules(row["modules"], row["is_cibot_institute"]))})
        for row in rows
    ]


def _modules(switched_on: list[str], is_cibot_institute: bool) -> frozenset[str]:
    return active_modules(switched_on, is_cibot_institute=is_cibot_institute)
