"""Code 95 over the API: hours, deadlines, ticking."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from httpx import AsyncClient, Response
from sqlalchemy import select

from app.events.models import AuditEvent
from app.providers.models import Provider
from tests.factories.bodies import codes, course_body, day
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal

HOURS = {"theory": 3.5, "practice": 2.25, "eLearning": 0}
FIRST, SECOND = "2026-12-07", "2026-12-08"


@dataclass
class Scene:
    """A code 95 course of two days with one trainee, and its planner."""

    portal: Portal
    provider: Provider
    planner: AsyncClient
    course: dict[str, Any]

    @property
    def url(self) -> str:
        """The course."""
        return f"/api/v1/courses/{self.course['id']}"

    async def view(self) -> dict[str, Any]:
        """Code 95 of the course."""
        found: dict[str, Any] = (await self.planner.get(f"{self.url}/code95")).json()
        return found

    async def tick(self, date: str, duty: str) -> Response:
        """Say that something was reported."""
        return await self.planner.post(f"{self.url}/code95/reports", json={"date": date, "duty": duty})

    async def at(self, moment: datetime) -> None:
        """Let it be another moment, at which the planner has logged in anew."""
        self.portal.clock.moment = moment
        self.planner = await self.portal.login(self.provider)

    async def due(self) -> dict[str, Any]:
        """What the dashboard says."""
        found: dict[str, Any] = (await self.planner.get("/api/v1/dashboard")).json()["code95"]
        return found


async def open_scene(portal: Portal, *, enrolled: bool = True, **fields: Any) -> Scene:
    """Book the course."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    days = [day(FIRST) | {"hours": HOURS}, day(SECOND, starts="13:00") | {"hours": {"eLearning": 1}}]
    answer = await planner.post("/api/v1/courses", json=course_body(**{"days": days, "isCode95": True, **fields}))
    assert answer.status_code == 201, answer.text
    scene = Scene(portal, provider, planner, answer.json())
    if enrolled:
        async with portal.writing() as session:
            await act_for(session, provider.id)
            trainee = await make_trainee(session, provider)
        enrolment = await planner.post(f"{scene.url}/enrolments", json={"traineeId": str(trainee.id)})
        assert enrolment.status_code == 201
    return scene


def states(view: dict[str, Any]) -> list[list[str]]:
    """The states of the duties, day by day."""
    return [[duty["state"] for duty in each["duties"]] for each in view["days"]]


async def test_hours_are_kept_per_day_and_kind(portal: Portal) -> None:
    """R-CRS-01: in quarters, summed over the days; days that are sent without hours keep theirs."""
    scene = await open_scene(portal)
    assert scene.course["days"][0]["hours"] == HOURS
    view = await scene.view()
    assert view["totals"] == {"theory": 3.5, "practice": 2.25, "eLearning": 1.0}
    later = {"days": [day(FIRST, starts="10:00"), day(SECOND, starts="13:00")]}
    changed = await scene.planner.patch(scene.url, json=later, headers={"If-Match": f'"{scene.course["version"]}"'})
    assert changed.json()["days"][0]["hours"] == HOURS
    assert changed.json()["days"][0]["starts"] == "10:00"
    moved = await scene.planner.post(f"{scene.url}/move", json={"firstDay": "2027-01-11"})
    assert moved.json()["days"][0]["hours"] == HOURS, moved.text


async def test_impossible_hours_are_refused(portal: Portal) -> None:
    """R-CRS-01: quarters of an hour, and no more than a day has."""
    planner = await portal.login(await portal.provider())
    for hours, code in (({"theory": 0.1}, "multiple_of"), ({"theory": 20, "practice": 5}, "hours_too_many")):
        refused = await planner.post("/api/v1/courses", json=course_body(days=[day() | {"hours": hours}]))
        assert refused.status_code == 400
        assert code in {each[1] for each in codes(refused.json())}


async def test_a_change_of_hours_is_in_the_audit_log_and_bothers_nobody(portal: Portal) -> None:
    """R-ACC-03 R-INV-07: the days stay the same days, so that no calendar file of the course is out of date."""
    scene = await open_scene(portal)
    days = [day(FIRST) | {"hours": {"theory": 1}}, day(SECOND, starts="13:00")]
    await scene.planner.patch(scene.url, json={"days": days}, headers={"If-Match": f'"{scene.course["version"]}"'})
    async with portal.services.database.tenant(scene.provider.id) as session:
        event = (await session.scalars(select(AuditEvent).where(AuditEvent.action == "course.changed"))).one()
    assert event.changes == {
        "theory_hours": [[f"{FIRST} 3:30"], [f"{FIRST} 1:00"]],
        "practice_hours": [[f"{FIRST} 2:15"], []],
    }


