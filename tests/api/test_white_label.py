"""White-label courses: no trainee gets in by any way, and they are never work to be done."""

from datetime import timedelta
from typing import Any

from tests.factories.bodies import course_body, day
from tests.factories.courses import make_course, make_enrolment
from tests.factories.sample_files import PDF
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal

LIST = "Voornaam;Achternaam\nJan;Jansen\n"
IMPORTS = "/api/v1/trainee-imports"


def pasted(course_id: object) -> dict[str, Any]:
    """A list for a course, as the screen pastes it."""
    return {"text": (None, LIST), "courseId": (None, str(course_id))}


async def test_no_trainee_gets_in_by_any_way(portal: Portal) -> None:
    """R-EXT-05: not one by one, new or known, by upload, by paste, from the waiting list or from another course."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        white = await make_course(session, provider, is_white_label=True)
        open_course = await make_course(session, provider)
        someone, other = [await make_trainee(session, provider) for _ in range(2)]
        enrolled = await make_enrolment(session, open_course, someone)
        waiting = await make_enrolment(session, white, other, state="waiting")
    url = f"/api/v1/courses/{white.id}/enrolments"
    csv = ("lijst.csv", LIST.encode(), "text/csv")
    ways = {
        "known": await planner.post(url, json={"traineeId": str(someone.id)}),
        "new": await planner.post(url, json={"trainee": {"givenName": "An", "familyName": "Kok"}}),
        "waiting list": await planner.post(url, json={"traineeId": str(someone.id), "acceptWaitingList": True}),
        "paste": await planner.post(IMPORTS, files=pasted(white.id)),
        "upload": await planner.post(IMPORTS, files={"file": csv, "courseId": (None, str(white.id))}),
        "promotion": await planner.patch(
            f"{url}/{waiting.id}", json={"state": "enrolled"}, headers={"If-Match": f'"{waiting.version}"'}
        ),
        "move": await planner.post(
            f"/api/v1/courses/{open_course.id}/enrolments/transfers",
            json={"enrolmentIds": [str(enrolled.id)], "courseId": str(white.id)},
        ),
    }
    refused = {way: (answer.status_code, answer.json()["code"]) for way, answer in ways.items()}
    assert refused == dict.fromkeys(ways, (409, "white_label_course"))
    assert (await planner.get(f"/api/v1/courses/{white.id}")).json()["placeOffer"] is None
    assert [each["trainee"]["id"] for each in (await planner.get(url)).json()["items"]] == [str(other.id)]


async def test_a_list_that_was_judged_before_is_not_let_in_afterwards(portal: Portal) -> None:
    """R-EXT-05: a course that turned white label between looking at a list and agreeing to it takes nobody."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
    judged = (await planner.post(IMPORTS, files=pasted(course.id))).json()
    url = f"/api/v1/courses/{course.id}"
    turned = await planner.patch(url, json={"isWhiteLabel": True}, headers={"If-Match": f'"{course.version}"'})
    assert turned.status_code == 200, turned.text
    agreed = await planner.post(f"{IMPORTS}/{judged['id']}/execution")
    assert (agreed.status_code, agreed.json()["code"]) == (409, "white_label_course")


async def test_a_course_with_anybody_in_it_is_not_turned(portal: Portal) -> None:
    """R-EXT-05: one on the waiting list is enough; after the last one left it can be turned."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
        waiting = await make_enrolment(session, course, await make_trainee(session, provider), state="waiting")
    url, seen = f"/api/v1/courses/{course.id}", {"If-Match": f'"{course.version}"'}
    refused = await planner.patch(url, json={"isWhiteLabel": True}, headers=seen)
    assert (refused.status_code, refused.json()["code"]) == (409, "course_has_enrolments")
    assert (await planner.delete(f"{url}/enrolments/{waiting.id}")).status_code == 204
    turned = await planner.patch(url, json={"isWhiteLabel": True, "reseller": "Groothandel BV"}, headers=seen)
    assert (turned.status_code, turned.json()["reseller"]) == (200, "Groothandel BV")


async def test_it_is_never_work_and_takes_files_to_the_end(portal: Portal) -> None:
    """R-EXT-05: after its day nothing asks for processing; files can be added, and the reseller finds it."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    past = (portal.clock.now().date() - timedelta(days=3)).isoformat()
    body = course_body(days=[day(past)], isWhiteLabel=True, reseller="Groothandel")
    white = (await planner.post("/api/v1/courses", json=body)).json()
    url = f"/api/v1/courses/{white['id']}"
    actions = set((await planner.get(url)).json()["allowedActions"])
    assert not actions & {"enrol", "mark", "process", "correct", "reopen"}
    assert (await planner.get("/api/v1/dashboard")).json()["toProcess"]["count"] == 0
    to_do = await planner.get("/api/v1/courses", params={"state": "held", "whiteLabel": False})
    assert to_do.json()["items"] == []
    added = await planner.post(f"{url}/documents", files={"file": ("a.pdf", PDF, "application/pdf")})
    assert added.status_code == 201
    found = await planner.get("/api/v1/courses", params={"q": "groothandel"})
    assert [each["id"] for each in found.json()["items"]] == [white["id"]]
