"""Lists that are written straight from their rows look exactly as they are documented."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from api.schemas import Listing
from api.v1.certificates.schemas import CertificateView
from api.v1.certification_items.schemas import ItemRow
from api.v1.courses.schemas import CourseRow
from api.v1.customers.schemas import CustomerRow
from api.v1.enrolments.schemas import EnrolmentView
from api.v1.instructors.schemas import InstructorView
from api.v1.mails.schemas import MailRow
from api.v1.trainees.schemas import TraineeRow
from app.mail.models import OutboxMail
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_certified_type, make_external_instructor, make_instructor
from tests.factories.invitations import invite
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

WRITTEN: list[tuple[str, Any]] = [
    ("/api/v1/courses?limit=1", Listing[CourseRow]),
    ("/api/v1/courses/{course}/enrolments?limit=3", Listing[EnrolmentView]),
    ("/api/v1/trainees?limit=3", Listing[TraineeRow]),
    ("/api/v1/customers?limit=1", Listing[CustomerRow]),
    ("/api/v1/customers?limit=1&archived=true", Listing[CustomerRow]),
    ("/api/v1/mails?limit=1", Listing[MailRow]),
    ("/api/v1/certificates?limit=3", Listing[CertificateView]),
    ("/api/v1/certification-items?limit=1", Listing[ItemRow]),
    ("/api/v1/instructors?limit=2&day=2027-03-01&day=2027-03-02", Listing[InstructorView]),
]

REVOKED = {"revoked_at": datetime(2026, 11, 1, tzinfo=UTC), "revoked_because": "by_hand", "revoked_reason": "Fout"}
ISSUED = {"source": "issued", "number": 7, "foreign_number": "", "issued_on": date(2026, 11, 2)}
AED = {"kind": "aed", "description": "AED", "dueDates": [{"part": "battery", "expiresOn": "2030-11-23"}]}


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
        await make_customer(session, provider)
        for _ in range(2):
            await make_customer(session, provider, archived_at=now)
        people[0].birth_date = date(1990, 2, 1)
        people[1].customer_id = customer.id
        for facts in ({}, {"customer_id": customer.id}, REVOKED, {"course_id": course.id, **ISSUED}):
            await make_certificate(session, people[0], expires_on=date(2026, 11, 1), **facts)
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
        for until in (None, date(2029, 1, 1)):
            await make_instructor(owner, certified, valid_to=until)
    client = await portal.login(provider)
    for item in (AED, {**AED, "customerId": str(customer.id), "inspectedOn": "2026-11-01"}):
        assert (await client.post("/api/v1/certification-items", json=item)).status_code == 201
    answer = await client.get(url.format(course=course.id))
    assert answer.status_code == 200, answer.text
    read = model.model_validate_json(answer.content)
    assert read.model_dump(mode="json", by_alias=True) == answer.json()
    assert f"{url.partition('?')[2]}&cursor={answer.json()['nextCursor']}" in answer.headers["link"]
