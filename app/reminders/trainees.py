"""Expiry reminders to trainees (R-EXP-01, R-EXP-02, R-EXP-04): which certificates are reminded of on a day."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from app.bounces.suppressions import suppressed
from app.core.database.session import bound_provider
from app.customers.correspondence import Addressee, Topic, addressee, contact_in, contact_of
from app.invitations.planning import Reason, usable
from app.mail.outbox import Cause
from app.reminders.due_days import end_of, last_due
from app.reminders.expiry_mails import Company, Expiring, draw_reminder, reminder_values
from app.reminders.kinds import ReminderKind
from app.reminders.opt_outs import IS_LEFT_OUT, Spared
from app.reminders.planning import PlannedReminder, ReminderPlan, Round, Skipped, SkipReason, Subject, without_address
from app.reminders.settings import SettingDraft, words_of
from app.templates.document import Wording
from app.visiting.links import PageOwner, contact_page

PART = 500
"""So many certificates are taken at a time, each part in a transaction of its own."""
IS_RENEWED = """exists (
    select from certificate newer
    where newer.provider_id = :provider and newer.trainee_id = k.trainee_id and newer.type_key = k.type_key
      and newer.revoked_at is null and newer.id <> k.id
      and (newer.expires_on is null or (newer.expires_on, newer.id) > (k.expires_on, k.id)))"""
"""Whether its holder has another valid certificate of the same type that lasts longer (R-EXP-02)."""

# One that came in the place of another is not reminded of again, unless its date is another.
_DUE = text(
    f"""
    select k.id, k.expires_on, k.type_name, t.id as trainee_id, t.given_name, t.email,
           concat_ws(' ', nullif(t.infix, ''), t.family_name) as last_name,
           cu.id as customer_id, cu.name as customer_name, coalesce(contact.contact_name, '') as contact_name,
           coalesce(contact.contact_email, '') as contact_email, contact.contact_id,
           cu.correspondence_via_contact, {IS_RENEWED} as renewed,
           {IS_LEFT_OUT.format(column="trainee_id", subject="k.trainee_id")} as trainee_out,
           {IS_LEFT_OUT.format(column="customer_id", subject="t.customer_id")} as customer_out
    from certificate k
    join trainee t on t.provider_id = :provider and t.id = k.trainee_id
    left join customer cu on cu.provider_id = :provider and cu.id = t.customer_id
    left join lateral ({contact_of("cu", Topic.REMINDERS)}) contact on true
    where k.provider_id = :provider and k.revoked_at is null and k.expires_on between :day and :until
      and (k.expires_on, k.id) > (cast(:after_day as date), cast(:after_id as uuid))
      and not exists (select from reminder r where r.provider_id = :provider and r.kind = :kind
                      and r.subject_id = k.id and r.occasion = k.expires_on)
      and not exists (select from reminder r where r.provider_id = :provider and r.kind = :kind
                      and r.subject_id = k.replaces_id and r.occasion = k.expires_on)
    order by k.expires_on, k.id
    limit {PART}
    """
)
_START = (date(1, 1, 1), UUID(int=0))


async def plan_trainee_reminders(
    scene: Round, draft: SettingDraft, after: tuple[date, UUID] | None = None
) -> ReminderPlan:
    """The next part of what is due on the day of the round."""
    rows = await _due(scene, draft, after or _START)
    wording = words_of(ReminderKind.TRAINEE_EXPIRY, draft)
    bounced = await suppressed(scene.session, {address for row in rows for address in (row.email, row.contact_email)})
    made = [_planned(scene, wording, row, bounced) for row in rows]
    return ReminderPlan(
        ReminderKind.TRAINEE_EXPIRY,
        tuple(each for each in made if isinstance(each, PlannedReminder)),
        tuple(each for each in made if isinstance(each, Skipped)),
        (rows[-1].expires_on, rows[-1].id) if len(rows) == PART else None,
    )


async def _due(scene: Round, draft: SettingDraft, after: tuple[date, UUID]) -> Sequence[Row[*tuple[Any, ...]]]:
    values = {
        "provider": bound_provider(scene.session),
        "kind": ReminderKind.TRAINEE_EXPIRY.value,
        "day": scene.day,
        "until": last_due(scene.day, draft.lead),
        "after_day": after[0],
        "after_id": after[1],
    }
    return (await scene.session.execute(_DUE, values)).all()


def _planned(
    scene: Round, wording: Wording, row: Row[*tuple[Any, ...]], bounced: Collection[str]
) -> PlannedReminder | Skipped:
    expiring = Expiring(row.given_name, row.last_name, row.type_name, row.expires_on)
    company = _company(row)
    reader = addressee(expiring.holder, row.email, company.contact if company else None)
    to = usable(reader, bounced)
    reason = _passed_over(row) or (without_address(to) if isinstance(to, Reason) else None)
    if reason is not None or reader is None or isinstance(to, Reason):
        return Skipped(expiring.holder, row.type_name, row.expires_on, reason or SkipReason.NO_ADDRESS)
    kind = ReminderKind.TRAINEE_EXPIRY
    spared = Spared(None, row.customer_id, kind) if reader.is_contact else Spared(row.trainee_id, None, kind)
    values = reminder_values(scene, expiring, company, wording.language)
    return PlannedReminder(
        to=to,
        names=(expiring.holder,),
        what=row.type_name,
        on=row.expires_on,
        subjects=(Subject(row.id, row.expires_on),),
        dedupe_key=f"exp:{row.id}:{row.expires_on.isoformat()}",
        cause=Cause("certificate", row.id),
        expires_at=end_of(row.expires_on, scene.sender.time_zone),
        draw=partial(draw_reminder, scene, wording, values, reader, to, spared, _page(row, reader)),
    )


def _page(row: Row[*tuple[Any, ...]], reader: Addressee) -> PageOwner | None:
    if reader.is_contact:
        return contact_page(row)
    return PageOwner("trainee", row.trainee_id, reader.email)


def _passed_over(row: Row[*tuple[Any, ...]]) -> SkipReason | None:
    if row.renewed:
        return SkipReason.RENEWED
    if row.trainee_out:
        return SkipReason.LEFT_OUT
    return SkipReason.CUSTOMER_LEFT_OUT if row.customer_out else None


def _company(row: Row[*tuple[Any, ...]]) -> Company | None:
    if row.customer_id is None:
        return None
    return Company(row.customer_name, contact_in(row))
