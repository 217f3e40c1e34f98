"""Attendance per course day over the API."""

from datetime import date
from typing import Any

from tests.api.test_enrolments import Scene, open_scene
from tests.factories.bodies import codes, day
from tests.portal import Portal

DAYS = (date(2026, 11, 23), date(2026, 11, 24))
FIRST, SECOND = (each.isoformat() for each in DAYS)


async def marked(scene: Scene, **mark: Any) -> list[dict[str, Any]]:
    """Mark several at once and give them as they are afterwards, in the order of the list."""
    answer = await scene.planner.post(f"{scene.url}/marks", json=mark)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_course_of_two_days_has_a_mark_for_each(portal: Portal) -> None:
    """R-EXT-04 R-CRS-02: present on both days counts as present, absent on one as absent."""
    scene = await open_scene(portal, days=DAYS)
    for trainee in scene.trainees:
        await scene.enrol(trainee)
    [one, _] = await marked(scene, attended=True, day=FIRST)
    assert (one["attended"], one["attendanceOverruled"]) == (None, False)
    assert one["days"] == [{"date": FIRST, "attended": True}, {"date": SECOND, "attended": None}]
    await marked(scene, attended=True, day=SECOND)
    [late] = await marked(scene, attended=False, day=SECOND, enrolmentIds=[one["id"]])
    assert late["attended"] is False
    listed = (await scene.planner.get(scene.url)).json()["items"]
    assert [each["attended"] for each in listed] == [False, True]
    [overruled] = await marked(scene, attended=True, enrolmentIds=[one["id"]])
    assert (overruled["attended"], overruled["attendanceOverruled"]) == (True, True)
    changed = await scene.change(overruled, attended=True, day=SECOND)
    assert changed.json()["attendanceOverruled"] is False


async def test_a_pass_needs_every_day(portal: Portal) -> None:
    """R-PRC-01: who is marked absent on one day loses the pass with it."""
    scene = await open_scene(portal, days=DAYS, people=1)
    await scene.enrol(scene.trainees[0])
    await marked(scene, attended=True, day=FIRST)
    [half] = await marked(scene, passed=True)
    assert half["passed"] is None
    await marked(scene, attended=True, day=SECOND)
    assert (await marked(scene, passed=True))[0]["passed"] is True
    assert (await marked(scene, attended=False, day=FIRST))[0]["passed"] is None


async def test_a_day_that_the_course_does_not_have_is_refused(portal: Portal) -> None:
    """R-CRS-02: a mark is about one of the course days."""
    scene = await open_scene(portal, days=DAYS, people=1)
    enrolment = (await scene.enrol(scene.trainees[0])).json()
    refused = await scene.planner.post(f"{scene.url}/marks", json={"attended": True, "day": "2026-11-25"})
    assert (refused.status_code, codes(refused.json())) == (400, {("/day", "day_unknown")})
    assert (await scene.change(enrolment, attended=True, day="2026-11-25")).status_code == 400


async def test_undoing_puts_every_mark_back(portal: Portal) -> None:
    """R-EXT-04: whatever was marked differently before "everyone present" is so again."""
    scene = await open_scene(portal, days=DAYS, people=3)
    made = [(await scene.enrol(each)).json()["id"] for each in scene.trainees]
    await marked(scene, attended=True, day=FIRST, enrolmentIds=made[:2])
    await marked(scene, attended=False, day=SECOND, enrolmentIds=made[:1])
    await marked(scene, attended=True, enrolmentIds=made[:1])
    await marked(scene, passed=True, enrolmentIds=made[:1])
    before = (await scene.planner.get(scene.url)).json()["items"]
    await marked(scene, attended=True, day=FIRST)
    await marked(scene, attended=False)
    items = [_marks(each) for each in before]
    answer = await scene.planner.post(f"{scene.url}/marks/restoration", json={"items": items})
    assert answer.status_code == 200, answer.text
    after = (await scene.planner.get(scene.url)).json()["items"]
    assert [_marks(each) for each in after] == items
    items[2]["passed"] = True
    refused = await scene.planner.post(f"{scene.url}/marks/restoration", json={"items": items})
    assert codes(refused.json()) == {("/items/2/passed", "passed_needs_attendance")}


async def test_a_day_that_is_added_is_not_marked_yet(portal: Portal) -> None:
    """R-CRS-10 R-PRC-01: nobody counts as present on a day that was added later; a moved day keeps its marks."""
    scene = await open_scene(portal, days=DAYS[:1], people=1)
    await scene.enrol(scene.trainees[0])
    await marked(scene, attended=True)
    two_days = [day(FIRST), day(SECOND)]
    url, version = f"/api/v1/courses/{scene.course.id}", scene.course.version
    answer = await scene.planner.patch(url, json={"days": two_days}, headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text
    [row] = (await scene.planner.get(scene.url)).json()["items"]
    assert (row["attended"], [each["attended"] for each in row["days"]]) == (None, [True, None])
    moved = [day("2026-11-30"), day("2026-12-01")]
    await scene.planner.patch(url, json={"days": moved}, headers={"If-Match": answer.headers["etag"]})
    [row] = (await scene.planner.get(scene.url)).json()["items"]
    assert row["days"] == [{"date": "2026-11-30", "attended": True}, {"date": "2026-12-01", "attended": None}]


def _marks(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("attended", "attendanceOverruled", "days", "passed")}
    return {"enrolmentId": row["id"], **kept}
