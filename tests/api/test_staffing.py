"""Staffing over the API: who is asked, what is mailed, and what each state allows."""

import re
from datetime import date
from typing import Any

from sqlalchemy import text

from tests.factories.courses import make_course
from tests.factories.instructors import make_certified_type, make_external_instructor, make_instructor
from tests.factories.staffing import DAY, Scene, open_scene
from tests.factories.tenants import act_for
from tests.portal import Portal


async def book_elsewhere(scene: Scene, person: Any) -> None:
    """Another provider books the instructor on the day of the scene."""
    other = await scene.portal.provider()
    async with scene.portal.writing() as session:
        await act_for(session, other.id)
        await make_course(session, other, days=(DAY,), main=person)


async def test_a_course_without_instructor_lists_who_could_teach_it(portal: Portal) -> None:
    """R-STF-01 R-STF-02: an external course may have every registered instructor and the provider's own people."""
    scene = await open_scene(portal, people=2)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        external = await make_external_instructor(session, scene.provider, name="Externe Els")
    lines = await scene.lines()
    assert set(lines) == {*(str(each.id) for each in scene.people), str(external.id)}
    assert {line["state"] for line in lines.values()} == {"not_invited"}
    assert all(line["allowedActions"] == ["invite"] for line in lines.values())
    assert set(await scene.lines(q="externe els")) == {str(external.id)}


