"""Moving, copying and repeating a course over the API."""

from datetime import date
from typing import Any

from icalendar import Calendar

from tests.factories.bodies import codes, course_body, day, pointer, shown_day
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_certified_type, make_external_instructor, make_instructor
from tests.factories.staffing import Scene, open_scene
from tests.factories.tenants import act_for, make_trainee
from tests.isolation.world import DOCUMENT
from tests.portal import Portal


def events(ics: bytes | None) -> list[tuple[str, int, date, str]]:
    """UID, SEQUENCE, day and status of every event in a calendar file."""
    assert ics is not None
    found: list[Any] = Calendar.from_ical(ics).walk("VEVENT")
    return [(str(e["uid"]), int(e["sequence"]), e["dtstart"].dt.date(), str(e["status"])) for e in found]


async def confirmed(portal: Portal) -> Scene:
    """A course on 1 March with a confirmed instructor, an undecided one, and an invited trainee."""
    scene = await open_scene(portal)
    one, two, _ = scene.people
    requests = await scene.invite(one, two)
    for request in requests:
        await scene.act(request, "answer", answer="available")
    await scene.act(requests[0], "confirmation", position="main")
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        trainee = await make_trainee(session, scene.provider, email="sanne@bedrijf.example")
        await make_enrolment(session, scene.course, trainee)
    mailing = {"subject": DOCUMENT, "body": DOCUMENT, "audience": "trainees"}
    assert (await scene.planner.post(f"{scene.url}/mailings", json=mailing)).status_code == 201
    portal.clock.advance(minutes=5)
    return scene


async def listed(scene: Scene, day: str) -> list[str]:
    """The courses with a day on that date."""
    answer = await scene.planner.get("/api/v1/courses", params={"from": day, "until": day})
    return [each["id"] for each in answer.json()["items"]]


async def busy(scene: Scene, day: str) -> bool:
    """Whether the instructor is booked on that date."""
    query = {"instructor": f"registered:{scene.people[0].id}", "day": f"{day}/09:00/17:00"}
    return bool((await scene.planner.get("/api/v1/instructor-conflicts", params=query)).json()["conflicts"])


async def test_a_move_by_a_day_leaves_nothing_on_the_old_date(portal: Portal) -> None:
    """R-CRS-10 R-CRS-05 R-INV-07: lists, busy days, calendars and staffing answers all follow the course."""
    scene = await confirmed(portal)
    plan = await scene.planner.post(f"{scene.url}/date-plans", json={"firstDay": "2027-03-02", "moving": True})
    assert plan.json()["told"] == 2
    assert plan.json()["items"] == [
        {"firstDay": "2027-03-02", "days": [day("2027-03-02")], "conflicts": [], "unqualified": []}
    ]
    moved = await scene.planner.post(f"{scene.url}/move", json={"firstDay": "2027-03-02", "tellInvited": True})
    assert moved.status_code == 200, moved.text
    assert (moved.json()["days"], moved.json()["firstDay"]) == ([shown_day("2027-03-02")], "2027-03-02")
    assert [await listed(scene, each) for each in ("2027-03-01", "2027-03-02")] == [[], [str(scene.course.id)]]
    assert [await busy(scene, each) for each in ("2027-03-01", "2027-03-02")] == [False, True]
    lines = await scene.lines()
    assert lines[str(scene.people[1].id)]["forOldDate"] is True
    told = {mail.to: events(mail.calendar) for mail in await scene.mails("course-moved")}
    [before] = events((await scene.mails("staffing-confirmed"))[0].calendar)
    expected = [(before[0], before[1] + 1, date(2027, 3, 2), "CONFIRMED")]
    assert told == {"sanne@bedrijf.example": expected, scene.people[0].email: expected}
    invited = events((await scene.mails("mailing"))[0].calendar)
    assert invited == [(before[0], before[1], date(2027, 3, 1), "CONFIRMED")]


async def test_nobody_is_told_unless_the_user_says_so(portal: Portal) -> None:
    """R-CRS-10: a move is silent by default, and an invitation that has not left yet does not leave with the old date."""
    scene = await confirmed(portal)
    mailing = {"subject": DOCUMENT, "body": DOCUMENT, "audience": "trainees", "onlyNotInvited": False}
    held = (await scene.planner.post(f"{scene.url}/mailings", json=mailing)).json()
    assert (await scene.planner.post(f"{scene.url}/move", json={"firstDay": "2027-03-09"})).status_code == 200
    assert await scene.mails("course-moved") == []
    mailings = (await scene.planner.get(f"{scene.url}/mailings")).json()["items"]
    assert {each["id"]: each["state"] for each in mailings}[held["id"]] == "cancelled"


