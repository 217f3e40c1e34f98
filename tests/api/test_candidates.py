"""What **Instructeurs beheren** tells of a candidate: how far, in which languages, when last here, by when he should answer."""

from datetime import date
from typing import Any

from sqlalchemy import text

from tests.factories.courses import make_course
from tests.factories.instructors import make_instructor
from tests.factories.staffing import DAY, Scene, open_scene
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_location
from tests.portal import Portal


async def names(scene: Scene, **query: str) -> list[str]:
    answer = await scene.planner.get(f"{scene.url}/staffing", params=query)
    return [each["instructor"]["name"].split()[-1] for each in answer.json()["items"]]


async def in_order_of_distance(portal: Portal) -> Scene:
    """Four instructors from near to far, named against the order: by postcode, by town, and one whom nobody can place."""
    scene = await open_scene(portal, people=0, location_text="Zaal 3, Ede")
    async with portal.owning() as owner:
        people: dict[str, dict[str, Any]] = {
            "Dichtbij": {"postcode": "6711 AB", "city": ""},
            "Centraal": {"postcode": "", "city": "Arnhem"},
            "Beneden": {"postcode": "6211 CK", "city": "Ede", "languages": ["nl", "en"]},
            "Aardenburg": {"postcode": "", "city": "Nergenshuizen"},
        }
        for family, columns in people.items():
            await make_instructor(owner, family_name=family, **columns)
    return scene


async def test_distance_counts_from_the_postcode_to_the_course(portal: Portal) -> None:
    """R-STF-02: by postcode before town; nothing is said where one of the two places is unknown."""
    scene = await in_order_of_distance(portal)
    far = {line["instructor"]["name"]: line["distanceKm"] for line in (await scene.lines()).values()}
    assert far["Ineke Dichtbij"] == 10
    assert 10 <= far["Ineke Centraal"] <= 25
    assert 110 <= far["Ineke Beneden"] <= 145
    assert far["Ineke Aardenburg"] is None
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await session.execute(text("update course set location_text = 'Bij de klant'"))
    answer = (await scene.planner.get(f"{scene.url}/staffing")).json()
    assert answer["near"] is False
    assert {each["distanceKm"] for each in answer["items"]} == {None}


async def test_a_location_of_the_provider_counts_by_its_postcode(portal: Portal) -> None:
    """R-STF-02: the location's postcode goes before what the course says in words."""
    scene = await in_order_of_distance(portal)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        location = await make_location(session, scene.provider, postcode="6222 AA", city="Ede")
        await session.execute(text("update course set location_id = :id"), {"id": location.id})
    assert (await names(scene, sort="distance"))[0] == "Beneden"


async def test_the_nearest_come_first_also_over_pages(portal: Portal) -> None:
    """R-STF-02: sorted by distance, who cannot be placed last; pages follow without gap in both orders."""
    scene = await in_order_of_distance(portal)
    near_to_far = ["Dichtbij", "Centraal", "Beneden", "Aardenburg"]
    assert await names(scene, sort="distance") == near_to_far
    assert await names(scene) == sorted(near_to_far)
    for sort, expected in (("distance", near_to_far), ("name", sorted(near_to_far))):
        seen: list[str] = []
        query: dict[str, Any] = {"sort": sort, "limit": "1"}
        for _ in range(4):
            answer = (await scene.planner.get(f"{scene.url}/staffing", params=query)).json()
            seen += [each["instructor"]["name"].split()[-1] for each in answer["items"]]
            query["cursor"] = answer["nextCursor"]
        assert (seen, query["cursor"]) == (expected, None)
    swapped = await scene.planner.get(f"{scene.url}/staffing", params={"limit": "1", "sort": "name"})
    wrong = {"cursor": swapped.json()["nextCursor"], "sort": "distance"}
    assert (await scene.planner.get(f"{scene.url}/staffing", params=wrong)).status_code == 400


