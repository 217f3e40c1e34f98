"""Booking and changing courses over the API."""

from datetime import date
from typing import Any

from httpx import AsyncClient
from sqlalchemy import text

from app.instructors.models import Instructor
from app.providers.models import Provider
from tests.factories.bodies import codes, course_body, day, pointer, shown_day
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_certified_type, make_external_instructor, make_instructor
from tests.factories.tenants import act_for, make_location, make_trainee
from tests.portal import Portal


async def post(client: AsyncClient, **fields: Any) -> Any:
    """Book a course and return the answer."""
    return await client.post("/api/v1/courses", json=course_body(**fields))


async def booked(client: AsyncClient, **fields: Any) -> dict[str, Any]:
    """Book a course that must succeed."""
    answer = await post(client, **fields)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def patch(client: AsyncClient, course: dict[str, Any], **fields: Any) -> Any:
    """Change a course as it was seen."""
    return await client.patch(
        f"/api/v1/courses/{course['id']}", json=fields, headers={"If-Match": f'"{course["version"]}"'}
    )


async def someone(portal: Portal) -> Instructor:
    """A registered instructor."""
    async with portal.owning() as owner:
        return await make_instructor(owner)


async def test_course_is_booked_with_every_field_and_found_again(portal: Portal) -> None:
    """R-CRS-01 R-CRS-03: every field of the form is kept; the number counts per provider."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        external = await make_external_instructor(session, provider, name="Els Vos")
        location = await make_location(session, provider, name="De Loods", city="Breda")
    registered = await someone(portal)
    planner = await portal.login(provider)
    answer = await post(
        planner,
        mainInstructor=pointer(external),
        secondInstructor=pointer(registered),
        location={"id": str(location.id)},
        visibleToOthers=True,
        isCode95=True,
        remarks="Neem schoenen mee",
        requiredDocuments=["attendance_list", "exams", {"label": "Werkinstructie"}],
        expiresOn="2029-03-01",
    )
    course = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/courses/{course['id']}"
    assert answer.headers["etag"] == f'"{course["version"]}"'
    assert course["number"] == 1
    assert course["state"] == "planned"
    assert course["typeName"] == "Heftruck"
    assert course["days"] == [shown_day()]
    assert course["location"] == {"id": str(location.id), "text": "De Loods, Breda"}
    assert [(each["position"], each["name"]) for each in course["instructors"]] == [
        ("main", "Els Vos"),
        ("second", f"Ineke {registered.family_name}"),
    ]
    assert [(each["kind"], each["label"]) for each in course["documents"]] == [
        ("attendance_list", ""),
        ("exams", ""),
        ("own", "Werkinstructie"),
    ]
    assert course["expiresOn"] == "2029-03-01"
    assert course["isCode95"] is course["visibleToOthers"] is True
    assert set(course["allowedActions"]) == {
        "edit", "enrol", "invite", "staff", "mark", "upload", "cancel", "move", "copy", "attendanceList",
        "reportCode95",
    }  # fmt: skip
    assert (await planner.get(answer.headers["location"])).json() == course
    assert (await booked(planner))["number"] == 2
    assert (await booked(await portal.login(await portal.provider())))["number"] == 1


async def test_numbers_count_on_over_types_and_cancelled_courses(portal: Portal) -> None:
    """R-CRS-03: one row of numbers per provider, and no number is given twice."""
    planner = await portal.login(await portal.provider())
    first = await booked(planner, type={"name": "Heftruck"})
    assert (await planner.post(f"/api/v1/courses/{first['id']}/cancellation", json={})).status_code == 200
    others = [await booked(planner, type={"name": name}) for name in ("Hoogwerker", "Heftruck")]
    assert [first["number"], *(each["number"] for each in others)] == [1, 2, 3]


async def test_days_are_kept_in_order_and_make_the_period(portal: Portal) -> None:
    """R-CRS-02: a course has one or more days; the first and the last one bound it."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner, days=[day("2027-03-09"), day("2027-03-02", "10:00", "12:30")])
    assert course["days"] == [shown_day("2027-03-02", "10:00", "12:30"), shown_day("2027-03-09")]
    assert (course["firstDay"], course["lastDay"]) == ("2027-03-02", "2027-03-09")


async def test_everything_that_is_wrong_is_told_at_once_at_its_field(portal: Portal) -> None:
    """R-CRS-01 R-CRS-02: bad input names every broken field with a pointer."""
    planner = await portal.login(await portal.provider())
    answer = await post(
        planner,
        days=[day("2027-02-31"), day(ends="08:00"), day("2027-03-02", "25:00")],
        maxTrainees=0,
        type={"name": "  "},
        remarks="x" * 5001,
        reseller="a\nb",
        isWhiteLabel="misschien",
    )
    assert answer.status_code == 400
    assert codes(answer.json()) == {
        ("/days/0/date", "date_does_not_exist"),
        ("/days/1/ends", "end_before_start"),
        ("/days/2/starts", "time_invalid"),
        ("/maxTrainees", "greater_than_equal"),
        ("/type/name", "string_too_short"),
        ("/remarks", "string_too_long"),
        ("/reseller", "string_pattern_mismatch"),
        ("/isWhiteLabel", "bool_parsing"),
    }


