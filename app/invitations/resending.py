"""Sending a mail again, so that the invitation that it carried follows the new mail (R-INV-04)."""

from uuid import UUID

from sqlalchemy import bindparam, update

from app.core.database.session import bound_provider
from app.events.audit import record
from app.events.changes import announce
from app.invitations.models import Invitation
from app.invitations.sending import Desk
from app.mail.resending import resend

_FOLLOW = (
    update(Invitation)
    .where(Invitation.provider_id == bindparam("provider"), Invitation.mail_id == bindparam("old"))
    .values(mail_id=bindparam("new"))
)


async def resend_mail(desk: Desk, mail_id: UUID) -> UUID:
    """Send the same words to the same person anew; returns the new mail's id.

    Raises MailNotFound, and MailNotResendable while the mail is still on its way.
    """
    again = await resend(desk.session, mail_id, now=desk.now)
    connection = await desk.session.connection()
    await connection.execute(_FOLLOW, {"provider": bound_provider(desk.session), "old": mail_id, "new": again})
    await record(desk.session, desk.actor, "mail.resent", "mail", again, now=desk.now, changes={"of": str(mail_id)})
    await announce(desk.session, "mails")
    await announce(desk.session, "enrolments")
    return again
