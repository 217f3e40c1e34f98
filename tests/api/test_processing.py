"""Processing courses over the API: what is missing, certificates once, corrections and undoing."""

import asyncio
from datetime import date

from tests.api.held import held, rows
from tests.factories.processing import ABSENT, FAILED, PASSED, UNMARKED, make_held_course, need_document
from tests.factories.sample_files import PDF
from tests.factories.tenants import make_customer
from tests.portal import Portal

AGAIN = 100


async def test_everything_that_is_missing_is_listed(portal: Portal) -> None:
    """R-PRC-01: every mark and every required document; the waiting list is nothing to it."""
    at = await held(portal, PASSED, UNMARKED, {"attended": True}, ABSENT, {"state": "waiting"})
    async with at.writing() as session:
        exams = await need_document(session, at.course, "exams")
        own = await need_document(session, at.course, "own", label="Evaluatie")
    view = await at.view()
    assert view["ready"] is False
    assert view["attendance"] == {"done": 3, "total": 4}
    assert view["results"] == {"done": 2, "total": 4}
    assert view["documents"] == {"done": 0, "total": 2}
    refusal = await at.process()
    assert (refusal.status_code, refusal.json()["code"]) == (409, "course_not_ready")
    listed = [(each["what"], each["id"]) for each in refusal.json()["params"]["missing"]]
    assert listed == [
        ("attendance", str(at.enrolments[1].id)),
        ("result", str(at.enrolments[2].id)),
        ("document", str(exams)),
        ("document", str(own)),
    ]
    assert view["missing"][3]["name"] == "Evaluatie"
    assert await at.rows() == []
    assert (await at.planner.get(at.url)).json()["state"] == "held"


async def test_once_all_is_there_those_who_passed_are_certified(portal: Portal) -> None:
    """R-PRC-01 R-EXT-04: mark, upload, process: number, type, dates, customer of the day; in the order of the names."""
    at = await held(portal, PASSED, {"attended": True}, ABSENT)
    async with at.writing() as session:
        document = await need_document(session, at.course)
        customer = await make_customer(session, at.provider)
    link = {"enrolmentIds": [str(at.enrolments[0].id)], "customerId": str(customer.id)}
    await at.planner.post(f"{at.url}/enrolments/customers", json=link)
    file = {"file": ("examens.pdf", PDF, "application/pdf")}
    await at.planner.post(f"{at.url}/documents", files=file, data={"documentId": str(document)})
    await at.mark(1, passed=True)
    answer = await at.process()
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["certificates"]) == ("processed", 2)
    [first, second] = await at.rows()
    assert (first["number"], second["number"]) == (1, 2)
    assert first["holder_name"] == "Cursist000 Achternaam000"
    assert (first["customer_id"], second["customer_id"]) == (customer.id, None)
    assert first["type_name"] == at.course.type_name
    assert first["external_type_id"] == at.course.external_type_id
    assert (first["issued_on"], first["expires_on"]) == (portal.clock.now().date(), date(2027, 11, 2))
    assert first["source"] == "issued"
    assert first["verification_code"] != second["verification_code"]


async def test_a_hundred_calls_at_once_issue_each_certificate_once(portal: Portal) -> None:
    """R-PRC-01: once, however often and however parallel; the numbers of two courses together have no gaps."""
    at = await held(portal, *[PASSED] * 12)
    async with at.writing() as session:
        other, _ = await make_held_course(session, at.provider, [PASSED] * 5)
    urls = [at.url if number % 4 else f"/api/v1/courses/{other.id}" for number in range(AGAIN)]
    answers = await asyncio.gather(*(at.planner.post(f"{url}/processing") for url in urls))
    assert {answer.status_code for answer in answers} == {200}
    found = [*await at.rows(), *await rows(portal, other)]
    assert sorted(row["number"] for row in found) == list(range(1, 18))
    assert len({row["enrolment_id"] for row in found}) == 17


async def test_a_refused_processing_uses_no_number(portal: Portal) -> None:
    """R-PRC-01: numbers without gaps, also when something was missing in between."""
    at = await held(portal, PASSED, UNMARKED)
    assert (await at.process()).status_code == 409
    await at.mark(1, attended=False)
    await at.process()
    assert [row["number"] for row in await at.rows()] == [1]