async def test_rules_between_fields_are_told_together(portal: Portal) -> None:
    """R-CRS-01 R-CRS-02 R-EXT-05: a day twice, an expiry before the end, one person in both positions."""
    provider = await portal.provider()
    person = pointer(await someone(portal))
    planner = await portal.login(provider)
    answer = await post(
        planner,
        days=[day("2027-03-05"), day("2027-03-05", "18:00", "20:00")],
        expiresOn="2027-03-05",
        mainInstructor=person,
        secondInstructor=person,
        remarks="bsn 111222333",
    )
    assert answer.status_code == 400
    assert codes(answer.json()) == {
        ("/days/1/date", "day_twice"),
        ("/expiresOn", "expires_before_course_ends"),
        ("/secondInstructor", "instructor_twice"),
        ("/remarks", "bsn_not_allowed"),
    }


async def test_expiry_is_proposed_from_the_type_and_may_be_changed(portal: Portal) -> None:
    """R-CRS-04: months after the last day, to the month's end where needed; an external type remembers its validity."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner, type={"name": "VCA", "validityMonths": 6}, days=[day("2027-08-31")])
    assert course["expiresOn"] == "2028-02-29"
    again = await booked(planner, type={"name": " vca "}, days=[day("2027-01-15")])
    assert again["type"] == course["type"]
    assert again["expiresOn"] == "2027-07-15"
    assert (await booked(planner, type={"name": "VCA"}, expiresOn=None))["expiresOn"] is None
    assert (await booked(planner))["expiresOn"] is None


async def test_moving_a_course_moves_its_proposed_expiry_and_keeps_a_typed_one(portal: Portal) -> None:
    """R-CRS-04: only what nobody typed follows the days."""
    planner = await portal.login(await portal.provider())
    proposed = await booked(planner, type={"name": "VCA", "validityMonths": 12})
    typed = await booked(planner, type={"name": "VCA"}, expiresOn="2030-01-01")
    later = [day("2028-06-10")]
    assert (await patch(planner, proposed, days=later)).json()["expiresOn"] == "2029-06-10"
    assert (await patch(planner, typed, days=later)).json()["expiresOn"] == "2030-01-01"
    refused = await patch(planner, await booked(planner, expiresOn="2027-04-01"), days=later)
    assert codes(refused.json()) == {("/expiresOn", "expires_before_course_ends")}


async def test_a_provider_without_certification_books_external_courses_only(portal: Portal) -> None:
    """R-EXT-01 R-CRT-01: certified types are for CIBOT institutes."""
    async with portal.owning() as owner:
        certified = await make_certified_type(owner, name="Code 95 BHV")
    outsider = await portal.login(await portal.provider(institute=False, modules=()))
    refused = await post(outsider, kind="certified", type={"id": str(certified.id)})
    assert (refused.status_code, refused.json()["code"]) == (403, "external_courses_only")
    assert (await booked(outsider))["kind"] == "external"
    assert [each["kind"] for each in (await outsider.get("/api/v1/course-types")).json()["items"]] == ["external"]
    institute = await portal.login(await portal.provider())
    course = await booked(institute, kind="certified", type={"id": str(certified.id)})
    assert (course["typeName"], course["expiresOn"]) == ("Code 95 BHV", "2028-03-01")
    types = (await institute.get("/api/v1/course-types?kind=certified&q=code 95")).json()["items"]
    assert [each["name"] for each in types] == ["Code 95 BHV"]


async def test_an_institute_without_the_module_books_no_external_course(portal: Portal) -> None:
    """R-MOD-02: the refusal names the module."""
    planner = await portal.login(await portal.provider(modules=()))
    refused = await post(planner)
    assert (refused.status_code, refused.json()["code"]) == (403, "module_not_active")
    assert refused.json()["params"] == {"module": "external_courses"}


async def test_certified_course_needs_qualified_registered_instructors(portal: Portal) -> None:
    """R-CRT-02 R-EXT-02: the qualification must hold on every day, and an external instructor has none."""
    provider = await portal.provider()
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
        able = await make_instructor(owner, certified)
        lapsing = await make_instructor(owner, certified, valid_to=date(2027, 3, 1))
    async with portal.writing() as session:
        await act_for(session, provider.id)
        external = await make_external_instructor(session, provider)
    planner = await portal.login(provider)
    days = [day(), day("2027-03-02")]
    fields: dict[str, Any] = {"kind": "certified", "type": {"id": str(certified.id)}, "days": days}
    refused = await post(planner, **fields, mainInstructor=pointer(lapsing), secondInstructor=pointer(external))
    assert codes(refused.json()) == {
        ("/mainInstructor", "instructor_not_qualified"),
        ("/secondInstructor", "instructor_not_registered"),
    }
    assert (await booked(planner, **fields, mainInstructor=pointer(able)))["instructors"][0]["id"] == str(able.id)


async def test_what_belongs_to_another_provider_does_not_exist(portal: Portal) -> None:
    """R-CRS-01: foreign types, locations and instructors are a 404, and nothing is booked."""
    owner_provider, provider = await portal.provider(), await portal.provider()
    async with portal.writing() as session:
        await act_for(session, owner_provider.id)
        foreign = await make_course(session, owner_provider)
        location = await make_location(session, owner_provider)
        person = await make_external_instructor(session, owner_provider)
    planner = await portal.login(provider)
    for fields in (
        {"type": {"id": str(foreign.external_type_id)}},
        {"location": {"id": str(location.id)}},
        {"mainInstructor": pointer(person)},
    ):
        assert (await post(planner, **fields)).status_code == 404
    assert (await planner.get(f"/api/v1/courses/{foreign.id}")).status_code == 404
    assert (await planner.get(f"/api/v1/courses?typeId={foreign.external_type_id}")).status_code == 404
    assert (await planner.get("/api/v1/courses")).json()["items"] == []


async def test_a_change_needs_the_version_that_was_seen(portal: Portal) -> None:
    """R-CRS-01: without If-Match 428, with a former one 412, and a changed child counts as a change."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner)
    url = f"/api/v1/courses/{course['id']}"
    assert (await planner.patch(url, json={"remarks": "x"})).status_code == 428
    moved = await patch(planner, course, days=[day("2027-03-01", "10:00")])
    assert moved.json()["version"] > course["version"]
    stale = await patch(planner, course, remarks="x")
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_meanwhile")
    assert (await planner.patch(url, json={"kind": "certified"}, headers={"If-Match": "*"})).status_code in (400, 412)


