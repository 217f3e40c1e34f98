"""Course reminders: who is reminded of which course, when, and who is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.bounces.models import MailSuppression
from app.core.database.session import Database
from app.courses.models import Course, CourseDay
from app.invitations.models import Invitation
from app.invitations.sending import send_mailing
from app.mail.models import OutboxBody, OutboxMail
from app.providers.models import ProviderModule
from app.reminders.kinds import ReminderKind
from app.reminders.models import MailOptOut, ReminderRun
from app.reminders.planning import ReminderPlan, SkipReason
from app.reminders.running import next_round, plan_kind, run_reminders
from app.reminders.settings import change_setting, get_setting
from app.templates.models import MailTemplate
from tests.app.invitations.scenes import CONTACT, Scene, make_scene
from tests.app.reminders.stage import POST
from tests.app.templates.documents import chip, document, paragraph, text
from tests.databases import ScratchDatabase
from tests.factories.desks import desk_for
from tests.factories.tenants import act_for

ZONE = ZoneInfo("Europe/Amsterdam")
INVITED = datetime(2027, 2, 1, 9, tzinfo=UTC)
COURSE_DAY, LEAD = date(2027, 3, 1), 7
DUE = COURSE_DAY - timedelta(days=LEAD)
ON_TIME = datetime.combine(DUE, time(8), ZONE)


async def make_template(session: AsyncSession, scene: Scene, name: str) -> MailTemplate:
    """A template that says its own name."""
    template = MailTemplate(
        provider_id=scene.provider.id,
        name=name,
        subject=document(paragraph(text(f"{name}: "), chip("courseType"))),
        body=document(paragraph(text("Op "), chip("courseDates")), paragraph(chip("trainees"))),
    )
    session.add(template)
    await session.flush()
    return template


async def switch_on(session: AsyncSession, scene: Scene, *, now: datetime = INVITED, **changes: object) -> None:
    """Course reminders with a template, seven days before."""
    template = await make_template(session, scene, "Herinnering")
    _, version = await get_setting(session, ReminderKind.COURSE)
    values = {"enabled": True, "lead": LEAD, "template_id": template.id, **changes}
    actor = desk_for(scene.provider).actor
    await change_setting(session, ReminderKind.COURSE, values, version=version, actor=actor, now=now)


async def deliver(session: AsyncSession, at: datetime = INVITED) -> None:
    """Whatever is in the outbox left at this moment."""
    await session.execute(
        update(OutboxMail).where(OutboxMail.state == "held").values(state="sent", sent_at=at, finished_at=at)
    )


async def invite(session: AsyncSession, scene: Scene, *, at: datetime = INVITED, **order: object) -> None:
    """Invite who is not invited yet; the mails have left at that moment."""
    await session.execute(update(Course).values(created_at=INVITED - timedelta(days=1)))
    await send_mailing(scene.desk(at), scene.course.id, scene.order(**order))  # type: ignore[arg-type]
    await deliver(session, at)


async def due(session: AsyncSession, day: date = DUE) -> ReminderPlan:
    """What the run of a day would send."""
    draft, _ = await get_setting(session, ReminderKind.COURSE)
    scene, _ = await next_round(session, POST, now=datetime.combine(day, time(7), ZONE), since=INVITED)
    assert scene.day == day
    return await plan_kind(scene, ReminderKind.COURSE, draft)


def names(scene: Scene, *numbers: int) -> list[str]:
    """Trainees of the scene by number, as the plan names them."""
    return [f"{scene.trainees[n].given_name} {scene.trainees[n].family_name}" for n in numbers]


def about(plan: ReminderPlan) -> list[str]:
    """Whom the mails of a plan are about."""
    return sorted(name for mail in plan.mails for name in mail.names)


async def test_only_who_was_invited_is_reminded(session: AsyncSession) -> None:
    """R-INV-08: whoever joined later and was not invited is named as skipped, with the reason."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    await scene.enrol()
    plan = await due(session)
    assert about(plan) == names(scene, 0, 1, 2)
    assert [mail.to.email for mail in plan.mails] == [trainee.email for trainee in scene.trainees[:3]]
    assert [(each.name, each.reason) for each in plan.skipped] == [(*names(scene, 3), SkipReason.NOT_INVITED)]


