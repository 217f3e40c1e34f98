"""Files of a course and its attendance list over the API."""

import io
from datetime import date
from typing import Any

from httpx import AsyncClient
from pypdf import PdfReader

from app.trainees.names import PersonName
from tests.factories.bodies import codes, course_body
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal

TEXT = {"file": ("werkinstructie.txt", b"Draag een helm.\n")}


async def booked(client: AsyncClient, **fields: Any) -> dict[str, Any]:
    """A course that needs two documents."""
    answer = await client.post(
        "/api/v1/courses", json=course_body(requiredDocuments=["attendance_list", "exams"], **fields)
    )
    body: dict[str, Any] = answer.json()
    return body


async def test_a_file_goes_to_the_checklist_or_beside_it(portal: Portal) -> None:
    """R-EXT-04: the required documents are uploaded; anything else may be added, and read back as an attachment."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner)
    url = f"/api/v1/courses/{course['id']}"
    place = {"documentId": course["documents"][1]["id"]}
    exams = await planner.post(f"{url}/documents", files=TEXT, data=place)
    beside = await planner.post(f"{url}/documents", files=TEXT, data={"label": "Route"})
    assert (exams.status_code, beside.status_code) == (201, 201)
    documents = (await planner.get(url)).json()["documents"]
    assert [(each["kind"], each["label"], bool(each["file"])) for each in documents] == [
        ("attendance_list", "", False),
        ("exams", "", True),
        ("file", "Route", True),
    ]
    got = await planner.get(exams.headers["location"])
    assert got.content == b"Draag een helm.\n"
    assert got.headers["content-disposition"].startswith('attachment; filename="werkinstructie.txt"')
    assert got.headers["x-content-type-options"] == "nosniff"


async def test_taking_a_file_away_leaves_the_checklist(portal: Portal) -> None:
    """R-EXT-04: what is needed stays needed."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner)
    url = f"/api/v1/courses/{course['id']}"
    needed = (
        await planner.post(f"{url}/documents", files=TEXT, data={"documentId": course["documents"][0]["id"]})
    ).json()
    beside = (await planner.post(f"{url}/documents", files=TEXT)).json()
    for document in (needed, beside):
        assert (await planner.delete(f"{url}/documents/{document['id']}")).status_code == 204
    assert [each["file"] for each in (await planner.get(url)).json()["documents"]] == [None, None]
    assert (await planner.delete(f"{url}/documents/{beside['id']}")).status_code == 404


async def test_white_label_courses_take_files_too(portal: Portal) -> None:
    """R-EXT-05: files can be added to a white-label course."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner, isWhiteLabel=True)
    assert (await planner.post(f"/api/v1/courses/{course['id']}/documents", files=TEXT)).status_code == 201


async def test_files_are_refused_with_a_reason(portal: Portal) -> None:
    """R-EXT-04 R-INV-06: too large, of a kind that is not accepted, not there, or for a document that is not the course's."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner)
    url = f"/api/v1/courses/{course['id']}/documents"
    too_large = await planner.post(url, files={"file": ("groot.txt", b"a" * (10 * 1024 * 1024 + 1))})
    assert (too_large.status_code, too_large.json()["code"]) == (413, "attachment_too_large")
    program = await planner.post(url, files={"file": ("lijst.pdf", b"MZ\x90\x00" + bytes(200))})
    assert (program.status_code, program.json()["code"]) == (415, "file_type_not_allowed")
    assert codes((await planner.post(url, data={"label": "x"})).json()) == {("/file", "required")}
    bent = await planner.post(url, files=TEXT, data={"documentId": "nee"})
    assert [pointer for pointer, _ in codes(bent.json())] == ["/documentId"]
    unknown = await planner.post(url, files=TEXT, data={"documentId": course["id"]})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "document_not_found")


async def test_files_and_courses_of_others_do_not_exist(portal: Portal) -> None:
    """R-EXT-04: another provider's file cannot be read, added to or taken away."""
    owner = await portal.login(await portal.provider())
    course = await booked(owner)
    url = f"/api/v1/courses/{course['id']}"
    made = await owner.post(f"{url}/documents", files=TEXT)
    stranger = await portal.login(await portal.provider())
    for answer in (
        await stranger.get(made.headers["location"]),
        await stranger.post(f"{url}/documents", files=TEXT),
        await stranger.delete(f"{url}/documents/{made.json()['id']}"),
        await stranger.get(f"{url}/attendance-list"),
    ):
        assert answer.status_code == 404


async def test_the_attendance_list_is_neutral_and_names_who_has_a_place(portal: Portal) -> None:
    """R-EXT-03 R-CRT-03: the provider's own name, the course, everybody with a place; nobody from the waiting list."""
    provider = await portal.provider(name="Opleidingen De Brug")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, number=806, days=(date(2027, 3, 1),), location_text="Zaal 3, Ede")
        for name, state in (
            (PersonName("Łucja", "van der", "Berg"), "enrolled"),
            (PersonName("Wim", "", "Wacht"), "waiting"),
        ):
            await make_enrolment(session, course, await make_trainee(session, provider, name=name), state=state)
    planner = await portal.login(provider)
    answer = await planner.get(f"/api/v1/courses/{course.id}/attendance-list", params={"language": "nl"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "806.pdf" in answer.headers["content-disposition"]
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for expected in ("Opleidingen De Brug", "#806", "Berg, Łucja van der", "01-03-2027", "Zaal 3, Ede"):
        assert expected in text
    assert "Wacht" not in text
    assert "CIBOT" not in text


async def test_a_cancelled_course_has_no_attendance_list(portal: Portal) -> None:
    """R-CRS-06: and takes no files."""
    planner = await portal.login(await portal.provider())
    course = await booked(planner)
    url = f"/api/v1/courses/{course['id']}"
    await planner.post(f"{url}/cancellation", json={})
    assert (await planner.get(f"{url}/attendance-list")).json()["code"] == "course_state_refuses"
    assert (await planner.post(f"{url}/documents", files=TEXT)).json()["code"] == "course_state_refuses"
