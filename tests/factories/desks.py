"""The desk at which a use-case works in a test."""

from datetime import UTC, datetime

from app.courses.desk import Desk
from app.events.audit import SYSTEM
from app.providers.models import Provider
from tests.factories.tenants import ALL_MODULES

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def desk_for(provider: Provider, *, now: datetime = NOW, modules: tuple[str, ...] = ALL_MODULES) -> Desk:
    """The system itself, working for a provider."""
    return Desk(
        provider_id=provider.id,
        is_institute=provider.is_cibot_institute,
        modules=frozenset({"core", *modules}),
        actor=SYSTEM,
        now=now,
        today=now.date(),
    )
