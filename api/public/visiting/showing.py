"""The pages behind the link: the door with its code, what a contact person sees, and what a trainee sees."""

from typing import Any

from fastapi import Response

from api.public.pages import page
from api.public.visiting.letting_in import Guest
from app.reminders.kinds import ReminderKind
from app.reminders.opt_outs import Spared
from app.reminders.stop_links import make_stop_link
from app.visiting.letters import CODE_MINUTES
from app.visiting.links import make_form_nonce
from app.visiting.overview import certificates_of, courses_ahead, expiring, people_of

LONGEST_TEXT = 1000


def show_door(guest: Guest, *, sent: bool, notice: str | None = None, status: int = 200) -> Response:
    """Ask for a code, or for what it is; nothing personal shows here."""
    values = {
        "provider": guest.reader.provider,
        "action": guest.here.action,
        "sent": sent,
        "minutes": CODE_MINUTES,
        "notice": notice,
    }
    return page("visit_door", guest.reader.language, values, status=status)


async def show_own(
    guest: Guest, *, number: int = 1, notice: str | None = None, typed: str = "", status: int = 200
) -> Response:
    """The page itself."""
    reader, session, today = guest.reader, guest.session, guest.today
    values: dict[str, Any] = {
        "provider": reader.provider,
        "reader": reader,
        "action": guest.here.action,
        "nonce": make_form_nonce(guest.here.signer, guest.link, now=guest.here.now),
        "notice": notice,
        "typed": typed[:LONGEST_TEXT],
        "longest": LONGEST_TEXT,
        "courses": await courses_ahead(session, reader, today),
        "stop_url": stop_url(guest),
    }
    if reader.link.kind == "trainee":
        values["certificates"] = await certificates_of(session, reader, today)
        return page("visit_trainee", reader.language, values, status=status)
    values["expiring"] = await expiring(session, reader, today)
    values["people"] = await people_of(session, reader, today, number)
    return page("visit_contact", reader.language, values, status=status)


def stop_url(guest: Guest) -> str:
    """Where the reader asks for no more reminders."""
    reader = guest.reader
    if reader.link.kind == "trainee":
        spared = Spared(reader.link.reader_id, None, ReminderKind.TRAINEE_EXPIRY)
    else:
        spared = Spared(None, reader.customer_id, ReminderKind.CUSTOMER_EXPIRY)
    return make_stop_link(guest.here.signer, "", reader.link.provider_id, spared, now=guest.here.now)
