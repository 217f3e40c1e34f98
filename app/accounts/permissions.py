"""What each role may do. The same words are the scopes of API keys."""

from enum import StrEnum

_AREAS = (
    "courses",
    "certificates",
    "trainees",
    "customers",
    "instructors",
    "staffing",
    "templates",
    "mails",
    "settings",
    "certification-items",
    "webhooks",
)
_ADMIN_ONLY = frozenset(
    {
        "settings:write",
        "users:read",
        "users:write",
        "api-keys:read",
        "api-keys:write",
        "billing:read",
        "billing:write",
        "audit-log:read",
        "personal-data:read",
        "personal-data:write",
        "webhooks:read",
        "webhooks:write",
    }
)

_PLANNERS = frozenset({"history:read"})
"""What came of a single course, trainee or customer: for who works with it, while the whole log is the admin's."""

READ = frozenset(f"{area}:read" for area in _AREAS)
WRITE = frozenset(f"{area}:write" for area in _AREAS)
SCOPES = tuple(sorted(READ | WRITE))
"""The scopes that an API key can have; managing users and keys is left to people."""
_LOOKING = READ - _ADMIN_ONLY


class Role(StrEnum):
    """The role of a user at a provider; `operator` stands outside every provider, and `onlooker` is one who looks along."""

    ADMIN = "admin"
    PLANNER = "planner"
    VIEWER = "viewer"
    OPERATOR = "operator"
    ONLOOKER = "onlooker"


PERMISSIONS: dict[str, frozenset[str]] = {
    Role.ADMIN: READ | WRITE | _PLANNERS | _ADMIN_ONLY,
    Role.PLANNER: ((READ | WRITE) - _ADMIN_ONLY) | _PLANNERS,
    Role.VIEWER: _LOOKING,
    Role.OPERATOR: frozenset(),
    Role.ONLOOKER: _LOOKING,
}
