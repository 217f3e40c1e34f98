"""Invitations that were queued, without going through a dialog."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.courses.models import Course, Enrolment
from app.invitations.models import Invitation, Mailing
from app.mail.outbox import SINGLE, queue_many
from tests.factories.mails import make_dispatch


async def invite(
    session: AsyncSession, course: Course, enrolments: list[Enrolment], *, now: datetime
) -> Sequence[UUID | None]:
    """One mailing that invited these enrolments, by one mail each: the ids of those mails."""
    mailing = Mailing(
        provider_id=course.provider_id,
        course_id=course.id,
        audience="trainees",
        subject={},
        body={},
        fingerprint=str(course.id),
        cc=[],
        attachments=[],
        state="released",
        release_at=now,
        mail_count=len(enrolments),
        created_at=now,
    )
    session.add(mailing)
    await session.flush()
    mails = await queue_many(session, [make_dispatch() for _ in enrolments], now=now, priority=SINGLE)
    session.add_all(
        Invitation(
            provider_id=course.provider_id,
            mailing_id=mailing.id,
            enrolment_id=enrolment.id,
            mail_id=mail,
            created_at=now,
        )
        for enrolment, mail in zip(enrolments, mails, strict=True)
    )
    await session.flush()
    return mails
