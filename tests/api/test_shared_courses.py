"""Courses that other providers share."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from httpx import AsyncClient

from app.providers.models import Provider
from tests.factories.courses import make_course, make_enrolment, make_external_type
from tests.factories.instructors import make_external_instructor
from tests.factories.tenants import act_for, make_customer, make_location, make_trainee
from tests.portal import Portal

URL = "/api/v1/shared-courses"
CANARY = "kanarie"
_numbers = count(1)


async def share(portal: Portal, provider: Provider, **columns: Any) -> None:
    """A shared course with something secret in every corner of it."""
    number = next(_numbers)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        kind = await make_external_type(session, provider, name=columns.pop("type_name", f"Heftruck {number}"))
        teacher = await make_external_instructor(
            session, provider, name=f"Docent {CANARY}", email=f"{CANARY}{number}@docent.example", phone=f"06-{CANARY}"
        )
        customer = await make_customer(session, provider, name=f"Klant {CANARY}")
        location = await make_location(session, provider, directions=f"Sleutel bij {CANARY}", address=f"{CANARY} 1")
        values = {"days": [date(2027, 3, 1)], "location_text": "Breda", "max_trainees": 12, "visible_to_others": True}
        course = await make_course(
            session,
            provider,
            **{
                "course_type": kind,
                "main": teacher,
                "remarks": f"Opmerking {CANARY}",
                "reseller": f"Wederverkoper {CANARY}",
                "location_id": location.id,
                **values,
                **columns,
            },
        )
        for state in ("enrolled", "enrolled", "waiting"):
            trainee = await make_trainee(session, provider, customer=customer, email=None, remarks=CANARY)
            await make_enrolment(session, course, trainee, state=state)


async def listed(client: AsyncClient, **query: Any) -> list[dict[str, Any]]:
    """The shared courses that somebody sees."""
    answer = await client.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_shared_course_tells_what_it_may_and_nothing_else(portal: Portal) -> None:
    """R-CRS-09: type, dates, place, provider with contact details and free places; no canary of anything else."""
    sharer = await portal.provider(name="Buurman BV", email="info@buurman.example", phone="0301234567", city="Ede")
    await share(portal, sharer, type_name="Heftruck")
    viewer = await portal.login(await portal.provider(), "viewer")
    answer = await viewer.get(URL)
    [course] = answer.json()["items"]
    assert len(course.pop("key")) == 36
    assert course == {
        "kind": "external",
        "typeName": "Heftruck",
        "firstDay": "2027-03-01",
        "lastDay": "2027-03-01",
        "days": [{"date": "2027-03-01", "starts": "09:00", "ends": "17:00"}],
        "place": "Breda",
        "freePlaces": 10,
        "provider": {"name": "Buurman BV", "email": "info@buurman.example", "phone": "0301234567", "city": "Ede"},
    }
    assert CANARY not in answer.text.lower()
    assert await listed(viewer, q=CANARY) == []
    assert await listed(viewer, q="docent") == []


async def test_only_open_courses_of_others_are_shared(portal: Portal) -> None:
    """R-CRS-09 R-EXT-05 R-MOD-03: not the own ones, nor what is hidden, past, off, white label, or of a module that is off."""
    sharer = await portal.provider(name="Buurman BV")
    await share(portal, sharer, visible_to_others=False)
    await share(portal, sharer, days=[portal.clock.now().date() - timedelta(days=1)])
    await share(portal, sharer, state="cancelled")
    await share(portal, sharer, is_white_label=True)
    await share(portal, await portal.provider(modules=()))
    await share(portal, await portal.provider(state="suspended"))
    await share(portal, sharer, days=[portal.clock.now().date()])
    other, own = await portal.login(await portal.provider()), await portal.login(sharer)
    assert [each["firstDay"] for each in await listed(other)] == [portal.clock.now().date().isoformat()]
    assert await listed(own) == []


async def test_shared_courses_are_filtered_and_paged(portal: Portal) -> None:
    """R-CRS-09: by words, period and free places; page by page in one order."""
    sharer = await portal.provider(name="Café Opleidingen")
    for number in range(3):
        await share(portal, sharer, days=[date(2027, 3, 1 + number)], type_name=f"Cursus {number}")
    await share(portal, sharer, days=[date(2027, 3, 1)], max_trainees=2, type_name="Vol", location_text="Assen")
    viewer = await portal.login(await portal.provider())
    named = [each["typeName"] for each in await listed(viewer, until="2027-03-02", withFreePlaces=True)]
    assert named == ["Cursus 0", "Cursus 1"]
    assert [each["freePlaces"] for each in await listed(viewer, q="assen")] == [0]
    assert len(await listed(viewer, q="CAFE cursus")) == 3
    assert await listed(viewer, kind="certified") == []
    first = (await viewer.get(URL, params={"limit": 3})).json()
    rest = await listed(viewer, limit=3, cursor=first["nextCursor"])
    keys = [each["key"] for each in (*first["items"], *rest)]
    assert (len(keys), len(set(keys))) == (4, 4)
