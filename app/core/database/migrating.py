"""Brings the database to the newest revision, from a process instead of the alembic command."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

ROOT = Path(__file__).resolve().parents[3]


def alembic_config(owner_url: str) -> Config:
    """The project's alembic configuration for the database at `owner_url` (as the owner of the tables)."""
    config = Config(ROOT / "alembic.ini")
    config.attributes["url"] = owner_url
    return config


def migrate(owner_url: str, revision: str = "head") -> None:
    """Upgrade to `revision`. Blocking, and it needs a thread of its own where an event loop runs."""
    command.upgrade(alembic_config(owner_url), revision)


def knows(revision: str) -> bool:
    """Whether this version has a migration of that name."""
    return any(
        script.revision == revision for script in ScriptDirectory.from_config(alembic_config("")).walk_revisions()
    )
