"""Mailing an instructor the link to his own page, to his own address only.

The page shows his bookings at every provider, so that whoever holds one provider's answer link must not come by it: the
link leaves by mail alone, and the words of that mail are shown to no provider (`FOR_THE_READER_ALONE`).
"""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.instructors.models import Instructor
from app.instructors.people import InstructorContact
from app.mail.addresses import check_address
from app.mail.brand import PORTAL
from app.mail.language import as_language
from app.mail.message import compose
from app.mail.outbox import AT_ONCE, Cause, queue
from app.mail.system_mails import InstructorPageMail
from app.staffing.course import StaffedCourse
from app.staffing.errors import StaffingRequestUnknown
from app.staffing.mails import Post
from app.staffing.own_links import OWN_LIFE, OwnLink, make_own_link

_GENERATION = select(Instructor.page_generation).where(
    Instructor.id == bindparam("id"), Instructor.suspended_at.is_(None)
)


async def mail_own_page(
    session: AsyncSession, course: StaffedCourse, instructor: InstructorContact, post: Post, *, now: datetime
) -> None:
    """Queue the mail, once an hour at most; raises StaffingRequestUnknown for an external or suspended instructor."""
    generation = await session.scalar(_GENERATION, {"id": instructor.ref.id})
    if generation is None or instructor.ref.kind != "registered":
        raise StaffingRequestUnknown("This instructor has no page.")
    url = make_own_link(post.signer, post.base_url, OwnLink(instructor.ref.id, generation), now=now)
    message = compose(
        post.renderer,
        InstructorPageMail(instructor.name, url, (now + OWN_LIFE).date()),
        to=check_address(instructor.email, name=instructor.name),
        brand=PORTAL,
        language=as_language(instructor.locale),
    )
    key = f"own:{instructor.ref.id}:{generation}:{now:%Y-%m-%dT%H}"
    await queue(
        session,
        message,
        dedupe_key=key,
        cause=Cause("instructor", instructor.ref.id, course.id),
        now=now,
        priority=AT_ONCE,
    )