async def test_an_invitation_that_did_not_leave_is_none(session: AsyncSession) -> None:
    """R-INV-08: failed or still waiting is not sent."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    for state in ("failed", "queued", "bounced", "cancelled", "uncertain"):
        await session.execute(update(OutboxMail).values(state=state))
        assert about(await due(session)) == []


async def test_it_goes_so_many_days_before_and_not_sooner(session: AsyncSession) -> None:
    """R-INV-08: on the day itself, and caught up with on the days after it until the course begins."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    counts = {offset: len((await due(session, DUE + timedelta(days=offset))).mails) for offset in (-1, 0, 1, 6, 7, 8)}
    assert counts == {-1: 0, 0: 3, 1: 3, 6: 3, 7: 0, 8: 0}


async def test_who_is_invited_after_that_day_gets_none(session: AsyncSession) -> None:
    """R-INV-08: the invitation itself has just come."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene, at=ON_TIME + timedelta(minutes=1))
    plan = await due(session, DUE + timedelta(days=1))
    assert about(plan) == []
    assert {each.reason for each in plan.skipped} == {SkipReason.INVITED_LATER}


async def test_a_course_booked_after_that_day_gets_none(session: AsyncSession) -> None:
    """R-INV-08"""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    await session.execute(update(Course).values(created_at=ON_TIME + timedelta(hours=1)))
    assert (await due(session, DUE + timedelta(days=1))).mails == ()


async def test_switching_on_does_not_reach_back(session: AsyncSession) -> None:
    """R-INV-08: a course whose day for it had passed by then is left alone."""
    scene = await make_scene(session)
    await switch_on(session, scene, now=ON_TIME + timedelta(hours=1))
    await invite(session, scene)
    assert (await due(session, DUE + timedelta(days=1))).mails == ()


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"is_white_label": True}, {"state": "processed"}])
async def test_cancelled_and_white_label_courses_get_none(session: AsyncSession, change: dict[str, object]) -> None:
    """R-INV-08"""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    await session.execute(update(Course).values(change))
    assert (await due(session)).mails == ()


async def test_the_waiting_list_gets_none(session: AsyncSession) -> None:
    """R-INV-08"""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    scene.enrolments[0].state = "waiting"
    await session.flush()
    assert about(await due(session)) == names(scene, 1, 2)


async def test_bulk_invited_is_bulk_reminded(session: AsyncSession) -> None:
    """R-INV-08 R-INV-05: one mail to the contact person about both, with the words for groups; nobody else hears."""
    scene = await make_scene(session)
    group = await make_template(session, scene, "Groep")
    await switch_on(session, scene, bulk_template_id=group.id)
    await invite(session, scene, bulk=True)
    plan = await due(session)
    [mail] = plan.mails
    assert (mail.to.email, list(mail.names)) == (CONTACT, names(scene, 0, 1))
    message = mail.draw()
    assert message.subject.startswith("Groep: ")
    assert [name in message.text for name in names(scene, 0, 1, 2)] == [True, True, False]


async def test_a_customer_that_wants_everything_gets_the_reminder_alone(session: AsyncSession) -> None:
    """R-CUS-03 R-INV-08"""
    scene = await make_scene(session)
    scene.customer.correspondence_via_contact = True
    await switch_on(session, scene)
    await invite(session, scene)
    contact, alone = CONTACT, scene.trainees[2].email
    assert sorted(mail.to.email for mail in (await due(session)).mails) == sorted([contact, contact, str(alone)])


@pytest.mark.parametrize(
    ("kind", "spared", "left"),
    [("course", "trainee", 2), (None, "trainee", 2), ("trainee_expiry", "trainee", 3), ("course", "customer", 1)],
)
async def test_who_is_left_out_gets_none(session: AsyncSession, kind: str | None, spared: str, left: int) -> None:
    """R-EXP-02: of this kind or of every kind, a trainee or a whole customer; nobody's address is deleted."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    subject = {"trainee_id": scene.trainees[0].id} if spared == "trainee" else {"customer_id": scene.customer.id}
    line = MailOptOut(provider_id=scene.provider.id, kind=kind, source="user", created_by="T", **subject)
    session.add(line)
    await session.flush()
    plan = await due(session)
    assert len(plan.mails) == left
    assert len(plan.skipped) == 3 - left
    line.ended_at = INVITED
    await session.flush()
    assert len((await due(session)).mails) == 3