async def test_a_longer_course_moves_as_one_and_its_days_are_published(portal: Portal) -> None:
    """R-CRS-02 R-CRS-10 R-INV-07: every day keeps its UID, and one that falls away later is taken out of calendars."""
    scene = await open_scene(portal, days=(date(2027, 3, 1), date(2027, 3, 4)))
    [request] = await scene.invite(scene.people[0])
    await scene.act(request, "answer", answer="available")
    await scene.act(request, "confirmation", position="main")
    body = {"firstDay": "2027-03-08", "tellInvited": True}
    moved = (await scene.planner.post(f"{scene.url}/move", json=body)).json()
    assert [each["date"] for each in moved["days"]] == ["2027-03-08", "2027-03-11"]
    shorter = {"days": [day("2027-03-08")], "tellInvited": True}
    headers = {"If-Match": f'"{moved["version"]}"'}
    assert (await scene.planner.patch(scene.url, json=shorter, headers=headers)).status_code == 200
    first, second = [events(mail.calendar) for mail in await scene.mails("course-moved")]
    assert [(at, status) for _, _, at, status in first] == [
        (date(2027, 3, 8), "CONFIRMED"),
        (date(2027, 3, 11), "CONFIRMED"),
    ]
    assert [(uid, status) for uid, _, _, status in second] == [(first[0][0], "CONFIRMED"), (first[1][0], "CANCELLED")]
    assert second[0][1] > first[0][1]


async def test_moving_checks_busy_and_qualification_like_booking(portal: Portal) -> None:
    """R-CRS-05 R-CRT-02 R-CRS-10: a busy instructor asks for the second step; without the qualification it is refused."""
    provider = await portal.provider()
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
        teacher = await make_instructor(owner, certified, valid_to=date(2027, 6, 30))
    planner = await portal.login(provider)
    other = await portal.login(await portal.provider(name="Geheim BV"))
    elsewhere = course_body(days=[day("2027-03-15")], mainInstructor=pointer(teacher), remarks="geheim")
    assert (await other.post("/api/v1/courses", json=elsewhere)).status_code == 201
    body = course_body(kind="certified", type={"id": str(certified.id)}, mainInstructor=pointer(teacher))
    course = (await planner.post("/api/v1/courses", json=body)).json()
    url = f"/api/v1/courses/{course['id']}"
    plan = await planner.post(f"{url}/date-plans", json={"firstDay": "2027-03-15", "moving": True})
    [conflict] = plan.json()["items"][0]["conflicts"]
    assert (conflict["own"], conflict["courseId"], conflict["typeName"]) == (False, None, None)
    refused = await planner.post(f"{url}/move", json={"firstDay": "2027-03-15"})
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_busy")
    accepted = await planner.post(f"{url}/move", json={"firstDay": "2027-03-15", "acceptDoubleBooking": True})
    assert accepted.status_code == 200
    late = {"firstDay": "2027-07-01"}
    plan = await planner.post(f"{url}/date-plans", json=late)
    assert plan.json()["items"][0]["unqualified"] == [f"Ineke {teacher.family_name}"]
    for path, wanted in (("move", late), ("copies", {"firstDays": ["2027-07-01"]})):
        refused = await planner.post(f"{url}/{path}", json=wanted)
        assert (refused.status_code, codes(refused.json())) == (400, {("/mainInstructor", "instructor_not_qualified")})
    assert (await planner.post(f"{url}/move", json={"firstDay": "2027-03-15"})).json()["errors"][0][
        "code"
    ] == "same_date"