async def test_languages_and_the_last_course_taught_here_are_told(portal: Portal) -> None:
    """R-STF-02: the latest course of this provider that is past and was not cancelled."""
    scene = await open_scene(portal, people=2)
    known, stranger = scene.people
    other = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        for day, state in (
            (date(2026, 5, 1), "processed"),
            (date(2026, 9, 1), "planned"),
            (date(2026, 10, 1), "cancelled"),
        ):
            await make_course(session, scene.provider, days=(day,), main=known, state=state)
        await make_course(session, scene.provider, days=(date(2027, 1, 1),), second=known)
        await act_for(session, other.id)
        await make_course(session, other, days=(date(2026, 11, 1),), main=stranger)
    lines = await scene.lines()
    assert lines[str(known.id)]["lastTaughtOn"] == "2026-09-01"
    assert lines[str(stranger.id)]["lastTaughtOn"] is None
    assert lines[str(known.id)]["instructor"]["languages"] == ["nl"]


async def test_a_day_to_reply_by_is_mailed_and_shown(portal: Portal) -> None:
    """R-STF-03: from today until the course begins; asking again sets it anew."""
    scene = await open_scene(portal, people=2)
    body: dict[str, Any] = {"instructors": [{"kind": "registered", "id": str(scene.people[0].id)}]}
    for wrong in ("2026-11-22", "2027-03-02"):
        refused = await scene.planner.post(f"{scene.url}/staffing-requests", json=body | {"replyBy": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/replyBy")
    asked = await scene.planner.post(f"{scene.url}/staffing-requests", json=body | {"replyBy": "2026-12-01"})
    request_id = asked.json()["items"][0]["id"]
    assert (await scene.lines())[str(scene.people[0].id)]["replyBy"] == "2026-12-01"
    mail = (await scene.mails("staffing-request"))[-1]
    assert "uiterlijk dinsdag 1 december 2026" in mail.text
    assert "uiterlijk dinsdag 1 december 2026" in (await portal.anonymous().get(mail.link)).text
    assert (await scene.act(request_id, "renewal"))["replyBy"] is None
    await scene.planner.post(f"{scene.url}/staffing-requests", json={"allFree": True, "replyBy": "2026-12-02"})
    assert (await scene.lines())[str(scene.people[1].id)]["replyBy"] == "2026-12-02"


async def test_an_answer_on_behalf_says_who_entered_it(portal: Portal) -> None:
    """R-STF-06: recorded as such, in the list and in the log; the instructor's own answer names nobody."""
    scene = await open_scene(portal, people=2)
    first, _ = await scene.invite(*scene.people)
    await scene.act(first, "answer", answer="available", note="Belde terug")
    links = {mail.to: mail.link for mail in await scene.mails("staffing-request")}
    await scene.press(links[scene.people[1].email], "available")
    lines = await scene.lines()
    assert lines[str(scene.people[0].id)]["answeredBy"].startswith("Gebruiker")
    assert lines[str(scene.people[1].id)]["answeredBy"] is None
    async with portal.services.database.tenant(scene.provider.id) as session:
        kinds = await session.scalars(
            text("select actor_kind from audit_event where action = 'staffing.answered' order by id")
        )
        assert list(kinds) == ["user", "instructor"]


async def test_the_list_takes_three_statements(portal: Portal) -> None:
    """R-STF-02: the course, the page, who is busy; however many candidates there are."""
    scene = await open_scene(portal, people=12)
    await scene.invite(*scene.people[:6])
    await scene.lines()
    for sort in ("name", "distance"):
        with counted(portal.services.database) as statements:
            assert len(await scene.lines(sort=sort)) == 12
        own = [each for each in statements if "caller_by_" not in each and "set_config" not in each]
        assert len(own) <= 3, own


async def test_page_of_a_course_on_another_day_is_another_list(portal: Portal) -> None:
    """R-STF-02: busy is judged per course, on its own days."""
    scene = await open_scene(portal, people=1, days=(DAY, date(2027, 3, 2)))
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await make_course(session, scene.provider, days=(date(2027, 3, 2),), main=scene.people[0])
    [line] = (await scene.lines()).values()
    assert [each["day"] for each in line["busy"]] == ["2027-03-02"]
    assert line["busy"][0]["own"] is True
