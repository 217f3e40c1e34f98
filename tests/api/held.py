"""A held course with its planner, for the tests of processing and of certificates."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
from httpx import AsyncClient, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.courses.models import Course, Enrolment
from app.providers.models import Provider
from tests.factories.processing import make_held_course
from tests.factories.tenants import act_for
from tests.portal import Portal


async def rows(portal: Portal, course: Course) -> list[dict[str, Any]]:
    """The certificates of a course as they are in the database, in the order of their numbers."""
    connection = await asyncpg.connect(portal.database.admin_url)
    try:
        found = await connection.fetch("select * from certificate where course_id = $1 order by number", course.id)
    finally:
        await connection.close()
    return [dict(row) for row in found]


@dataclass(frozen=True)
class Held:
    """A planner at a provider with a held course."""

    portal: Portal
    provider: Provider
    planner: AsyncClient
    course: Course
    enrolments: list[Enrolment]

    @property
    def url(self) -> str:
        """The course's address."""
        return f"/api/v1/courses/{self.course.id}"

    async def process(self) -> Response:
        """Press the button."""
        return await self.planner.post(f"{self.url}/processing")

    async def mark(self, which: int, **mark: Any) -> Response:
        """Mark one trainee."""
        body = {"enrolmentIds": [str(self.enrolments[which].id)], **mark}
        return await self.planner.post(f"{self.url}/enrolments/marks", json=body)

    async def correct(self, which: int, **mark: Any) -> Response:
        """Correct one trainee's marks."""
        body = {"enrolmentIds": [str(self.enrolments[which].id)], **mark}
        return await self.planner.post(f"{self.url}/corrections", json=body)

    async def certificates(self, **query: str) -> list[dict[str, Any]]:
        """The course's certificates as the API lists them, in the order of their numbers."""
        answer = await self.planner.get("/api/v1/certificates", params={"courseId": str(self.course.id), **query})
        assert answer.status_code == 200, answer.text
        return sorted(answer.json()["items"], key=lambda each: int(each["number"]))

    async def view(self) -> dict[str, Any]:
        """The checklist."""
        body: dict[str, Any] = (await self.planner.get(f"{self.url}/processing")).json()
        return body

    async def rows(self) -> list[dict[str, Any]]:
        """The course's certificates."""
        return await rows(self.portal, self.course)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session of the provider in which factories make rows."""
        async with self.portal.writing() as session:
            await act_for(session, self.provider.id)
            yield session


async def held(portal: Portal, *marks: dict[str, Any], provider: Provider | None = None, **columns: Any) -> Held:
    """A held course with a trainee per set of marks."""
    provider = provider or await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course, enrolments = await make_held_course(session, provider, marks, **columns)
    return Held(portal, provider, await portal.login(provider), course, enrolments)