async def test_courses_move_by_so_many_days_each_on_its_own(portal: Portal) -> None:
    """R-CRS-10 R-CRS-05: each keeps its own distance; a refusal of one leaves the others moved."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        teacher = await make_external_instructor(session, provider)
        await make_course(session, provider, number=90, days=(date(2027, 3, 11),), main=teacher)
        free = await make_course(session, provider, number=91, days=(date(2027, 3, 1), date(2027, 3, 3)))
        busy = await make_course(session, provider, number=92, days=(date(2027, 3, 4),), main=teacher)
    planner = await portal.login(provider)
    answers = [await planner.post(f"/api/v1/courses/{each.id}/move", json={"byDays": 7}) for each in (free, busy)]
    assert [each.status_code for each in answers] == [200, 409]
    assert [each["date"] for each in answers[0].json()["days"]] == ["2027-03-08", "2027-03-10"]
    assert answers[1].json()["params"]["conflicts"][0]["courseNumber"] == 90
    for body, refused in (
        ({"byDays": 0}, {("/byDays", "same_date")}),
        ({"byDays": 400}, {("/byDays", "less_than_equal")}),
        ({}, {("/body", "date_needed")}),
        ({"byDays": 1, "firstDay": "2027-03-02"}, {("/body", "date_needed")}),
    ):
        answer = await planner.post(f"/api/v1/courses/{free.id}/move", json=body)
        assert (answer.status_code, codes(answer.json())) == (400, refused)
    earlier = await planner.post(f"/api/v1/courses/{free.id}/move", json={"byDays": -7})
    assert earlier.json()["firstDay"] == "2027-03-01"


async def test_copies_are_new_courses_without_people(portal: Portal) -> None:
    """R-CRS-10 R-CRS-03 R-CRS-04: each copy has a number, days and expiry date of its own; trainees and files stay behind."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        teacher = await make_external_instructor(session, provider)
        trainee = await make_trainee(session, provider)
    body = course_body(
        type={"name": "Heftruck", "validityMonths": 12},
        days=[day("2027-01-30"), day("2027-01-31", "13:00", "16:30")],
        mainInstructor=pointer(teacher),
        visibleToOthers=True,
        requiredDocuments=["exams", {"label": "Checklist"}],
        remarks="Neem schoenen mee",
    )
    course = (await planner.post("/api/v1/courses", json=body)).json()
    url = f"/api/v1/courses/{course['id']}"
    assert (await planner.post(f"{url}/enrolments", json={"traineeId": str(trainee.id)})).status_code == 201
    made = await planner.post(f"{url}/copies", json={"firstDays": ["2027-03-02", "2027-02-02"]})
    assert made.status_code == 201, made.text
    assert [(each["number"], each["firstDay"]) for each in made.json()["items"]] == [
        (2, "2027-02-02"),
        (3, "2027-03-02"),
    ]
    copy = (await planner.get(f"/api/v1/courses/{made.json()['items'][0]['id']}")).json()
    assert copy["days"] == [shown_day("2027-02-02"), shown_day("2027-02-03", "13:00", "16:30")]
    assert (course["expiresOn"], copy["expiresOn"]) == ("2028-01-31", "2028-02-03")
    same = ("type", "maxTrainees", "instructors", "visibleToOthers", "remarks", "location")
    assert {name: copy[name] for name in same} == {name: course[name] for name in same}
    assert [each["label"] for each in copy["documents"]] == ["", "Checklist"]
    assert (copy["counts"]["enrolled"], course["counts"]["enrolled"]) == (0, 0)
    assert copy["state"] == "planned"


async def test_a_typed_expiry_date_moves_along_with_a_copy(portal: Portal) -> None:
    """R-CRS-04 R-CRS-10: what somebody typed keeps its distance."""
    planner = await portal.login(await portal.provider())
    course = (await planner.post("/api/v1/courses", json=course_body(expiresOn="2027-09-01"))).json()
    url = f"/api/v1/courses/{course['id']}"
    made = (await planner.post(f"{url}/copies", json={"firstDays": ["2027-10-01"]})).json()["items"]
    assert (await planner.get(f"/api/v1/courses/{made[0]['id']}")).json()["expiresOn"] == "2028-04-02"


