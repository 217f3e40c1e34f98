"""Which of several contact persons gets each kind of mail, compared with a table written by hand."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.repository import printed
from app.customers.contacts import contacts_of
from app.customers.correspondence import Topic
from app.customers.repository import contact_person
from app.deliveries import planning as certificates
from app.invitations import notices
from app.invitations.planning import plan
from app.invitations.repository import MailingRepository
from app.invitations.roster import Roster
from app.invitations.states import InvitationState, Invited
from app.reminders.digests import plan_digests
from app.reminders.running import next_round
from app.reminders.settings import SettingDraft
from app.reminders.trainees import plan_trainee_reminders
from tests.app.invitations.rosters import choice, grouped
from tests.app.invitations.scenes import CONTACT, NOW, Scene, make_scene
from tests.app.reminders.stage import POST
from tests.databases import as_owner
from tests.factories.certificates import make_certificate
from tests.factories.instructors import make_certified_type
from tests.factories.tenants import make_contact

INVITATIONS, CERTIFICATES, REMINDERS = (f"{topic}@smit.example" for topic in list(Topic)[:3])
ZONE = ZoneInfo("Europe/Amsterdam")
EXPIRES = date(2027, 4, 15)
# R-CUS-03: who gets it when somebody is there for every topic
TABLE = {
    "invitation": INVITATIONS,
    "bulk invitation": INVITATIONS,
    "change of the course": INVITATIONS,
    "change of the course after a bulk invitation": INVITATIONS,
    "certificate": CERTIFICATES,
    "expiry reminder": REMINDERS,
    "digest to the customer": REMINDERS,
}


async def with_topics(session: AsyncSession, *topics: Topic) -> Scene:
    """A course with two trainees of a customer that wants everything itself, and has somebody for each of the topics."""
    scene = await make_scene(session)
    scene.customer.correspondence_via_contact = True
    for number, topic in enumerate(topics, 1):
        await make_contact(session, scene.customer, email=f"{topic}@smit.example", position=number, topics=[topic])
    return scene


async def receivers(session: AsyncSession, scene: Scene) -> dict[str, set[str]]:
    """Who at the customer gets each kind of mail about its two trainees."""
    async with as_owner(session):
        kind = await make_certified_type(session)
    made = await make_certificate(
        session,
        scene.trainees[0],
        expires_on=EXPIRES,
        kind="certified",
        certified_type_id=kind.id,
        source="issued",
        customer_id=scene.customer.id,
        number=1,
        course_id=scene.course.id,
        issued_on=date(2026, 4, 15),
    )
    roster = await MailingRepository(session).roster(scene.course.id, now=NOW)
    about, _ = await next_round(session, POST, now=datetime(2027, 3, 20, 7, tzinfo=ZONE), since=NOW)
    draft = SettingDraft(enabled=True, lead=8)
    return {
        "invitation": mailed(plan(roster, choice())),
        "bulk invitation": mailed(plan(roster, choice(grouped(), bulk=True))),
        "change of the course": told(roster, via_contact=False),
        "change of the course after a bulk invitation": told(roster, via_contact=True),
        "certificate": mailed(certificates.plan(await printed(session, [made.id]), frozenset(), "nl")),
        "expiry reminder": mailed(await plan_trainee_reminders(about, draft)),
        "digest to the customer": mailed(await plan_digests(about, draft)),
    }


def mailed(planned: Any) -> set[str]:
    """The receivers at the customer."""
    return {mail.to.email for mail in planned.mails if mail.to.email.endswith("@smit.example")}


def told(roster: Roster, *, via_contact: bool) -> set[str]:
    """Who at the customer hears that the course moves, when its trainees were invited so."""
    invited = Invited(InvitationState.SENT, via_contact=via_contact)
    people = tuple(replace(each, invited=invited) for each in roster.participants)
    readers = notices._readers(replace(roster, participants=people))
    return {to.email for to in readers if to.email.endswith("@smit.example")}


async def test_each_kind_of_mail_goes_to_who_is_there_for_it(session: AsyncSession) -> None:
    """R-CUS-03 R-INV-05 R-EXP-03: to one contact person, in one mail where it is about several trainees."""
    found = await receivers(session, await with_topics(session, *Topic))
    assert found == {kind: {receiver} for kind, receiver in TABLE.items()}


async def test_the_first_contact_person_gets_what_nobody_is_there_for(session: AsyncSession) -> None:
    """R-CUS-03"""
    found = await receivers(session, await with_topics(session, Topic.INVOICES, Topic.REMINDERS))
    assert found == {kind: {REMINDERS if to == REMINDERS else CONTACT} for kind, to in TABLE.items()}


async def test_of_two_who_are_there_for_it_the_first_is_written_to(session: AsyncSession) -> None:
    """R-CUS-03: so it may be after two customers were merged."""
    scene = await with_topics(session, Topic.CERTIFICATES)
    await make_contact(session, scene.customer, email="later@smit.example", position=5, topics=["certificates"])
    assert (await contact_person(session, scene.customer.id, Topic.CERTIFICATES)).email == CERTIFICATES
    assert (await contact_person(session, scene.customer.id, Topic.INVOICES)).email == CONTACT


@pytest.mark.parametrize("topic", Topic)
async def test_a_customer_without_contact_persons_is_written_to_by_nobody(session: AsyncSession, topic: Topic) -> None:
    """R-CUS-03: an import makes such customers; with the box ticked their trainees are not written to instead."""
    scene = await with_topics(session)
    for each in await contacts_of(session, scene.customer.id):
        await session.delete(each)
    await session.flush()
    assert (await contact_person(session, scene.customer.id, topic)).email == ""
    roster = await MailingRepository(session).roster(scene.course.id, now=NOW)
    assert [mail.enrolment_ids for mail in plan(roster, choice()).mails] == [(scene.enrolments[2].id,)]
