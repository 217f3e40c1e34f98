"""Words to mail, and a course whose trainees they can be mailed to."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from httpx import AsyncClient
from sqlalchemy import select

from app.mail.models import OutboxMail
from app.providers.models import Provider
from tests.app.templates.documents import chip, document, paragraph, text
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

WORDS = {
    "subject": document(paragraph(text("Uitnodiging "), chip("courseType"))),
    "body": document(paragraph(text("Beste "), chip("traineeFirstName"), text(","))),
}


@dataclass
class MailingStage:
    """A planner with a course full of trainees."""

    portal: Portal
    provider: Provider
    planner: AsyncClient
    course_id: UUID
    enrolment_ids: list[UUID]

    async def send(self, client: AsyncClient | None = None, **fields: Any) -> Any:
        """Send the mailing, as the planner unless told otherwise."""
        headers = fields.pop("headers", {})
        url = f"/api/v1/courses/{self.course_id}/mailings"
        return await (client or self.planner).post(url, json={**WORDS, **fields}, headers=headers)

    async def mails(self) -> list[OutboxMail]:
        """Everything in the outbox."""
        async with self.portal.services.database.tenant(self.provider.id) as session:
            return list(await session.scalars(select(OutboxMail)))


async def mailing_stage(portal: Portal, trainees: int = 3) -> MailingStage:
    """A planner of De Linde, and a course of so many trainees of whom the first is a customer's."""
    provider = await portal.provider(name="De Linde")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, max_trainees=1000)
        customer = await make_customer(session, provider, contact_email="kees@smit.example")
        people = [
            await make_trainee(session, provider, customer=customer if number == 0 else None)
            for number in range(trainees)
        ]
        enrolments = [await make_enrolment(session, course, person) for person in people]
    return MailingStage(portal, provider, await portal.login(provider), course.id, [each.id for each in enrolments])
