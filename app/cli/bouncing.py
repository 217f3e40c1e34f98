"""`cbot bounce`: the way in for mail that came back, behind whatever mail server takes it (a pipe or an alias)."""

from collections.abc import Sequence
from typing import BinaryIO

from sqlalchemy.exc import DBAPIError

import app.registry  # noqa: F401  # so that every relationship between tables is known
from app.bounces.taking_in import take_in
from app.core.clock import SystemClock
from app.core.config import Settings
from app.core.database.session import Database
from app.core.signing import KeyRing
from app.mail.return_paths import ReturnPaths

LARGEST = 2 * 1024 * 1024
"""Bytes that are read of a report; what it returns of the mail itself is of no interest."""
OK, TRY_LATER = 0, 75
"""What mail servers expect of a pipe (sysexits): taken, or keep it and try again."""


async def take_in_from(source: BinaryIO, recipients: Sequence[str], settings: Settings) -> int:
    """Read one mail and take it in; returns the code with which the process ends."""
    database = Database.connect(settings.database_url, pool_size=1, application="cbot-bounce")
    paths = ReturnPaths(KeyRing.parse(settings.secret_keys), settings.bounce_address)
    try:
        mails = await take_in(database, paths, source.read(LARGEST), recipients, now=SystemClock().now())
    except (DBAPIError, OSError) as problem:
        print(f"Not now: {type(problem).__name__}")
        return TRY_LATER
    finally:
        await database.close()
    print(f"{mails} mail(s) marked" if mails else "No report about a mail of ours")
    return OK
