"""Certification items beside people in the digest to a customer."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.drafts import DueDateDraft
from app.certification_items.keeping import create_item
from app.customers.models import Customer
from app.events.audit import SYSTEM
from app.reminders.digests import plan_digests
from app.reminders.planning import PlannedReminder
from app.reminders.running import next_round
from app.reminders.settings import SettingDraft
from app.trainees.keeping import Desk
from tests.app.invitations.scenes import NOW, Scene, make_scene
from tests.app.reminders.stage import POST
from tests.databases import as_owner
from tests.factories.certificates import make_certificate
from tests.factories.instructors import make_certified_type
from tests.factories.tenants import make_customer

ZONE = ZoneInfo("Europe/Amsterdam")
APRIL, MAY = date(2027, 4, 20), date(2027, 5, 20)


async def make_item(session: AsyncSession, customer: Customer | None, description: str, expires_on: date) -> None:
    """An AED in the hall."""
    values: dict[str, Any] = {
        "kind": "aed",
        "own_kind_id": None,
        "description": description,
        "location": "hal",
        "pieces": 1,
    }
    values |= {"customer_id": customer.id if customer else None, "identification": "", "remarks": ""}
    due = [DueDateDraft("battery", expires_on, None)]
    await create_item(session, values, due, Desk(SYSTEM, NOW, NOW.date()))


async def digests(session: AsyncSession) -> list[PlannedReminder]:
    """What goes to the customers in March."""
    scene, _ = await next_round(session, POST, now=datetime(2027, 3, 20, 7, tzinfo=ZONE), since=NOW)
    return list((await plan_digests(scene, SettingDraft(enabled=True, lead=8))).mails)


async def with_certificate(session: AsyncSession) -> Scene:
    """A customer of which one certificate expires in April."""
    scene = await make_scene(session)
    async with as_owner(session):
        kind = await make_certified_type(session)
    await make_certificate(
        session, scene.trainees[0], expires_on=date(2027, 4, 15), kind="certified", certified_type_id=kind.id
    )
    return scene


async def test_people_and_things_of_a_month_stand_in_one_mail(session: AsyncSession) -> None:
    """R-EXP-03 R-CIT-02: only those of the customer, of that month, that were not renewed."""
    scene = await with_certificate(session)
    other = await make_customer(session, scene.provider)
    await make_item(session, scene.customer, "AED receptie", APRIL)
    await make_item(session, scene.customer, "AED kantine", MAY)
    await make_item(session, other, "AED elders", APRIL)
    await make_item(session, None, "AED van niemand", APRIL)
    [mail] = await digests(session)
    assert mail.names[1:] == ("AED receptie (hal)",)
    drawn = mail.draw()
    assert "AED receptie (hal)" in drawn.text
    assert "Batterij" in drawn.text
    assert mail.expires_at.date() == APRIL + timedelta(days=1)


async def test_things_stay_out_while_their_module_is_off(session: AsyncSession) -> None:
    """R-MOD-03: and without a certificate that expires there is no mail at all (R-EXP-03)."""
    scene = await with_certificate(session)
    await make_item(session, scene.customer, "AED receptie", APRIL)
    await make_item(session, await make_customer(session, scene.provider), "AED elders", APRIL)
    await session.execute(
        text("update provider_module set active_until = '2027-01-01' where module = 'certification_items'")
    )
    [mail] = await digests(session)
    assert len(mail.names) == 1