async def test_correcting_a_result_revokes_and_issues_and_keeps_the_history(portal: Portal) -> None:
    """R-PRC-01: who did not pass loses the certificate, who did gets one, who gets it back gets a new one."""
    at = await held(portal, PASSED, FAILED)
    await at.process()
    for which, mark in ((0, {"attended": False}), (1, {"passed": True}), (0, {"attended": True, "passed": True})):
        assert (await at.correct(which, **mark)).status_code == 200
    found = await at.rows()
    assert [(row["number"], row["revoked_because"]) for row in found] == [(1, "corrected"), (2, None), (3, None)]
    assert [row["enrolment_id"] for row in found] == [at.enrolments[which].id for which in (0, 1, 0)]
    assert (found[2]["replaces_id"], found[1]["replaces_id"]) == (found[0]["id"], None)
    assert (await at.view())["certificates"] == 2


async def test_a_correction_leaves_nothing_unknown(portal: Portal) -> None:
    """R-PRC-01: after processing every mark is known, and passed only who was present."""
    at = await held(portal, PASSED, ABSENT)
    await at.process()
    for which, mark, code in (
        (0, {"attended": None}, "marks_incomplete"),
        (0, {"passed": None}, "marks_incomplete"),
        (1, {"attended": True}, "marks_incomplete"),
        (1, {"passed": True}, "passed_needs_attendance"),
    ):
        answer = await at.correct(which, **mark)
        assert (answer.status_code, answer.json()["code"]) == (409, code), mark
    assert [row["revoked_at"] for row in await at.rows()] == [None]


async def test_marks_of_a_processed_course_change_by_correction_only(portal: Portal) -> None:
    """R-PRC-01: no mark can slip past the certificates."""
    at = await held(portal, PASSED)
    await at.process()
    one = f"{at.url}/enrolments/{at.enrolments[0].id}"
    seen = {"If-Match": (await at.planner.get(one)).headers["etag"]}
    for answer in (
        await at.mark(0, passed=False),
        await at.planner.patch(one, json={"passed": False}, headers=seen),
        await at.planner.delete(one),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "course_state_refuses")


async def test_undoing_revokes_and_processing_again_issues_anew(portal: Portal) -> None:
    """R-PRC-01: an undone processing leaves no certificate in force, and its history stays."""
    at = await held(portal, PASSED, PASSED)
    await at.process()
    assert (await at.planner.delete(f"{at.url}/processing")).status_code == 204
    assert (await at.planner.get(at.url)).json()["state"] == "held"
    assert {row["revoked_because"] for row in await at.rows()} == {"reopened"}
    await at.process()
    found = await at.rows()
    in_force = [(row["number"], row["revoked_at"] is None) for row in found]
    assert in_force == [(1, False), (2, False), (3, True), (4, True)]
    assert [row["replaces_id"] for row in found[2:]] == [row["id"] for row in found[:2]]


async def test_who_leaves_a_reopened_course_keeps_the_revoked_certificate(portal: Portal) -> None:
    """R-PRC-01: the history outlives the enrolment."""
    at = await held(portal, PASSED)
    await at.process()
    await at.planner.delete(f"{at.url}/processing")
    assert (await at.planner.delete(f"{at.url}/enrolments/{at.enrolments[0].id}")).status_code == 204
    [row] = await at.rows()
    assert (row["enrolment_id"], row["course_id"]) == (None, at.course.id)


async def test_a_course_is_processed_after_its_last_day_only(portal: Portal) -> None:
    """R-CRS-06: planned courses and those of today are not processed yet."""
    at = await held(portal, PASSED, days=(portal.clock.now().date(),))
    answer = await at.process()
    assert (answer.status_code, answer.json()["code"]) == (409, "course_state_refuses")
    assert "process" not in (await at.planner.get(at.url)).json()["allowedActions"]
    portal.clock.advance(days=1)
    tomorrow = await portal.login(at.provider)
    assert "process" in (await tomorrow.get(at.url)).json()["allowedActions"]
    assert (await tomorrow.post(f"{at.url}/processing")).status_code == 200


async def test_white_label_courses_are_never_processed(portal: Portal) -> None:
    """R-EXT-05: nothing to process, not even by the API."""
    answer = await (await held(portal, is_white_label=True)).process()
    assert (answer.status_code, answer.json()["code"]) == (409, "white_label_course")


async def test_someone_on_the_waiting_list_gets_nothing(portal: Portal) -> None:
    """R-PRC-01: only who had a place is certified, whatever the row says."""
    at = await held(portal, PASSED, {"state": "waiting", **PASSED})
    await at.process()
    assert len(await at.rows()) == 1


async def test_viewers_look_and_do_not_process(portal: Portal) -> None:
    """R-PRC-01: the checklist is for everybody, the act for who may change courses."""
    at = await held(portal, PASSED)
    viewer = await portal.login(at.provider, "viewer")
    assert (await viewer.get(f"{at.url}/processing")).json()["ready"] is True
    assert (await viewer.post(f"{at.url}/processing")).status_code == 403
