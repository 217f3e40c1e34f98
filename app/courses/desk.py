"""For whom, by whom and when a use-case works: what every change of a course needs to know of its surroundings."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.core.errors import ModuleNotActive
from app.courses.errors import ExternalCoursesOnly
from app.events.audit import Actor
from app.providers.modules import Module


@dataclass(frozen=True)
class Desk:
    """The provider at whose desk the work is done, the person doing it, and the clock on its wall."""

    provider_id: UUID
    is_institute: bool
    modules: frozenset[str]
    actor: Actor
    now: datetime
    today: date
    """The day in the provider's time zone."""

    def require_kind(self, kind: str) -> None:
        """Raise ExternalCoursesOnly (R-EXT-01) or ModuleNotActive (R-MOD-02) when such a course cannot be booked."""
        if kind == "certified" and not self.is_institute:
            raise ExternalCoursesOnly("Only CIBOT institutes book certified courses.")
        if kind == "external" and Module.EXTERNAL_COURSES not in self.modules:
            raise ModuleNotActive(Module.EXTERNAL_COURSES)
