"""A course without an instructor, and what its staffing has sent so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from httpx import AsyncClient
from sqlalchemy import select

from app.courses.models import Course
from app.instructors.models import Instructor
from app.mail.models import OutboxBody, OutboxMail
from app.providers.models import Provider
from tests.factories.courses import make_course
from tests.factories.instructors import make_instructor
from tests.factories.tenants import act_for
from tests.portal import Portal

DAY = date(2027, 3, 1)


@dataclass(frozen=True)
class SentMail:
    """A mail of the outbox, as its reader sees it."""

    kind: str
    to: str
    subject: str
    text: str
    html: str
    calendar: bytes | None

    @property
    def link(self) -> str:
        """The path of the plain answer link."""
        found = re.search(r"http://portal\.test(/antwoord/[\w-]+)\s", self.text)
        assert found is not None
        return found.group(1)


@dataclass(frozen=True)
class Scene:
    """A provider's external course that has no instructor yet, a planner, and registered instructors."""

    portal: Portal
    provider: Provider
    course: Course
    planner: AsyncClient
    people: Sequence[Instructor]

    @property
    def url(self) -> str:
        """The course's address in the API."""
        return f"/api/v1/courses/{self.course.id}"

    async def invite(self, *people: Instructor) -> list[str]:
        """Ask these registered instructors; the ids of the requests."""
        body = {"instructors": [{"kind": "registered", "id": str(each.id)} for each in people]}
        answer = await self.planner.post(f"{self.url}/staffing-requests", json=body)
        assert answer.status_code == 201, answer.text
        return [each["id"] for each in answer.json()["items"]]

    async def act(self, request_id: str, act: str, **body: Any) -> dict[str, Any]:
        """Do something with a request that must succeed."""
        answer = await self.planner.post(f"{self.url}/staffing-requests/{request_id}/{act}", json=body or None)
        assert answer.status_code == 200, answer.text
        done: dict[str, Any] = answer.json()
        return done

    async def lines(self, **query: str) -> dict[str, dict[str, Any]]:
        """The lines of **Instructeurs beheren**, by the instructor's id."""
        answer = await self.planner.get(f"{self.url}/staffing", params=query)
        assert answer.status_code == 200, answer.text
        return {each["instructor"]["id"]: each for each in answer.json()["items"]}

    async def mails(self, kind: str) -> list[SentMail]:
        """What was queued of a kind, in order."""
        statement = (
            select(OutboxMail, OutboxBody)
            .join(OutboxBody, OutboxBody.mail_id == OutboxMail.id)
            .where(OutboxMail.kind == kind)
            .order_by(OutboxMail.id)
        )
        async with self.portal.services.database.tenant(self.provider.id) as session:
            rows = (await session.execute(statement)).all()
        return [
            SentMail(mail.kind, mail.recipient_email, mail.subject, body.text, body.html, body.calendar)
            for mail, body in rows
        ]

    async def press(self, link: str, answer: str, **typed: str) -> int:
        """Open the link and press a button on the page, as a person does; the status of the answer."""
        visitor = self.portal.anonymous()
        form = hidden_fields((await visitor.get(link)).text) | {"answer": answer} | typed
        return (await visitor.post(link, data=form)).status_code


def hidden_fields(html: str) -> dict[str, str]:
    """What the form of an answer page sends along."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


async def open_scene(portal: Portal, *, people: int = 3, **columns: Any) -> Scene:
    """Set the scene: `people` instructors, and a course of one day unless `days` says otherwise."""
    async with portal.owning() as owner:
        instructors = [await make_instructor(owner, family_name=f"Docent {number}") for number in range(people)]
    provider = await portal.provider(name="Opleidingen De Brug")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, **{"days": (DAY,), "location_text": "Zaal 3, Ede", **columns})
    return Scene(portal, provider, course, await portal.login(provider), instructors)
