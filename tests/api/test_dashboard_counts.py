"""Every number of the dashboard equals the list that it opens, for a provider made at random."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.models import CertificationItem, CertificationItemDueDate
from app.core.identifiers import new_id
from app.mail.models import OutboxMail
from app.mail.outbox import queue_many
from app.providers.models import Provider
from app.staffing.models import StaffingRequest
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_external_instructor
from tests.factories.mails import make_dispatch
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal

TODAY = date(2026, 11, 23)
NEEDS = {
    "toProcess": "processing",
    "withoutInstructor": "instructor",
    "answers": "answer",
    "neverInvited": "invitation",
    "waitingLists": "place",
}


async def _course(session: AsyncSession, provider: Provider, number: int, chance: Random) -> None:
    teacher = await make_external_instructor(session, provider) if chance.random() < 0.5 else None
    white = chance.random() < 0.2
    course = await make_course(
        session,
        provider,
        number=number,
        days=(TODAY + timedelta(days=chance.randint(-20, 20)),),
        main=teacher,
        is_white_label=white,
        state=chance.choice(["planned", "planned", "planned", "processed", "cancelled"]),
    )
    for _ in range(0 if white else chance.randint(0, 2)):
        state = chance.choice(["enrolled", "waiting"])
        await make_enrolment(session, course, await make_trainee(session, provider), state=state)
    if chance.random() < 0.4:
        asked = await make_external_instructor(session, provider)
        session.add(
            StaffingRequest(
                provider_id=provider.id,
                course_id=course.id,
                external_instructor_id=asked.id,
                state=chance.choice(["available", "unavailable", "invited"]),
                invited_at=course.created_at,
            )
        )


async def _item(session: AsyncSession, provider: Provider, number: int, chance: Random, portal: Portal) -> None:
    expires = TODAY + timedelta(days=chance.randint(-30, 200))
    dates = {"expires_on": expires, "remind_on": expires - timedelta(days=56)}
    item = CertificationItem(
        provider_id=provider.id,
        id=new_id(),
        kind="aed",
        description=f"Item {number}",
        next_expires_on=dates["expires_on"],
        next_remind_on=dates["remind_on"],
        search="",
        archived_at=portal.clock.now() if chance.random() < 0.2 else None,
    )
    session.add(item)
    await session.flush()
    session.add(CertificationItemDueDate(provider_id=provider.id, item_id=item.id, part="inspection", **dates))


async def _mail(session: AsyncSession, chance: Random, portal: Portal) -> None:
    moment = portal.clock.now() - timedelta(days=chance.randint(0, 45))
    failed = (await queue_many(session, [make_dispatch()], now=moment))[0]
    again = (await queue_many(session, [make_dispatch()], now=moment))[0] if chance.random() < 0.3 else None
    state = chance.choice(["failed", "bounced", "expired", "sent"])
    await session.execute(update(OutboxMail).where(OutboxMail.id == failed).values(state=state, created_at=moment))
    if again is not None:
        values = {"state": "sent", "created_at": moment, "resend_of": failed}
        await session.execute(update(OutboxMail).where(OutboxMail.id == again).values(**values))


async def _listed(client: AsyncClient, path: str, **query: Any) -> int:
    answer = await client.get(f"/api/v1/{path}", params={"limit": 200, **query})
    assert answer.status_code == 200, answer.text
    assert answer.json()["nextCursor"] is None
    return len(answer.json()["items"])


@pytest.mark.parametrize("seed", range(2))
async def test_each_number_equals_the_list_it_opens(portal: Portal, seed: int) -> None:
    """R-DSH-01: whatever the provider is like; all of it in at most six statements."""
    chance = Random(seed)
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        for number in range(1, 19):
            await _course(session, provider, number, chance)
            await _item(session, provider, number, chance, portal)
            await _mail(session, chance, portal)
    client = await portal.login(provider, "viewer")
    with counted(portal.services.database) as statements:
        seen = (await client.get("/api/v1/dashboard")).json()
    assert len(statements) <= 6, statements
    numbers = {name: seen[name]["count"] for name in NEEDS}
    assert numbers == {name: await _listed(client, "courses", needs=need) for name, need in NEEDS.items()}
    assert sum(numbers.values()) > 5
    due = seen["certificationItems"]
    assert due["count"] == await _listed(client, "certification-items", due=True) > 0
    assert len(due["items"]) == min(due["count"], 5)
    assert seen["failedMails"]["count"] == await _listed(client, "mails", unresolved=True) > 0


async def test_groups_of_modules_that_are_off_are_empty(portal: Portal) -> None:
    """R-DSH-01 R-MOD-03: the work comes back with the module."""
    provider = await portal.provider(modules=("external_courses",))
    async with portal.writing() as session:
        await act_for(session, provider.id)
        await _item(session, provider, 1, Random(1), portal)
        await session.flush()
    seen = (await (await portal.login(provider)).get("/api/v1/dashboard")).json()
    assert seen["certificationItems"] == {"count": 0, "items": []}