async def test_every_day_counts_down_to_its_deadlines(portal: Portal) -> None:
    """R-CRS-01: two days ahead, half an hour after the start, four days after, in the provider's time zone."""
    scene = await open_scene(portal)
    view = await scene.view()
    assert [[duty["dueAt"] for duty in each["duties"]] for each in view["days"]] == [
        ["2026-12-05T22:59:59.000Z", "2026-12-07T08:30:00.000Z", "2026-12-11T22:59:59.000Z"],
        ["2026-12-06T22:59:59.000Z", "2026-12-08T12:30:00.000Z", "2026-12-12T22:59:59.000Z"],
    ]
    assert view["next"] == {"date": FIRST, "duty": "day", "dueAt": "2026-12-05T22:59:59.000Z"}
    await scene.at(datetime(2026, 12, 6, 9, tzinfo=UTC))
    view = await scene.view()
    assert states(view) == [["missed", "open", "open"], ["open", "open", "open"]]
    assert view["next"]["date"] == SECOND


async def test_ticking_keeps_who_and_when(portal: Portal) -> None:
    """R-CRS-01 R-ACC-03: once, however often; late is told; taking back leaves its trace in the audit log."""
    scene = await open_scene(portal)
    first = await scene.tick(FIRST, "day")
    assert first.status_code == 201
    portal.clock.advance(hours=1)
    again = (await scene.tick(FIRST, "day")).json()
    duty = again["days"][0]["duties"][0]
    assert (duty["state"], duty["reportedAt"]) == ("reported", "2026-11-23T09:00:00.000Z")
    assert duty["reportedBy"].startswith("Gebruiker")
    await scene.at(datetime(2026, 12, 7, 8, 30, 1, tzinfo=UTC))
    assert states((await scene.tick(FIRST, "trainees")).json())[0] == ["reported", "reportedLate", "open"]
    taken = await scene.planner.delete(f"{scene.url}/code95/reports/{duty['reportId']}")
    assert taken.status_code == 204
    assert states(await scene.view())[0][0] == "missed"
    async with portal.services.database.tenant(scene.provider.id) as session:
        actions = (await session.scalars(select(AuditEvent.action).where(AuditEvent.action.like("code95%")))).all()
    assert sorted(actions) == ["code95.reported", "code95.reported", "code95.taken_back"]


async def test_a_day_needs_a_trainee_to_be_reported(portal: Portal) -> None:
    """R-CRS-01: the waiting list does not count; a day that the course does not have is refused."""
    scene = await open_scene(portal, enrolled=False)
    for duty in ("day", "trainees"):
        refused = await scene.tick(FIRST, duty)
        assert (refused.status_code, refused.json()["code"]) == (409, "code95_needs_trainee")
    assert codes((await scene.tick("2026-12-09", "day")).json()) == {("/date", "day_unknown")}


async def test_a_course_that_moves_must_be_reported_anew(portal: Portal) -> None:
    """R-CRS-10: a tick belongs to its day."""
    scene = await open_scene(portal)
    await scene.tick(FIRST, "day")
    await scene.planner.post(f"{scene.url}/move", json={"firstDay": "2027-01-11"})
    assert states(await scene.view()) == [["open"] * 3, ["open"] * 3]


async def test_only_code95_courses_have_duties(portal: Portal) -> None:
    """R-CRS-01 R-EXT-05: neither an ordinary course, nor a cancelled one, nor one whose trainees somebody else keeps."""
    plain = await open_scene(portal, isCode95=False)
    assert "reportCode95" not in plain.course["allowedActions"]
    assert (await plain.tick(FIRST, "day")).json()["code"] == "not_code95"
    white = await open_scene(portal, enrolled=False, isWhiteLabel=True)
    assert (await white.tick(FIRST, "day")).json()["code"] == "white_label_course"
    gone = await open_scene(portal)
    await gone.planner.post(f"{gone.url}/cancellation", json={})
    for scene in (plain, white, gone):
        assert await scene.view() | {"totals": None} == {"totals": None, "days": [], "next": None}


async def test_the_dashboard_counts_the_same_deadlines(portal: Portal) -> None:
    """R-DSH-01: within a week or overdue, the first duty of each course; SQL and the course's own page agree."""
    scene = await open_scene(portal)
    assert await scene.due() == {"count": 0, "courses": []}
    for moment in (datetime(2026, 11, 29, 9, tzinfo=UTC), datetime(2026, 12, 6, 12, tzinfo=UTC)):
        await scene.at(moment)
        shown = await scene.due()
        assert (shown["count"], [each["id"] for each in shown["courses"]]) == (1, [scene.course["id"]])
        duties = [each for one in (await scene.view())["days"] for each in one["duties"]]
        first = min((each for each in duties if not each["reportId"]), key=lambda each: each["dueAt"])
        assert (shown["courses"][0]["duty"], shown["courses"][0]["dueAt"]) == (first["duty"], first["dueAt"])
    for date in (FIRST, SECOND):
        for duty in ("day", "trainees", "result"):
            await scene.tick(date, duty)
    assert (await scene.due())["count"] == 0


async def test_reports_of_another_provider_do_not_exist(portal: Portal) -> None:
    """R-CRS-09: nor can they be taken back."""
    scene, other = await open_scene(portal), await open_scene(portal)
    report = (await scene.tick(FIRST, "day")).json()["days"][0]["duties"][0]["reportId"]
    assert (await other.planner.delete(f"{scene.url}/code95/reports/{report}")).status_code == 404
    assert (await other.planner.delete(f"{other.url}/code95/reports/{report}")).status_code == 404
    assert states(await scene.view())[0][0] == "reported"