async def test_changing_documents_keeps_files_that_are_there(portal: Portal) -> None:
    """R-EXT-04: what is no longer needed leaves the checklist; its file stays with the course."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner, requiredDocuments=["attendance_list", "exams"])
    url = f"/api/v1/courses/{course['id']}/documents"
    sent = await planner.post(
        url, files={"file": ("lijst.txt", b"aanwezig: iedereen\n")}, data={"documentId": course["documents"][0]["id"]}
    )
    assert sent.status_code == 201, sent.text
    changed = await patch(planner, course, requiredDocuments=[{"label": "Foto"}])
    kinds = {(each["kind"], each["label"], each["file"] is not None) for each in changed.json()["documents"]}
    assert kinds == {("file", "", True), ("own", "Foto", False)}


async def test_white_label_is_external_and_never_with_trainees(portal: Portal) -> None:
    """R-EXT-05: a course with enrolments cannot be turned white label."""
    provider = await portal.provider()
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
    planner = await portal.login(provider)
    refused = await post(planner, kind="certified", type={"id": str(certified.id)}, isWhiteLabel=True)
    assert codes(refused.json()) == {("/isWhiteLabel", "white_label_external_only")}
    white = await booked(planner, isWhiteLabel=True, reseller="Groothandel")
    assert not {"enrol", "mark"} & set(white["allowedActions"])
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
        await make_enrolment(session, course, await make_trainee(session, provider))
    seen = (await planner.get(f"/api/v1/courses/{course.id}")).json()
    turned = await patch(planner, seen, isWhiteLabel=True)
    assert (turned.status_code, turned.json()["code"]) == (409, "course_has_enrolments")


async def test_places_cannot_drop_below_those_taken(portal: Portal) -> None:
    """R-CRS-08: whoever has a place keeps it."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
        for _ in range(2):
            await make_enrolment(session, course, await make_trainee(session, provider))
    planner = await portal.login(provider)
    seen = (await planner.get(f"/api/v1/courses/{course.id}")).json()
    assert codes((await patch(planner, seen, maxTrainees=1)).json()) == {("/maxTrainees", "fewer_than_enrolled")}
    assert (await patch(planner, seen, maxTrainees=2)).json()["maxTrainees"] == 2


async def test_every_change_is_in_the_audit_log(portal: Portal) -> None:
    """R-ACC-03: who did what, with what it was before."""
    provider: Provider = await portal.provider()
    planner = await portal.login(provider)
    course = await booked(planner)
    await patch(planner, course, remarks="Kom op tijd")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        rows = (await session.execute(text("select action, changes from audit_event order by at, id"))).all()
    assert [row.action for row in rows] == ["course.booked", "course.changed"]
    assert "Kom op tijd" in str(rows[1].changes)


async def test_a_viewer_reads_and_changes_nothing(portal: Portal) -> None:
    """R-CRS-06: what the caller may not do is not offered, and is refused."""
    provider = await portal.provider()
    course = await booked(await portal.login(provider))
    viewer = await portal.login(provider, "viewer")
    assert (await viewer.get(f"/api/v1/courses/{course['id']}")).json()["allowedActions"] == ["attendanceList"]
    assert (await post(viewer)).status_code == 403
    assert (await patch(viewer, course, remarks="x")).status_code == 403
