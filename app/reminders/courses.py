"""Course reminders (R-INV-08): who is reminded of a course on a day, and who is not and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, text

from app.core.database.session import bound_provider
from app.customers.correspondence import addressee, to_contact
from app.invitations.drawing import Enclosures, draw
from app.invitations.planning import PlannedMail, Reason, usable
from app.invitations.repository import MailingRepository
from app.invitations.roster import Employer, Participant, Roster
from app.invitations.wordings import group_values, trainee_values
from app.mail.message import Message, automatic_headers
from app.mail.outbox import Cause
from app.reminders.kinds import ReminderKind
from app.reminders.opt_outs import IS_LEFT_OUT
from app.reminders.planning import (
    PlannedReminder,
    ReminderPlan,
    Round,
    Skipped,
    SkipReason,
    Subject,
    without_address,
)
from app.reminders.settings import SettingDraft
from app.templates.editing import wording_of
from app.templates.models import MailTemplate
from app.templates.repository import TemplateRepository
from app.templates.variables import Context

# Only what the run of `:day` finds due: a course whose day for it is past is caught up with as long as it lies ahead.
# Whoever was invited after that day's 08:00 has just been written to, and gets none.
_DUE = text(
    f"""
    with due as (
        select c.id, c.type_name, c.first_day,
               (c.first_day - cast(:lead as integer) + time '08:00') at time zone cast(:zone as text) as moment
        from course c
        where c.provider_id = :provider and c.state = 'planned' and not c.is_white_label
          and c.first_day > :day and c.first_day <= :day + cast(:lead as integer)
    )
    select d.id as course_id, d.type_name, d.first_day, e.id as enrolment_id, t.given_name,
           concat_ws(' ', nullif(t.infix, ''), t.family_name) as last_name, sent.grouped,
           exists (select from invitation i join outbox_mail o on o.provider_id = i.provider_id and o.id = i.mail_id
                   where i.provider_id = :provider and i.enrolment_id = e.id and o.state = 'sent') as invited,
           {IS_LEFT_OUT.format(column="trainee_id", subject="t.id")} as trainee_out,
           {IS_LEFT_OUT.format(column="customer_id", subject="e.customer_id")} as customer_out
    from due d
    join course c on c.provider_id = :provider and c.id = d.id and c.created_at < d.moment
    join enrolment e on e.provider_id = :provider and e.course_id = d.id and e.state = 'enrolled'
    join trainee t on t.provider_id = :provider and t.id = e.trainee_id
    left join lateral (
        select m.bulk and i.via_contact as grouped
        from invitation i
        join mailing m on m.provider_id = :provider and m.id = i.mailing_id
        join outbox_mail o on o.provider_id = :provider and o.id = i.mail_id
        where i.provider_id = :provider and i.enrolment_id = e.id and o.state = 'sent' and o.sent_at < d.moment
        order by i.created_at desc, i.id desc limit 1) sent on true
    where d.moment >= :since
      and not exists (select from reminder r where r.provider_id = :provider and r.kind = :kind
                      and r.subject_id = e.id and r.occasion = d.first_day)
    order by d.first_day, d.id, t.name_sort, e.id
    """
)


@dataclass(frozen=True)
class _Words:
    """The template for one reader, and the one for a group."""

    single: MailTemplate
    group: MailTemplate


async def plan_course_reminders(scene: Round, draft: SettingDraft) -> ReminderPlan:
    """Everything that is due on the day of the round; nothing without a template."""
    if draft.template_id is None:
        return ReminderPlan(ReminderKind.COURSE)
    words = await _words(scene, draft)
    mails: list[PlannedReminder] = []
    skipped: list[Skipped] = []
    for course_id, group in groupby(await _due(scene, draft), key=lambda row: row.course_id):
        rows = list(group)
        left = {row.enrolment_id: reason for row in rows if (reason := _passed_over(row))}
        skipped += [_skipped(row, left[row.enrolment_id]) for row in rows if row.enrolment_id in left]
        wanted = {row.enrolment_id: row for row in rows if row.enrolment_id not in left}
        if wanted:
            found, without = await _of_course(scene, words, course_id, wanted)
            mails += found
            skipped += without
    return ReminderPlan(ReminderKind.COURSE, tuple(mails), tuple(skipped))


async def _due(scene: Round, draft: SettingDraft) -> Sequence[Row[*tuple[Any, ...]]]:
    values = {
        "provider": bound_provider(scene.session),
        "kind": ReminderKind.COURSE.value,
        "day": scene.day,
        "lead": draft.lead,
        "zone": scene.sender.time_zone,
        "since": draft.enabled_at or scene.now,
    }
    return (await scene.session.execute(_DUE, values)).all()


async def _words(scene: Round, draft: SettingDraft) -> _Words:
    repository = TemplateRepository(scene.session)
    assert draft.template_id is not None
    single = await repository.get(draft.template_id)
    return _Words(single, await repository.get(draft.bulk_template_id) if draft.bulk_template_id else single)


def _passed_over(row: Row[*tuple[Any, ...]]) -> SkipReason | None:
    if row.grouped is None:
        return SkipReason.INVITED_LATER if row.invited else SkipReason.NOT_INVITED
    if row.trainee_out:
        return SkipReason.LEFT_OUT
    return SkipReason.CUSTOMER_LEFT_OUT if row.customer_out else None


def _skipped(row: Row[*tuple[Any, ...]], reason: SkipReason) -> Skipped:
    return Skipped(f"{row.given_name} {row.last_name}".strip(), row.type_name, row.first_day, reason)


async def _of_course(
    scene: Round, words: _Words, course_id: UUID, wanted: Mapping[UUID, Row[*tuple[Any, ...]]]
) -> tuple[list[PlannedReminder], list[Skipped]]:
    roster = await MailingRepository(scene.session).roster(course_id, now=scene.now)
    course = roster.course
    grouped = frozenset(enrolment_id for enrolment_id, row in wanted.items() if row.grouped)
    mails: list[PlannedReminder] = []
    skipped: list[Skipped] = []
    for people, template, made in _mails(roster, words, frozenset(wanted), grouped):
        if isinstance(made, Reason):
            reason = without_address(made)
            skipped += [Skipped(person.name, course.type_name, course.first_day, reason) for person in people]
        else:
            mails.append(_planned(scene, roster, made, people, template.attachment_id))
    return mails, skipped


def _mails(
    roster: Roster, words: _Words, wanted: frozenset[UUID], grouped: frozenset[UUID]
) -> Iterator[tuple[list[Participant], MailTemplate, PlannedMail | Reason]]:
    groups: dict[Employer, list[Participant]] = {}
    for person in roster.participants:
        if person.enrolment_id not in wanted:
            continue
        if person.enrolment_id in grouped and person.employer is not None:
            groups.setdefault(person.employer, []).append(person)
        else:
            yield [person], words.single, _to_one(roster, words.single, person)
    for employer, group in groups.items():
        yield group, words.group, _to_group(roster, words.group, employer, group)


def _to_one(roster: Roster, template: MailTemplate, person: Participant) -> PlannedMail | Reason:
    contact = person.employer.contact if person.employer else None
    to = usable(addressee(person.name, person.email, contact), roster.bounced)
    if isinstance(to, Reason):
        return to
    wording = wording_of(template)
    kind = Context.CONTACT if contact and contact.receives_everything else Context.TRAINEE
    values = trainee_values(roster, person, wording.language)
    return PlannedMail(kind, person.enrolment_id, to, wording, values, (person.enrolment_id,))


def _to_group(
    roster: Roster, template: MailTemplate, employer: Employer, group: Sequence[Participant]
) -> PlannedMail | Reason:
    to = usable(to_contact(employer.contact), roster.bounced)
    if isinstance(to, Reason):
        return to
    wording = wording_of(template)
    values = group_values(roster, employer, group, wording.language)
    enrolments = tuple(person.enrolment_id for person in group)
    return PlannedMail(Context.CONTACT, employer.id, to, wording, values, enrolments)


def _planned(
    scene: Round, roster: Roster, mail: PlannedMail, people: Sequence[Participant], attachment: UUID | None
) -> PlannedReminder:
    course = roster.course
    starts = datetime.combine(course.first_day, course.days[0].start, ZoneInfo(course.sender.time_zone))
    return PlannedReminder(
        to=mail.to,
        names=tuple(person.name for person in people),
        what=course.type_name,
        on=course.first_day,
        subjects=tuple(Subject(enrolment_id, course.first_day) for enrolment_id in mail.enrolment_ids),
        dedupe_key=f"rem:{mail.enrolment_ids[0]}:{course.first_day.isoformat()}",
        cause=Cause("course", course.id, course.id),
        expires_at=starts,
        draw=partial(_draw, scene, roster, mail, attachment),
    )


def _draw(scene: Round, roster: Roster, mail: PlannedMail, attachment: UUID | None) -> Message:
    enclosures = Enclosures((), (attachment,) if attachment else ())
    message = draw(scene.post.renderer, roster, mail, enclosures, now=scene.now)
    return replace(message, kind="course-reminder", calendar=None, headers=automatic_headers())
