"""Taking a mailing back while its mails are held, and sending again what failed (R-INV-04)."""

from uuid import UUID

from app.events.audit import record
from app.events.changes import announce
from app.invitations.errors import TooLateToUndo
from app.invitations.models import Mailing
from app.invitations.repository import MailingRepository
from app.invitations.sending import Desk, cause_of
from app.mail.outbox import cancel_held


async def undo_mailing(desk: Desk, mailing_id: UUID) -> Mailing:
    """Take a mailing back: none of its mails leaves, nobody was invited by it. Twice is the same as once.

    Raises MailingNotFound, and TooLateToUndo once the time to undo is over.
    """
    mailing = await MailingRepository(desk.session).mailing(mailing_id, lock=True)
    if mailing.state == "cancelled":
        return mailing
    if desk.now >= mailing.release_at:
        raise TooLateToUndo("The mails have left.", releaseAt=mailing.release_at.isoformat())
    mailing.state = "cancelled"
    taken_back = await cancel_held(desk.session, cause_of(mailing), now=desk.now)
    await record(
        desk.session, desk.actor, "mailing.undone", "mailing", mailing.id, now=desk.now, changes={"mails": taken_back}
    )
    await announce(desk.session, "enrolments", mailing.course_id)
    await announce(desk.session, "mails")
    return mailing