async def test_certified_course_lists_only_who_is_qualified_on_all_days(portal: Portal) -> None:
    """R-STF-02 R-CRT-02: the qualification must hold on every course day."""
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
        able = await make_instructor(owner, certified)
        lapsing = await make_instructor(owner, certified, valid_to=DAY)
        other = await make_instructor(owner)
    scene = await open_scene(portal, people=0, course_type=certified, days=(DAY, date(2027, 3, 2)))
    assert set(await scene.lines()) == {str(able.id)}
    body = {"instructors": [{"kind": "registered", "id": str(lapsing.id)}]}
    refused = await scene.planner.post(f"{scene.url}/staffing-requests", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_not_eligible")
    assert str(other.id) not in await scene.lines()


async def test_inviting_mails_the_question_with_two_buttons_and_a_link(portal: Portal) -> None:
    """R-STF-03: name, type, provider, date, times, place, both buttons, and the plain link."""
    scene = await open_scene(portal)
    [request_id] = await scene.invite(scene.people[0])
    [mail] = await scene.mails("staffing-request")
    assert mail.to == scene.people[0].email
    for expected in (
        "Ineke Docent 0", scene.course.type_name, "Opleidingen De Brug", "maandag 1 maart 2027", "09:00", "17:00",
        "Zaal 3, Ede", "Ik ben beschikbaar", "Ik ben niet beschikbaar", f"{mail.link}?a=ja", f"{mail.link}?a=nee",
    ):  # fmt: skip
        assert expected in mail.text
    assert mail.html.count("Ik ben") >= 2
    line = (await scene.lines())[str(scene.people[0].id)]
    assert (line["requestId"], line["state"]) == (request_id, "invited")
    assert line["invitedAt"] == "2026-11-23T09:00:00.000Z"


async def test_busy_instructor_shows_a_notice_and_cannot_be_invited(portal: Portal) -> None:
    """R-STF-02: a booking at any provider is in the way; of another's course only the times are told."""
    scene = await open_scene(portal)
    busy, free = scene.people[:2]
    await book_elsewhere(scene, busy)
    line = (await scene.lines())[str(busy.id)]
    assert line["allowedActions"] == []
    [conflict] = line["busy"]
    assert (conflict["own"], conflict["courseId"], conflict["typeName"]) == (False, None, None)
    assert (conflict["day"], conflict["starts"], conflict["ends"]) == ("2027-03-01", "09:00", "17:00")
    body = {"instructors": [{"kind": "registered", "id": str(each.id)} for each in (busy, free)]}
    refused = await scene.planner.post(f"{scene.url}/staffing-requests", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_busy")
    assert refused.json()["params"]["conflicts"][0]["instructor"]["id"] == str(busy.id)
    assert await scene.mails("staffing-request") == []


async def test_everybody_who_is_free_is_asked_once(portal: Portal) -> None:
    """R-STF-03: all free ones at once; a second time asks nobody again."""
    scene = await open_scene(portal, people=4)
    await book_elsewhere(scene, scene.people[0])
    await scene.invite(scene.people[1])
    for expected in (2, 0):
        answer = await scene.planner.post(f"{scene.url}/staffing-requests", json={"allFree": True})
        assert len(answer.json()["items"]) == expected
    assert len(await scene.mails("staffing-request")) == 3


async def test_somebody_who_was_asked_is_not_asked_twice_by_accident(portal: Portal) -> None:
    """R-STF-06: a second question needs **Opnieuw uitnodigen**."""
    scene = await open_scene(portal)
    await scene.invite(scene.people[0])
    body = {"instructors": [{"kind": "registered", "id": str(scene.people[0].id)}]}
    again = await scene.planner.post(f"{scene.url}/staffing-requests", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "staffing_state")
    assert len(await scene.mails("staffing-request")) == 1


async def test_confirming_books_and_tells_the_instructor_with_a_calendar(portal: Portal) -> None:
    """R-STF-06: main and second position, each once, each with an .ics file."""
    scene = await open_scene(portal)
    requests = await scene.invite(*scene.people[:2])
    for request_id in requests:
        await scene.act(request_id, "answer", answer="available")
    line = (await scene.lines())[str(scene.people[0].id)]
    assert line["allowedActions"] == ["inviteAgain", "confirmMain", "confirmSecond", "enterAnswer"]
    done = await scene.act(requests[0], "confirmation", position="main")
    assert (done["state"], done["position"]) == ("confirmed", "main")
    taken = await scene.planner.post(
        f"{scene.url}/staffing-requests/{requests[1]}/confirmation", json={"position": "main"}
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "position_taken")
    await scene.act(requests[1], "confirmation", position="second")
    mails = await scene.mails("staffing-confirmed")
    assert [mail.to for mail in mails] == [each.email for each in scene.people[:2]]
    assert all(mail.calendar and b"BEGIN:VEVENT" in mail.calendar for mail in mails)
    assert "hoofdinstructeur" in mails[0].text
    assert "tweede instructeur" in mails[1].text
    line = (await scene.lines())[str(scene.people[1].id)]
    assert (line["state"], line["position"], line["allowedActions"]) == ("confirmed", "second", [])


async def test_confirming_needs_a_yes(portal: Portal) -> None:
    """R-STF-06: who has not answered or said no cannot be confirmed."""
    scene = await open_scene(portal)
    [request_id] = await scene.invite(scene.people[0])
    url = f"{scene.url}/staffing-requests/{request_id}/confirmation"
    assert (await scene.planner.post(url, json={"position": "main"})).json()["code"] == "staffing_state"
    await scene.act(request_id, "answer", answer="unavailable", note="Op vakantie")
    assert (await scene.planner.post(url, json={"position": "main"})).status_code == 409
    assert (await scene.lines())[str(scene.people[0].id)]["note"] == "Op vakantie"


async def test_confirming_checks_busy_once_more(portal: Portal) -> None:
    """R-STF-06 R-CRS-05: booked elsewhere since the answer, he is refused until double booking is accepted."""
    scene = await open_scene(portal)
    [request_id] = await scene.invite(scene.people[0])
    await scene.act(request_id, "answer", answer="available")
    await book_elsewhere(scene, scene.people[0])
    url = f"{scene.url}/staffing-requests/{request_id}/confirmation"
    refused = await scene.planner.post(url, json={"position": "main"})
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_busy")
    assert (await scene.lines())[str(scene.people[0].id)]["state"] == "available"
    await scene.act(request_id, "confirmation", position="main", acceptDoubleBooking=True)
    assert len(await scene.mails("staffing-confirmed")) == 1


async def test_decline_notices_go_once_to_who_waits(portal: Portal) -> None:
    """R-STF-07: available and unanswered ones are told, once; who said no or is confirmed gets nothing."""
    scene = await open_scene(portal, people=4)
    chosen, willing, unable, silent = scene.people
    requests = await scene.invite(*scene.people)
    early = await scene.planner.post(f"{scene.url}/decline-notices")
    assert (early.status_code, early.json()["code"]) == (409, "nobody_confirmed")
    for request_id, answer in zip(requests, ("available", "available", "unavailable"), strict=False):
        await scene.act(request_id, "answer", answer=answer)
    await scene.act(requests[0], "confirmation", position="main")
    answers = [(await scene.planner.post(f"{scene.url}/decline-notices")).json()["declined"] for _ in range(2)]
    assert answers == [2, 0]
    assert {mail.to for mail in await scene.mails("staffing-declined")} == {willing.email, silent.email}
    states = {person_id: line["state"] for person_id, line in (await scene.lines()).items()}
    assert states == {
        str(chosen.id): "confirmed",
        str(willing.id): "declined",
        str(unable.id): "unavailable",
        str(silent.id): "declined",
    }


async def test_inviting_again_resets_the_answer_and_mails_again(portal: Portal) -> None:
    """R-STF-06: a new question, a new link, no answer."""
    scene = await open_scene(portal)
    [request_id] = await scene.invite(scene.people[0])
    await scene.act(request_id, "answer", answer="unavailable", note="Nee")
    renewed = await scene.act(request_id, "renewal")
    assert (renewed["state"], renewed["answeredAt"]) == ("invited", None)
    first, second = await scene.mails("staffing-request")
    assert first.link != second.link
    assert (await scene.lines())[str(scene.people[0].id)]["note"] == ""


async def test_answers_are_marked_when_the_course_moves(portal: Portal) -> None:
    """R-CRS-10 R-STF-06: what was asked for another day says so."""
    scene = await open_scene(portal)
    [request_id] = await scene.invite(scene.people[0])
    await scene.act(request_id, "answer", answer="available")
    assert not (await scene.lines())[str(scene.people[0].id)]["forOldDate"]
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        course = await session.merge(scene.course)
        await session.refresh(course, ["days"])
        course.days[0].date = date(2027, 3, 8)
        course.first_day = course.last_day = date(2027, 3, 8)
    assert (await scene.lines())[str(scene.people[0].id)]["forOldDate"]


async def test_nobody_is_asked_for_a_cancelled_or_past_course(portal: Portal) -> None:
    """R-CRS-06 R-STF-02: the course must still be ahead."""
    for columns in ({"state": "cancelled"}, {"days": (date(2026, 11, 20),)}):
        scene = await open_scene(portal, people=1, **columns)
        body = {"instructors": [{"kind": "registered", "id": str(scene.people[0].id)}]}
        refused = await scene.planner.post(f"{scene.url}/staffing-requests", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "course_state_refuses")
        assert (await scene.lines())[str(scene.people[0].id)]["allowedActions"] == []


async def test_staffing_is_closed_without_its_module_and_to_viewers_who_write(portal: Portal) -> None:
    """R-MOD-02: 403 names the module; a viewer looks and cannot ask."""
    scene = await open_scene(portal)
    viewer = await portal.login(scene.provider, "viewer")
    assert (await viewer.get(f"{scene.url}/staffing")).status_code == 200
    assert (await viewer.post(f"{scene.url}/staffing-requests", json={"allFree": True})).status_code == 403
    bare = await portal.login(await portal.provider(modules=("external_courses",)))
    closed = await bare.get(f"{scene.url}/staffing")
    assert (closed.status_code, closed.json()["code"], closed.json()["params"]["module"]) == (
        403,
        "module_not_active",
        "staffing",
    )


async def test_another_provider_finds_neither_course_nor_request(portal: Portal) -> None:
    """R-STF-06: foreign ids are unknown ids, and nothing changes."""
    scene = await open_scene(portal)
    [request_id] = await scene.invite(scene.people[0])
    stranger = await portal.login(await portal.provider())
    calls = {
        f"{scene.url}/staffing-requests": {"allFree": True},
        f"{scene.url}/staffing-requests/{request_id}/renewal": None,
        f"{scene.url}/staffing-requests/{request_id}/confirmation": {"position": "main"},
        f"{scene.url}/staffing-requests/{request_id}/answer": {"answer": "available"},
        f"{scene.url}/decline-notices": None,
    }
    assert (await stranger.get(f"{scene.url}/staffing")).status_code == 404
    assert {(await stranger.post(url, json=body)).status_code for url, body in calls.items()} == {404}
    assert (await scene.lines())[str(scene.people[0].id)]["state"] == "invited"


async def test_pages_of_candidates_follow_each_other_without_gap(portal: Portal) -> None:
    """R-STF-02: also among instructors of nearly the same name."""
    scene = await open_scene(portal, people=5)
    seen: list[str] = []
    cursor: dict[str, Any] = {}
    for _ in range(3):
        answer = (await scene.planner.get(f"{scene.url}/staffing", params={"limit": "2", **cursor})).json()
        seen += [each["instructor"]["id"] for each in answer["items"]]
        cursor = {"cursor": answer["nextCursor"]}
    assert (len(seen), set(seen), cursor["cursor"]) == (5, {str(each.id) for each in scene.people}, None)


async def test_address_of_an_instructor_who_did_not_agree_stays_hidden(portal: Portal) -> None:
    """R-INS-02 R-MAIL-04: neither the sent mails nor the answer's notification tell the provider where he lives online."""
    scene = await open_scene(portal, people=2)
    hidden, shown = scene.people
    async with portal.owning() as owner:
        await owner.execute(text("update instructor set email_visible = (id = :shown)"), {"shown": shown.id})
    await scene.invite(hidden, shown)
    listed = await scene.planner.get("/api/v1/mails", params={"kind": "staffing-request"})
    assert {each["recipientEmail"] for each in listed.json()["items"]} == {"", shown.email}
    for each in listed.json()["items"]:
        assert hidden.email not in (await scene.planner.get(f"/api/v1/mails/{each['id']}")).text
    for mail in await scene.mails("staffing-request"):
        await scene.press(mail.link, "available")
    answers = (await scene.planner.get("/api/v1/mails", params={"kind": "staffing-answer"})).json()["items"]
    replies = {(await scene.planner.get(f"/api/v1/mails/{each['id']}")).json()["replyTo"] for each in answers}
    assert replies == {"", shown.email}


async def test_no_colleague_can_act_as_the_instructor_by_reading_his_mails(portal: Portal) -> None:
    """R-STF-04 R-MAIL-04: a mail shows its words, but not the keys of its links: a viewer may read, not answer or mark."""
    scene = await open_scene(portal)
    [request_id] = await scene.invite(scene.people[0])
    await scene.act(request_id, "answer", answer="available")
    await scene.act(request_id, "confirmation", position="main")
    keys = {key for kind in ("staffing-request", "staffing-confirmed") for key in await keys_in(scene, kind)}
    assert len(keys) == 2
    viewer = await portal.login(scene.provider, "viewer")
    for each in (await viewer.get("/api/v1/mails")).json()["items"]:
        seen = await viewer.get(f"/api/v1/mails/{each['id']}")
        assert scene.course.type_name in seen.json()["text"]
        assert not [key for key in keys if key in seen.text]


async def keys_in(scene: Scene, kind: str) -> set[str]:
    """The signed tokens in the mails of a kind, as their readers have them."""
    return {key for mail in await scene.mails(kind) for key in re.findall(r"/(?:antwoord|lesdag)/([\w-]+)", mail.text)}
