"""Expiry digests to customers (R-EXP-03): one mail per customer and month, with everything that expires in it.

Where the provider keeps certification items, those of the customer stand in it beside the people (R-CIT-02).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Row, Uuid, bindparam, text

from app.bounces.suppressions import suppressed
from app.certification_items.kinds import word
from app.core.database.session import bound_provider
from app.customers.correspondence import Topic, contact_in, contact_of, to_contact
from app.invitations.planning import Reason, usable
from app.mail.language import Language
from app.mail.outbox import Cause
from app.providers.active import modules_on
from app.reminders.due_days import end_of, last_due
from app.reminders.expiry_mails import Company, Expiring, digest_values, draw_digest
from app.reminders.kinds import ReminderKind
from app.reminders.opt_outs import IS_LEFT_OUT, Spared
from app.reminders.planning import PlannedReminder, ReminderPlan, Round, Skipped, SkipReason, Subject, without_address
from app.reminders.settings import SettingDraft, words_of
from app.reminders.trainees import IS_RENEWED
from app.templates.document import Wording
from app.visiting.links import contact_page

_DUE = text(
    f"""
    select cu.id as customer_id, cu.name, coalesce(contact.contact_name, '') as contact_name,
           coalesce(contact.contact_email, '') as contact_email, contact.contact_id,
           cast(date_trunc('month', cast(k.expires_on as timestamp)) as date) as month,
           k.expires_on, k.type_name, t.given_name,
           concat_ws(' ', nullif(t.infix, ''), t.family_name) as last_name,
           {IS_RENEWED} as renewed,
           {IS_LEFT_OUT.format(column="trainee_id", subject="k.trainee_id")} as trainee_out,
           {IS_LEFT_OUT.format(column="customer_id", subject="cu.id")} as customer_out
    from certificate k
    join trainee t on t.provider_id = :provider and t.id = k.trainee_id
    join customer cu on cu.provider_id = :provider and cu.id = t.customer_id and cu.archived_at is null
    left join lateral ({contact_of("cu", Topic.REMINDERS)}) contact on true
    where k.provider_id = :provider and k.revoked_at is null and k.kind = 'certified'
      and k.expires_on between :day and :until
      and not exists (select from reminder r where r.provider_id = :provider and r.kind = :kind
                      and r.subject_id = cu.id and r.occasion = cast(date_trunc('month', cast(k.expires_on as timestamp)) as date))
    order by month, cu.name_sort, cu.id, k.expires_on, t.name_sort, k.id
    """
)

_THINGS = text(
    """
    select i.customer_id, cast(date_trunc('month', cast(d.expires_on as timestamp)) as date) as month,
           i.description, i.location, d.part, d.expires_on
    from certification_item_due_date d
    join certification_item i on i.provider_id = :provider and i.id = d.item_id
    where d.provider_id = :provider and d.renewed_at is null and i.archived_at is null
      and d.expires_on between :day and :until and i.customer_id = any(:customers)
    order by d.expires_on, i.description, d.id
    """
).bindparams(bindparam("customers", type_=ARRAY(Uuid())))
Things = Mapping[tuple[date, UUID], list[Expiring]]


async def plan_digests(scene: Round, draft: SettingDraft) -> ReminderPlan:
    """Every digest that is due on the day of the round; a customer without certificates to tell of gets none."""
    wording = words_of(ReminderKind.CUSTOMER_EXPIRY, draft)
    mails: list[PlannedReminder] = []
    skipped: list[Skipped] = []
    due = await _due(scene, draft)
    bounced = await suppressed(scene.session, {row.contact_email for row in due})
    things = await _things(scene, draft, {row.customer_id for row in due}, wording.language)
    for (month, customer_id), group in groupby(due, key=lambda row: (row.month, row.customer_id)):
        rows = list(group)
        if rows[0].customer_out:
            skipped.append(Skipped(rows[0].contact_name, rows[0].name, month, SkipReason.CUSTOMER_LEFT_OUT))
            continue
        told = [row for row in rows if not (row.renewed or row.trainee_out)]
        skipped += [_left_out(row) for row in rows if row.renewed or row.trainee_out]
        made = _digest(scene, wording, month, told, bounced, things.get((month, customer_id), ())) if told else None
        if isinstance(made, PlannedReminder):
            mails.append(made)
        elif made is not None:
            skipped.append(made)
    return ReminderPlan(ReminderKind.CUSTOMER_EXPIRY, tuple(mails), tuple(skipped))


async def _due(scene: Round, draft: SettingDraft) -> Sequence[Row[*tuple[Any, ...]]]:
    values = {
        "provider": bound_provider(scene.session),
        "kind": ReminderKind.CUSTOMER_EXPIRY.value,
        "day": scene.day,
        "until": last_due(scene.day, draft.lead),
    }
    return (await scene.session.execute(_DUE, values)).all()


async def _things(scene: Round, draft: SettingDraft, customers: Collection[UUID], language: Language) -> Things:
    """What of these customers' items expires, by month and customer; nothing while the module is off."""
    found: dict[tuple[date, UUID], list[Expiring]] = {}
    if not customers or "certification_items" not in await modules_on(scene.session, scene.day):
        return found
    values = {
        "provider": bound_provider(scene.session),
        "day": scene.day,
        "until": last_due(scene.day, draft.lead),
        "customers": list(customers),
    }
    for row in await scene.session.execute(_THINGS, values):
        place = f"({row.location})" if row.location else ""
        told = Expiring(row.description, place, word(row.part, language), row.expires_on)
        found.setdefault((row.month, row.customer_id), []).append(told)
    return found


def _left_out(row: Row[*tuple[Any, ...]]) -> Skipped:
    reason = SkipReason.RENEWED if row.renewed else SkipReason.LEFT_OUT
    return Skipped(f"{row.given_name} {row.last_name}".strip(), row.type_name, row.expires_on, reason)


def _digest(
    scene: Round,
    wording: Wording,
    month: date,
    rows: list[Row[*tuple[Any, ...]]],
    bounced: Collection[str],
    things: Sequence[Expiring] = (),
) -> PlannedReminder | Skipped:
    customer_id: UUID = rows[0].customer_id
    company = Company(rows[0].name, contact_in(rows[0]))
    to = usable(to_contact(company.contact), bounced)
    if isinstance(to, Reason):
        return Skipped(company.contact.name, company.name, month, without_address(to))
    told = [Expiring(row.given_name, row.last_name, row.type_name, row.expires_on) for row in rows] + list(things)
    values = digest_values(scene, company, told, wording.language)
    spared = Spared(None, customer_id, ReminderKind.CUSTOMER_EXPIRY)
    return PlannedReminder(
        to=to,
        names=tuple(row.holder for row in told),
        what=company.name,
        on=month,
        subjects=(Subject(customer_id, month),),
        dedupe_key=f"expc:{customer_id}:{month:%Y-%m}",
        cause=Cause("customer", customer_id),
        expires_at=end_of(max(each.expires_on for each in told), scene.sender.time_zone),
        draw=partial(draw_digest, scene, wording, values, to, spared, contact_page(rows[0])),
    )
