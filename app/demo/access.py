"""Who may come into the demo, as the terminal shows it and as `demo.json` keeps it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

OPERATOR_EMAIL = "operator@cibot-demo.example"
ROLES = {"admin": "beheerder", "planner": "planner", "viewer": "meekijker"}


@dataclass(frozen=True)
class DemoUser:
    """A login."""

    email: str
    what: str


@dataclass(frozen=True)
class DemoProvider:
    """One of the demo's providers. Its id never changes, so that links to it stay good."""

    key: str
    id: UUID
    name: str
    domain: str

    def email(self, role: str) -> str:
        """The login of the user with a role."""
        return f"{role}@{self.domain}"


INSTITUTE = DemoProvider(
    "A", UUID("01890000-0000-7000-8000-00000000000a"), "Opleidingshuis De Linde", "delinde-demo.example"
)
OUTSIDER = DemoProvider(
    "B", UUID("01890000-0000-7000-8000-00000000000b"), "Veilig Werken Noord", "vwnoord-demo.example"
)
PROVIDERS = (INSTITUTE, OUTSIDER)


@dataclass(frozen=True)
class DemoAccess:
    """The demo's logins with their one password."""

    password: str

    def users(self) -> Iterator[DemoUser]:
        """Every login, in the order in which a person would try them."""
        for provider in PROVIDERS:
            for role, word in ROLES.items():
                yield DemoUser(provider.email(role), f"{word} bij {provider.name} ({provider.key})")
        yield DemoUser(OPERATOR_EMAIL, "CIBOT-administratie")

    def as_json(self, *, base_url: str, mail_folder: str) -> str:
        """The content of `demo.json`."""
        content = {
            "baseUrl": base_url,
            "mailDir": mail_folder,
            "operator": self._login(OPERATOR_EMAIL),
            "providers": [self._provider(provider) for provider in PROVIDERS],
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    def _provider(self, provider: DemoProvider) -> dict[str, object]:
        users = {role: self._login(provider.email(role)) for role in ROLES}
        return {"key": provider.key, "id": str(provider.id), "name": provider.name, "users": users}

    def _login(self, email: str) -> dict[str, str]:
        return {"email": email, "password": self.password}
