"""Lists that are written straight from their rows look exactly as they are documented."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from api.schemas import Listing
from api.v1.courses.schemas import CourseRow
from api.v1.enrolments.schemas import EnrolmentView
from app.mail.models import OutboxMail
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_external_instructor
from tests.factories.invitations import invite
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

WRITTEN: list[tuple[str, Any]] = [
    ("/api/v1/courses?limit=1", Listing[CourseRow]),
    ("/api/v1/courses/{course}/enrolments?limit=3", Listing[EnrolmentView]),
]


@pytest.mark.parametrize(("url", "model"), WRITTEN)
async def test_a_written_list_is_what_its_model_would_have_written(portal: Portal, url: str, model: Any) -> None:
    """R-CRS-07 R-INV-04: every field, in the form that the document gives; with a next page, and its address."""
    provider = await portal.provider()
    now = portal.clock.now()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        person, customer = await make_external_instructor(session, provider), await make_customer(session, provider)
        course = await make_course(
            session, provider, main=person, is_code95=True, days=(date(2027, 3, 1), date(2027, 3, 2))
        )
        await make_course(session, provider, number=2, days=(date(2027, 4, 1),), is_white_label=True)
        people = [await make_trainee(session, provider) for _ in range(4)]
        enrolments = [await make_enrolment(session, course, each, customer=customer) for each in people[:3]]
        enrolments[0].day_marks = {"2027-03-01": True}
        enrolments[1].attended, enrolments[1].passed = True, True
        enrolments.append(await make_enrolment(session, course, people[3], state="waiting"))
        sent, failed = await invite(session, course, enrolments[:2], now=now)
        for mail, state in (
            (sent, {"state": "sent", "sent_at": now}),
            (failed, {"state": "failed", "finished_at": now}),
        ):
            await session.execute(update(OutboxMail).where(OutboxMail.id == mail).values(**state))
    answer = await (await portal.login(provider)).get(url.format(course=course.id))
    assert answer.status_code == 200, answer.text
    read = model.model_validate_json(answer.content)
    assert read.model_dump(mode="json", by_alias=True) == answer.json()
    assert f"cursor={answer.json()['nextCursor']}" in answer.headers["link"]