async def test_somebody_without_an_address_is_named(session: AsyncSession) -> None:
    """R-INV-08: and hinders nobody else."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    scene.trainees[0].email = None
    scene.trainees[1].email = "geen adres"
    await session.flush()
    plan = await due(session)
    assert [each.reason for each in plan.skipped] == [SkipReason.NO_ADDRESS, SkipReason.ADDRESS_NOT_VALID]
    assert about(plan) == names(scene, 2)


async def test_an_address_that_mail_came_back_from_is_spared(session: AsyncSession) -> None:
    """R-INV-08 R-MAIL-02: named with the reason, until somebody lifts it."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    mail_id = (await session.scalars(select(OutboxMail.id))).first()
    assert mail_id is not None
    spared = str(scene.trainees[0].email).lower()
    line = MailSuppression(
        provider_id=scene.provider.id,
        address=spared,
        mail_id=mail_id,
        status="5.1.1",
        words="no such user",
        created_at=INVITED,
    )
    session.add(line)
    await session.flush()
    plan = await due(session)
    assert [each.reason for each in plan.skipped] == [SkipReason.ADDRESS_BOUNCED]
    assert about(plan) == names(scene, 1, 2)
    line.lifted_at = INVITED
    await session.flush()
    assert about(await due(session)) == names(scene, 0, 1, 2)


@dataclass
class Live:
    """A scene with real commits, as the worker sees it."""

    database: Database
    provider_id: UUID

    async def run(self, now: datetime) -> int | None:
        """The worker comes by."""
        return await run_reminders(self.database, self.provider_id, POST, now=now)

    async def reminders(self) -> Sequence[tuple[OutboxMail, OutboxBody]]:
        """Every course reminder in the outbox."""
        async with self.database.tenant(self.provider_id) as session:
            rows = await session.execute(
                select(OutboxMail, OutboxBody)
                .join(OutboxBody, OutboxBody.mail_id == OutboxMail.id)
                .where(OutboxMail.kind == "course-reminder")
                .order_by(OutboxMail.slot)
            )
            return [(row[0], row[1]) for row in rows]


async def _live(scratch: ScratchDatabase) -> Live:
    database = Database.connect(scratch.app_url, pool_size=2)
    async with database.platform() as session:
        scene = await make_scene(session)
        await switch_on(session, scene)
        await invite(session, scene)
    return Live(database, scene.provider.id)


async def test_once_per_enrolment_and_course_date(clean_database: ScratchDatabase) -> None:
    """R-INV-08: at 08:00 and not before, once however often it runs; a moved course follows its new date."""
    live = await _live(clean_database)
    assert await live.run(ON_TIME - timedelta(minutes=1)) is None
    assert await live.run(ON_TIME) == 3
    assert await live.run(ON_TIME + timedelta(minutes=5)) is None
    async with live.database.tenant(live.provider_id) as session:
        await session.execute(ReminderRun.__table__.delete())  # type: ignore[attr-defined]
    assert await live.run(ON_TIME + timedelta(hours=1)) == 0
    async with live.database.tenant(live.provider_id) as session:
        move = timedelta(days=20)
        await session.execute(update(CourseDay).values(date=CourseDay.date + move))
        await session.execute(update(Course).values(first_day=COURSE_DAY + move, last_day=COURSE_DAY + move))
    assert await live.run(ON_TIME + timedelta(days=10)) == 0
    assert await live.run(ON_TIME + timedelta(days=20)) == 3
    reminders = await live.reminders()
    assert len(reminders) == 6
    mail, body = reminders[0]
    assert body.headers["Auto-Submitted"] == "auto-generated"
    assert body.calendar is None
    assert mail.cause_type == "course"
    assert mail.expires_at == datetime.combine(COURSE_DAY, time(9), ZONE)
    await live.database.close()


async def test_a_module_that_is_off_sends_nothing(clean_database: ScratchDatabase) -> None:
    """R-MOD-03: and on again, it goes on as if nothing had been."""
    live = await _live(clean_database)
    async with live.database.tenant(live.provider_id) as session:
        await session.execute(update(ProviderModule).values(active_until=DUE))
    assert await live.run(ON_TIME) == 0
    async with live.database.tenant(live.provider_id) as session:
        await session.execute(update(ProviderModule).values(active_until=None))
    assert await live.run(ON_TIME + timedelta(days=1)) == 3
    await live.database.close()


async def test_an_invitation_of_another_provider_counts_for_nothing(session: AsyncSession) -> None:
    """R-INV-08: two providers with the same plans do not see each other's."""
    scene = await make_scene(session)
    await switch_on(session, scene)
    await invite(session, scene)
    other = await make_scene(session)
    await switch_on(session, other)
    assert (await due(session)).mails == ()
    await act_for(session, scene.provider.id)
    assert len(list(await session.scalars(select(Invitation)))) == 3
    assert len((await due(session)).mails) == 3
