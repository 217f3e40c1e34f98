"""`cbot …`: the commands with which a person or a container starts and keeps the portal.

Each command imports what it needs when it runs, so that none pays for another's libraries.
"""

import asyncio
import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from app.core.config import Settings

cli = typer.Typer(
    help="C-BOT: the portal for training providers.", no_args_is_help=True, pretty_exceptions_enable=False
)


@cli.command()
def run() -> None:
    """Start everything in one process: database (unless DATABASE_URL names one), API, worker, mail catcher."""
    from app.cli.portal import run_portal
    from app.core.logs import configure_logging

    settings = Settings.load()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.data_dir / "cbot.log").open("a", buffering=1, encoding="utf-8") as log:
        configure_logging(log)
        run_portal(settings)


@cli.command()
def api() -> None:
    """Serve the API; any number of these may run."""
    from app.cli.processes import serve_api
    from app.core.logs import configure_logging

    configure_logging(sys.stdout)
    serve_api(Settings.load())


@cli.command()
def worker() -> None:
    """Deliver mail and do long work; any number of these may run."""
    from app.cli.processes import work
    from app.core.logs import configure_logging

    configure_logging(sys.stdout)
    asyncio.run(work(Settings.load()))


@cli.command()
def migrate(revision: Annotated[str, typer.Argument(help="The revision to reach.")] = "head") -> None:
    """Bring the database (DATABASE_OWNER_URL) to a revision."""
    from app.core.database.migrating import migrate as upgrade

    upgrade(_required(Settings.load().database_owner_url, "DATABASE_OWNER_URL"), revision)


@cli.command()
def provision(
    admin_url: Annotated[str, typer.Option(envvar="DATABASE_ADMIN_URL", help="A superuser's address of the server.")],
    database: Annotated[str, typer.Option(help="The database to make.")] = "cbot",
    owner_password: Annotated[str, typer.Option(envvar="CBOT_OWNER_PASSWORD")] = "",
    app_password: Annotated[str, typer.Option(envvar="CBOT_APP_PASSWORD")] = "",
) -> None:
    """Make the roles cbot_owner, cbot_app and cbot_doors, and the database; again changes nothing."""
    from app.core.database.provisioning import APP, OWNER
    from app.core.database.provisioning import provision as make

    given = {OWNER: owner_password, APP: app_password}
    asyncio.run(make(admin_url, database, {role: password for role, password in given.items() if password}))
    print(f"The roles and the database {database} are there.")


@cli.command()
def openapi(output: Annotated[Path | None, typer.Option(help="Write to this file instead.")] = None) -> None:
    """Print the OpenAPI document of the running version."""
    from app.cli.processes import openapi_document

    text = openapi_document()
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


@cli.command()
def reminders(
    provider: Annotated[UUID | None, typer.Argument(help="Send this provider's at once, whatever the time.")] = None,
) -> None:
    """Send the reminders that are due today and have not gone out; the worker does so by itself, from 08:00."""
    from app.cli.reminding import remind

    for line in asyncio.run(remind(Settings.load(), provider)):
        print(line)


@cli.command()
def doctor() -> None:
    """Check what the portal depends on: database, queue, mail server, clock, disk."""
    from app.cli.doctor import examine

    if not asyncio.run(examine(Settings.load())):
        raise typer.Exit(1)


@cli.command()
def backup(
    path: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
    admin_url: Annotated[str, typer.Option(envvar="DATABASE_ADMIN_URL", help="An administrator's address.")] = "",
) -> None:
    """Write all rows, as of one moment, and all files into one file, while the portal runs."""
    from app.cli.backing_up import back_up

    raise typer.Exit(back_up(Settings.load(), path, admin_url))


@cli.command()
def restore(
    path: Annotated[Path, typer.Argument(help="A file that `cbot backup` wrote.")],
    admin_url: Annotated[str, typer.Option(envvar="DATABASE_ADMIN_URL", help="A superuser's address.")] = "",
) -> None:
    """Put a backup into an empty database; outgoing mail stays paused until the operator lets it go."""
    from app.cli.backing_up import put_back

    raise typer.Exit(put_back(Settings.load(), path, admin_url))


@cli.command()
def bounce(
    recipient: Annotated[
        list[str] | None, typer.Option(help="The envelope's recipient; without it the headers say so.")
    ] = None,
) -> None:
    """Take in undeliverable mail from the standard input, as a mail server's pipe; asks it to wait while we cannot."""
    from app.cli.bouncing import take_in_from

    raise typer.Exit(asyncio.run(take_in_from(sys.stdin.buffer, recipient or [], Settings.load())))


def main() -> None:
    """The entry point `cbot`."""
    cli()


def _required(value: str, name: str) -> str:
    if not value:
        raise typer.BadParameter(f"Set {name}.")
    return value
