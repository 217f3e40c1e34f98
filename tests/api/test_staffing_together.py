"""Staffing when several people press at the same moment."""

import asyncio
from collections import Counter

from httpx import Response
from sqlalchemy import text

from tests.factories.courses import make_course
from tests.factories.staffing import DAY, Scene, hidden_fields, open_scene
from tests.factories.tenants import act_for
from tests.portal import Portal


async def beside(scene: Scene) -> Scene:
    """A second course of the same provider on the same day."""
    async with scene.portal.writing() as session:
        await act_for(session, scene.provider.id)
        course = await make_course(session, scene.provider, days=(DAY,))
    return Scene(scene.portal, scene.provider, course, scene.planner, scene.people)


async def test_two_confirmations_at_once_book_the_instructor_once(portal: Portal) -> None:
    """R-STF-06 R-CRS-05: of two courses on one day, one gets him; the other one is told that he is busy."""
    first = await open_scene(portal)
    second = await beside(first)
    calls = []
    for scene in (first, second):
        [request_id] = await scene.invite(scene.people[0])
        await scene.act(request_id, "answer", answer="available")
        calls.append(f"{scene.url}/staffing-requests/{request_id}/confirmation")
    answers = await asyncio.gather(*(first.planner.post(url, json={"position": "main"}) for url in calls))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 1}
    assert {answer.json().get("code") for answer in answers} == {None, "instructor_busy"}
    assert len(await first.mails("staffing-confirmed")) == 1


async def test_two_for_one_position_at_once_give_one(portal: Portal) -> None:
    """R-STF-06: a position is given once."""
    scene = await open_scene(portal)
    requests = await scene.invite(*scene.people[:2])
    for request_id in requests:
        await scene.act(request_id, "answer", answer="available")
    urls = [f"{scene.url}/staffing-requests/{request_id}/confirmation" for request_id in requests]
    answers = await asyncio.gather(*(scene.planner.post(url, json={"position": "main"}) for url in urls))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 1}


async def test_invitations_at_once_mail_each_instructor_once(portal: Portal) -> None:
    """R-STF-03: five times **all free** at the same moment is one mail each."""
    scene = await open_scene(portal)
    url = f"{scene.url}/staffing-requests"
    answers = await asyncio.gather(*(scene.planner.post(url, json={"allFree": True}) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert Counter(mail.to for mail in await scene.mails("staffing-request")) == {
        each.email: 1 for each in scene.people
    }


async def test_the_same_button_pressed_at_once_notifies_once(portal: Portal) -> None:
    """R-STF-05: a double click is one answer and one notification."""
    scene = await open_scene(portal)
    await scene.invite(scene.people[0])
    link = (await scene.mails("staffing-request"))[0].link
    visitor = portal.anonymous()
    form = hidden_fields((await visitor.get(link)).text) | {"answer": "available"}
    answers = await asyncio.gather(*(visitor.post(link, data=form) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {303}
    assert len(await scene.mails("staffing-answer")) == 1


async def test_decline_notices_at_once_go_out_once(portal: Portal) -> None:
    """R-STF-07: once each, however often it is pressed."""
    scene = await open_scene(portal, people=4)
    requests = await scene.invite(*scene.people)
    await scene.act(requests[0], "answer", answer="available")
    await scene.act(requests[0], "confirmation", position="main")
    answers = await asyncio.gather(*(scene.planner.post(f"{scene.url}/decline-notices") for _ in range(4)))
    assert sorted(answer.json()["declined"] for answer in answers) == [0, 0, 0, 3]
    assert len(await scene.mails("staffing-declined")) == 3


async def test_twenty_answer_while_the_planner_confirms_two(portal: Portal) -> None:
    """R-STF-04 R-STF-06 R-STF-07: one main, one second, each other told once, nobody twice, and the log is complete."""
    scene = await open_scene(portal, people=20)
    requests = await scene.invite(*scene.people)
    links = {mail.to: mail.link for mail in await scene.mails("staffing-request")}
    for number in range(2):
        await scene.press(links[scene.people[number].email], "available")
    confirmations = [
        _confirm(scene, request_id, position)
        for request_id, position in zip(requests[:2], ("main", "second"), strict=True)
    ]
    presses = [scene.press(links[each.email], "available") for each in scene.people[2:]]
    answers, decisions = await asyncio.gather(asyncio.gather(*presses), asyncio.gather(*confirmations))
    assert [each.status_code for each in decisions] == [200, 200]
    assert set(answers) <= {303, 409}
    assert (await scene.planner.post(f"{scene.url}/decline-notices")).json() == {"declined": 18}
    assert (await scene.planner.post(f"{scene.url}/decline-notices")).json() == {"declined": 0}
    confirmed = await scene.mails("staffing-confirmed")
    assert sorted(mail.to for mail in confirmed) == sorted(each.email for each in scene.people[:2])
    declined = Counter(mail.to for mail in await scene.mails("staffing-declined"))
    assert declined == {each.email: 1 for each in scene.people[2:]}
    lines = list((await scene.lines()).values())
    assert Counter(line["position"] for line in lines) == {"main": 1, "second": 1, None: 18}
    assert Counter(line["state"] for line in lines) == {"confirmed": 2, "declined": 18}
    log = await _log(scene)
    taken = 2 + answers.count(303)
    assert log == {
        "staffing.invited": 20,
        "staffing.answered": taken,
        "staffing.confirmed": 2,
        "staffing.declined-others": 1,
    }
    assert len(await scene.mails("staffing-answer")) == taken


async def _confirm(scene: Scene, request_id: str, position: str) -> Response:
    """Confirm, and come again when the portal says that it is too busy just now (503 with Retry-After)."""
    for _ in range(10):
        answer = await scene.planner.post(
            f"{scene.url}/staffing-requests/{request_id}/confirmation", json={"position": position}
        )
        if answer.status_code != 503:
            break
    return answer


async def _log(scene: Scene) -> Counter[str]:
    async with scene.portal.services.database.tenant(scene.provider.id) as session:
        actions = await session.scalars(text("select action from audit_event where action like 'staffing.%'"))
        return Counter(actions)
