"""Reads what a mailing is made from: a handful of statements, however many people take part."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, Text, Uuid, and_, bindparam, case, column, func, select, text, true
from sqlalchemy.ext.asyncio import AsyncSession

from app.bounces.suppressions import suppressed
from app.core.database.session import bound_provider
from app.courses.errors import CourseNotFound
from app.courses.models import Course, CourseDay, CourseInstructor, Enrolment
from app.customers.correspondence import Topic, contact_in, contact_of
from app.customers.models import Customer
from app.files.models import StoredFile
from app.instructors.models import ExternalInstructor, Instructor
from app.invitations.errors import MailingNotFound
from app.invitations.models import Mailing
from app.invitations.roster import CourseDetails, Employer, Participant, Roster, Sender, Teacher
from app.invitations.states import NOT_INVITED, Invited, invitation_states
from app.mail.language import as_form, as_language
from app.mail.models import OutboxMail
from app.mail.repository import shown_state
from app.mail.system_mails import MailDay
from app.providers.models import Location, Provider
from app.trainees.models import Trainee

_PROVIDER: BindParameter[UUID] = bindparam("provider")
_COURSE_ID: BindParameter[UUID] = bindparam("course")
_LOGO_LIMIT = 262_144
"""Bytes of a logo that may stand at the head of every mail; a larger one would weigh more than the words."""
_LOGO = (
    select(StoredFile.id)
    .where(
        StoredFile.provider_id == Provider.id,
        StoredFile.id == Provider.logo_file_id,
        StoredFile.size <= _LOGO_LIMIT,
    )
    .correlate(Provider)
    .scalar_subquery()
)
_HOUSE = (
    Provider.name.label("provider_name"),
    Provider.email.label("provider_email"),
    Provider.brand_color,
    Provider.time_zone,
    Provider.locale,
    Provider.form_of_address,
    _LOGO.label("logo"),
)

_COURSE = (
    select(
        Course.id,
        Course.number,
        Course.type_name,
        Course.state,
        Course.location_text,
        Course.expires_on,
        Course.is_white_label,
        Course.calendar_sequence,
        Course.certified_type_id,
        Course.most_days,
        Location.name.label("place"),
        Location.address,
        Location.postcode,
        Location.city,
        *_HOUSE,
    )
    .join(Provider, Provider.id == Course.provider_id)
    .outerjoin(Location, and_(Location.provider_id == Course.provider_id, Location.id == Course.location_id))
    .where(Course.provider_id == _PROVIDER, Course.id == _COURSE_ID)
)
_SENDER = select(*_HOUSE).where(Provider.id == _PROVIDER)
_DAYS = (
    select(CourseDay.date, CourseDay.starts, CourseDay.ends)
    .where(CourseDay.provider_id == _PROVIDER, CourseDay.course_id == _COURSE_ID)
    .order_by(CourseDay.date)
)
_TEACHERS = (
    select(
        func.coalesce(Instructor.id, ExternalInstructor.id).label("id"),
        CourseInstructor.name,
        func.coalesce(Instructor.email, ExternalInstructor.email).label("email"),
        func.coalesce(Instructor.locale, ExternalInstructor.locale).label("locale"),
    )
    .outerjoin(Instructor, Instructor.id == CourseInstructor.instructor_id)
    .outerjoin(
        ExternalInstructor,
        and_(
            ExternalInstructor.provider_id == CourseInstructor.provider_id,
            ExternalInstructor.id == CourseInstructor.external_instructor_id,
        ),
    )
    .where(CourseInstructor.provider_id == _PROVIDER, CourseInstructor.course_id == _COURSE_ID)
    .order_by(case((CourseInstructor.position == "main", 0), else_=1))
)
_CONTACT = (
    text(contact_of("customer", Topic.INVITATIONS))
    .columns(column("contact_id", Uuid()), column("contact_name", Text()), column("contact_email", Text()))
    .lateral("contact")
)
_PARTICIPANTS = (
    select(
        Enrolment.id,
        Enrolment.state,
        Trainee.given_name,
        Trainee.infix,
        Trainee.family_name,
        Trainee.email,
        Trainee.locale,
        Customer.id.label("customer_id"),
        Customer.name.label("customer_name"),
        _CONTACT.c.contact_name,
        _CONTACT.c.contact_email,
        Customer.correspondence_via_contact,
    )
    .join(Trainee, and_(Trainee.provider_id == Enrolment.provider_id, Trainee.id == Enrolment.trainee_id))
    .outerjoin(Customer, and_(Customer.provider_id == Enrolment.provider_id, Customer.id == Enrolment.customer_id))
    .outerjoin(_CONTACT, true())
    .where(Enrolment.provider_id == _PROVIDER, Enrolment.course_id == _COURSE_ID)
    .order_by(Trainee.name_sort, Enrolment.id)
)
_MAILING = select(Mailing).where(Mailing.provider_id == _PROVIDER, Mailing.id == bindparam("mailing"))
_MAILINGS = (
    select(Mailing)
    .where(Mailing.provider_id == _PROVIDER, Mailing.course_id == _COURSE_ID)
    .order_by(Mailing.created_at.desc(), Mailing.id.desc())
)
_TWIN = _MAILINGS.where(
    Mailing.fingerprint == bindparam("fingerprint"),
    Mailing.state == "held",
    Mailing.release_at > bindparam("now"),
).limit(1)


_KEYS = select(OutboxMail.dedupe_key).where(
    OutboxMail.provider_id == _PROVIDER,
    OutboxMail.cause_type == "mailing",
    OutboxMail.cause_id == bindparam("mailing"),
    OutboxMail.resend_of.is_(None),
)
_MAILS = select(OutboxMail.id, OutboxMail.cause_id, OutboxMail.state, OutboxMail.resend_of).where(
    OutboxMail.provider_id == _PROVIDER, OutboxMail.cause_type == "mailing", OutboxMail.course_id == _COURSE_ID
)


class MailingRepository:
    """The mailings of one provider, and the courses that they are about."""

    def __init__(self, session: AsyncSession) -> None:
        """`session` is bound to the provider."""
        self._session = session
        self._provider = bound_provider(session)

    async def roster(self, course_id: UUID, *, now: datetime) -> Roster:
        """A course with everybody whom a mailing can reach; raises CourseNotFound."""
        values = {"provider": self._provider, "course": course_id}
        found = (await self._session.execute(_COURSE, values)).one_or_none()
        if found is None:
            raise CourseNotFound("There is no such course.")
        days = tuple(MailDay(*row) for row in await self._session.execute(_DAYS, values))
        teachers = tuple(
            Teacher(row.id, row.name, row.email, as_language(row.locale))
            for row in await self._session.execute(_TEACHERS, values)
        )
        invited = await invitation_states(self._session, course_id, now=now)
        participants = tuple(
            _participant(row, invited.get(row.id, NOT_INVITED))
            for row in await self._session.execute(_PARTICIPANTS, values)
        )
        addresses = {each.email for each in participants}
        addresses |= {each.employer.contact.email for each in participants if each.employer}
        bounced = await suppressed(self._session, addresses)
        return Roster(_course(found, days), participants, teachers, frozenset(bounced))

    async def sender(self) -> Sender:
        """The provider as its mails show it."""
        return _sender((await self._session.execute(_SENDER, {"provider": self._provider})).one())

    async def mailing(self, mailing_id: UUID, *, lock: bool = False) -> Mailing:
        """A mailing by its id, held against others until commit if asked for; raises MailingNotFound."""
        statement = _MAILING.with_for_update() if lock else _MAILING
        found = await self._session.scalar(statement, {"provider": self._provider, "mailing": mailing_id})
        if found is None:
            raise MailingNotFound("There is no such mailing.")
        return found

    async def mailings(self, course_id: UUID) -> list[Mailing]:
        """The mailings of a course, the latest first."""
        return list(await self._session.scalars(_MAILINGS, {"provider": self._provider, "course": course_id}))

    async def mail_counts(self, course_id: UUID) -> dict[UUID, Counter[str]]:
        """Per mailing of a course how many of its mails are in which state; one that was sent again counts as that."""
        values = {"provider": self._provider, "course": course_id}
        mails = (await self._session.execute(_MAILS, values)).all()
        replaced = {mail.resend_of for mail in mails}
        counts: dict[UUID, Counter[str]] = {}
        for mail in mails:
            if mail.id not in replaced:
                counts.setdefault(mail.cause_id, Counter())[shown_state(mail.state)] += 1
        return counts

    async def dedupe_keys(self, mailing_id: UUID) -> set[str]:
        """The keys of the mails that a mailing has queued so far."""
        return set(await self._session.scalars(_KEYS, {"provider": self._provider, "mailing": mailing_id}))

    async def twin(self, course_id: UUID, fingerprint: str, *, now: datetime) -> Mailing | None:
        """The same mailing, asked for a moment ago and still held."""
        values = {"provider": self._provider, "course": course_id, "fingerprint": fingerprint, "now": now}
        return await self._session.scalar(_TWIN, values)


def _course(row: Row[*tuple[Any, ...]], days: tuple[MailDay, ...]) -> CourseDetails:
    return CourseDetails(
        id=row.id,
        number=row.number,
        type_name=row.type_name,
        state=row.state,
        is_white_label=row.is_white_label,
        days=days,
        location=_place(row),
        expires_on=row.expires_on,
        calendar_sequence=row.calendar_sequence,
        most_days=row.most_days,
        sender=_sender(row),
        certified_type_id=row.certified_type_id,
    )


def _sender(row: Row[*tuple[Any, ...]]) -> Sender:
    return Sender(
        name=row.provider_name,
        email=row.provider_email,
        colour=row.brand_color,
        time_zone=row.time_zone,
        language=as_language(row.locale),
        form=as_form(row.form_of_address),
        logo=row.logo,
    )


def _place(row: Row[*tuple[Any, ...]]) -> str:
    if row.place is None:
        return str(row.location_text)
    town = f"{row.postcode} {row.city}".strip()
    return ", ".join(part for part in (row.place, row.address, town) if part)


def _participant(row: Row[*tuple[Any, ...]], invited: Invited) -> Participant:
    return Participant(
        enrolment_id=row.id,
        given_name=row.given_name,
        last_name=f"{row.infix} {row.family_name}".strip(),
        email=row.email,
        employer=_employer(row) if row.customer_id else None,
        waiting=row.state == "waiting",
        invited=invited,
        language=as_language(row.locale),
    )


def _employer(row: Row[*tuple[Any, ...]]) -> Employer:
    return Employer(row.customer_id, row.customer_name, contact_in(row))