async def test_a_series_tells_who_is_busy_per_date_and_books_all_or_none(portal: Portal) -> None:
    """R-CRS-10 R-CRS-05: weekly with a preview; a busy date asks for the second step, and meanwhile nothing is booked."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        teacher = await make_external_instructor(session, provider)
        course = await make_course(session, provider, days=[date(2027, 3, 1)], main=teacher)
        await make_course(session, provider, days=[date(2027, 3, 15)], main=teacher, number=7)
    url = f"/api/v1/courses/{course.id}"
    plan = (await planner.post(f"{url}/date-plans", json={"repeat": {"every": "week", "times": 3}})).json()
    told = [(each["firstDay"], [one["courseNumber"] for one in each["conflicts"]]) for each in plan["items"]]
    assert told == [("2027-03-08", []), ("2027-03-15", [7]), ("2027-03-22", [])]
    wanted: dict[str, Any] = {"firstDays": [each["firstDay"] for each in plan["items"]]}
    refused = await planner.post(f"{url}/copies", json=wanted)
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_busy")
    assert [each["day"] for each in refused.json()["params"]["conflicts"]] == ["2027-03-15"]
    assert len((await planner.get("/api/v1/courses")).json()["items"]) == 2
    made = await planner.post(f"{url}/copies", json=wanted | {"acceptDoubleBooking": True})
    assert [each["number"] for each in made.json()["items"]] == [1, 2, 3]
    free = await planner.post(f"{url}/copies", json={"firstDays": ["2027-03-15"], "withInstructors": False})
    assert (await planner.get(f"/api/v1/courses/{free.json()['items'][0]['id']}")).json()["instructors"] == []


async def test_a_course_longer_than_the_step_is_not_repeated(portal: Portal) -> None:
    """R-CRS-10: a series whose courses would lie over each other is refused, and so are dates given twice."""
    planner = await portal.login(await portal.provider())
    body = course_body(days=[day("2027-03-01"), day("2027-03-08")])
    url = f"/api/v1/courses/{(await planner.post('/api/v1/courses', json=body)).json()['id']}"
    refused = await planner.post(f"{url}/date-plans", json={"repeat": {"every": "week", "times": 2}})
    assert codes(refused.json()) == {("/repeat/every", "repeat_overlaps")}
    monthly = await planner.post(f"{url}/date-plans", json={"repeat": {"every": "month", "times": 2}})
    assert [each["firstDay"] for each in monthly.json()["items"]] == ["2027-04-01", "2027-05-01"]
    twice = await planner.post(f"{url}/copies", json={"firstDays": ["2027-04-01", "2027-04-01"]})
    assert codes(twice.json()) == {("/firstDays", "dates_invalid")}


async def test_both_instructors_must_hold_the_qualification_on_every_day(portal: Portal) -> None:
    """R-CRT-02 R-CRS-10: one day of a longer course out of reach is enough, for the second instructor as for the main one."""
    provider = await portal.provider()
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
        steady = await make_instructor(owner, certified)
        ending = await make_instructor(owner, certified, valid_to=date(2027, 3, 10))
    planner = await portal.login(provider)
    body = course_body(
        kind="certified",
        type={"id": str(certified.id)},
        days=[day("2027-03-01"), day("2027-03-03")],
        mainInstructor=pointer(steady),
        secondInstructor=pointer(ending),
    )
    course = (await planner.post("/api/v1/courses", json=body)).json()
    url = f"/api/v1/courses/{course['id']}"
    late = [day("2027-03-10"), day("2027-03-12")]
    refusals = {
        "move": await planner.post(f"{url}/move", json={"firstDay": "2027-03-10"}),
        "change": await planner.patch(url, json={"days": late}, headers={"If-Match": f'"{course["version"]}"'}),
        "copy": await planner.post(f"{url}/copies", json={"firstDays": ["2027-03-10"]}),
        "book": await planner.post("/api/v1/courses", json=body | {"days": late}),
    }
    told = {way: (answer.status_code, codes(answer.json())) for way, answer in refusals.items()}
    assert told == dict.fromkeys(refusals, (400, {("/secondInstructor", "instructor_not_qualified")}))
    assert (await planner.post(f"{url}/move", json={"firstDay": "2027-03-08"})).status_code == 200


async def test_moving_and_repeating_keep_to_the_providers_own_busy_rule(portal: Portal) -> None:
    """R-CRS-05 R-CRS-10: with the rule of overlapping times a margin apart is free, and less than the margin is not."""
    provider = await portal.provider(busy_rule="overlap", travel_margin_minutes=30)
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        teacher = await make_external_instructor(session, provider)
    morning = course_body(days=[day("2027-03-08", "09:00", "12:00")], mainInstructor=pointer(teacher))
    assert (await planner.post("/api/v1/courses", json=morning)).status_code == 201
    for starts, clashes in (("12:30", 0), ("12:29", 1)):
        later = course_body(days=[day("2027-03-01", starts, "16:00")], mainInstructor=pointer(teacher))
        answer = await planner.post("/api/v1/courses", json=later | {"acceptDoubleBooking": True})
        url = f"/api/v1/courses/{answer.json()['id']}"
        plan = (await planner.post(f"{url}/date-plans", json={"repeat": {"every": "week", "times": 1}})).json()
        assert len(plan["items"][0]["conflicts"]) == clashes
        moved = await planner.post(f"{url}/move", json={"firstDay": "2027-03-08"})
        assert moved.status_code == (409 if clashes else 200)
        await planner.post(f"{url}/cancellation", json={"tellInvited": False})
