"""`cbot reminders`: the day's reminders, by hand."""

from uuid import UUID

from app.core.clock import SystemClock
from app.core.config import Settings
from app.core.database.session import Database
from app.core.signing import KeyRing, LinkSigner
from app.mail.rendering import shared_renderer
from app.reminders.planning import Post
from app.reminders.running import providers_due, run_reminders


async def remind(settings: Settings, provider_id: UUID | None) -> list[str]:
    """Send what is due: of one provider at once, or of all where it is time; a line for each. Again sends nothing."""
    import app.registry  # noqa: F401  # so that every relationship between tables is known

    database, now = Database.connect(settings.database_url, pool_size=2), SystemClock().now()
    post = Post(shared_renderer(), LinkSigner(KeyRing.parse(settings.secret_keys)), settings.public_url)
    try:
        if provider_id is not None:
            chosen = [provider_id]
        else:
            async with database.platform() as session:
                chosen = await providers_due(session, now)
        told = []
        for each in chosen:
            mails = await run_reminders(database, each, post, now=now, at_once=provider_id is not None)
            told.append(f"{each}: {'another worker is at it' if mails is None else f'{mails} mails'}")
        return told or ["Nothing is due."]
    finally:
        await database.close()
