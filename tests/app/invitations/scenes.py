"""A provider with a course, people and customers, as tests of mailings need them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.courses.models import Course, Enrolment
from app.customers.models import Customer
from app.events.audit import SYSTEM
from app.invitations.ordering import Order
from app.invitations.planning import Audience
from app.invitations.sending import Desk
from app.mail.rendering import shared_renderer
from app.providers.models import Provider
from app.trainees.models import Trainee
from tests.app.templates.documents import Json, chip, document, paragraph, text
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import make_customer, make_provider, make_trainee

CONTACT = "kees@smit.example"
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
SUBJECT = document(paragraph(text("Uitnodiging "), chip("courseType")))
BODY = document(paragraph(text("Beste "), chip("traineeFirstName"), text(",")), paragraph(text("Tot dan.")))


@dataclass
class Scene:
    """A course with two trainees of one customer and one without."""

    session: AsyncSession
    provider: Provider
    course: Course
    customer: Customer
    enrolments: list[Enrolment] = field(default_factory=list)
    trainees: list[Trainee] = field(default_factory=list)

    def desk(self, now: datetime = NOW) -> Desk:
        """What a use-case is given."""
        return Desk(self.session, SYSTEM, None, now, shared_renderer())

    def order(self, subject: Json = SUBJECT, body: Json = BODY, **fields: object) -> Order:
        """A mailing to the trainees, unless told otherwise."""
        return Order(**{"audience": Audience.TRAINEES, "subject": subject, "body": body, **fields})  # type: ignore[arg-type]

    async def enrol(self, **columns: object) -> Enrolment:
        """One more trainee in the course."""
        trainee = await make_trainee(self.session, self.provider, **columns)  # type: ignore[arg-type]  # handed through
        enrolment = await make_enrolment(self.session, self.course, trainee)
        self.trainees.append(trainee)
        self.enrolments.append(enrolment)
        return enrolment


async def make_scene(session: AsyncSession, **columns: object) -> Scene:
    """The usual scene; `columns` go to the course."""
    provider = await make_provider(session, name="De Linde")
    course = await make_course(session, provider, days=[date(2027, 3, 1), date(2027, 3, 2)], **columns)  # type: ignore[arg-type]
    customer = await make_customer(
        session, provider, name="Bakkerij Smit", contact_name="Kees Smit", contact_email=CONTACT
    )
    scene = Scene(session, provider, course, customer)
    await scene.enrol(customer=customer)
    await scene.enrol(customer=customer)
    await scene.enrol()
    return scene
