"""Erasing a trainee: nothing of him is left anywhere, and the bare statistics are."""

import asyncpg
import pytest

from tests.app.privacy.life import MARKERS, Life, live
from tests.factories.bodies import course_body, day
from tests.portal import Portal


async def _rows(life: Life, statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(life.portal.database.admin_url)
    try:
        found: list[asyncpg.Record] = await connection.fetch(statement)
        return found
    finally:
        await connection.close()


async def test_nothing_of_him_is_left_in_any_table_or_file(portal: Portal) -> None:
    """R-ACC-04: every table of the schema and every stored file is searched, so that a later one that forgets is caught."""
    life = await live(portal)
    before = await life.traces()
    assert {marker for found in before.values() for marker in found} == set(MARKERS), (
        "he left fewer traces than he should"
    )
    assert {"trainee", "certificate", "outbox_mail", "outbox_body", "outbox_attempt", "merge", "audit_event"} <= set(
        before
    )
    assert {"trainee_import", "trainee_import_row", "mail_suppression", "mail_opt_out", "answers", "files"} <= set(
        before
    )
    plan = (await life.admin.get(f"/api/v1/trainees/{life.ids['him']}/erasure")).json()
    assert (plan["certificates"], plan["validCertificates"], plan["coursesAhead"]) == (1, 1, [])
    assert (plan["mails"], plan["mailsToOthers"]) == (3, 1)
    answer = await life.erase(reason="Verzoek van Quirijntje Zonderlingh")
    assert answer.status_code == 204, answer.text
    assert await life.traces() == {}


async def test_the_bare_statistics_stay_and_others_lose_nothing(portal: Portal) -> None:
    """R-ACC-04: enrolment, presence, result, and number, type and dates of the certificate; his colleague keeps all."""
    life = await live(portal)
    mine = f"where trainee_id = '{life.ids['him']}'"
    counted = (
        f"select course_id, state, attended, passed, day_marks from enrolment {mine}",
        f"select number, type_name, issued_on, expires_on, revoked_at, verification_code from certificate {mine}",
        f"select to_jsonb(t) from trainee t where id = '{life.ids['other']}'",
        "select count(*) from audit_event where action <> 'trainee.erased'",
        "select id, recipient_email from outbox_mail where recipient_email not ilike '%merkbaar%' order by id",
        "select f.id from stored_file f join provider p on p.logo_file_id = f.id",
        "select row_number, outcome from trainee_import_row where cells::text ilike '%puk%'",
    )
    before = [await _rows(life, statement) for statement in counted]
    assert (await life.erase()).status_code == 204
    assert [await _rows(life, statement) for statement in counted] == before
    assert all(rows for rows in before)
    told = await _rows(life, "select changes from audit_event where action = 'trainee.erased'")
    assert "Op zijn verzoek" in told[0]["changes"]
    mine_now = (await life.admin.get(f"/api/v1/trainees/{life.ids['him']}")).json()
    assert (mine_now["name"], mine_now["email"], mine_now["customer"]) == ("Gewiste cursist", None, None)
    assert (bool(mine_now["erasedAt"]), len(mine_now["courses"])) == (True, 1)


async def test_nothing_is_mailed_to_him_afterwards(portal: Portal) -> None:
    """R-ACC-04: no reminder, no digest that names him, no certificate; and nothing new can be kept of him."""
    life = await live(portal)
    assert (await life.erase()).status_code == 204
    before = len(await _rows(life, "select id from outbox_mail"))
    await life.remind()
    sent = await life.admin.post(
        "/api/v1/certificate-sendings", json={"certificateIds": [life.ids["certificate of him"]], "again": True}
    )
    assert sent.status_code == 409
    assert len(await _rows(life, "select id from outbox_mail")) == before
    him = life.ids["him"]
    course = (await life.post("/courses", course_body(days=[day("2027-02-01")])))["id"]
    refused = {
        await life.admin.patch(f"/api/v1/trainees/{him}", json={"phone": "0612345678"}, headers={"If-Match": '"9"'}),
        await life.admin.post(f"/api/v1/trainees/{him}/merges", json={"otherId": life.ids["other"]}),
        await life.admin.post("/api/v1/opt-outs", json={"traineeId": him, "reason": "x"}),
        await life.erase(),
    }
    assert {each.json()["code"] for each in refused} == {"trainee_erased"}
    assert (await life.admin.post(f"/api/v1/courses/{course}/enrolments", json={"traineeId": him})).status_code == 404
    names = [each["name"] for each in (await life.admin.get("/api/v1/trainees")).json()["items"]]
    assert "Gewiste cursist" not in names


async def test_who_was_erased_is_offered_nowhere_and_listed_only_when_asked_for(portal: Portal) -> None:
    """R-ACC-04: no search, no look-alike, no choice; one list shows them, and mass actions leave them alone."""
    life = await live(portal)
    assert (await life.erase()).status_code == 204
    admin, him = life.admin, life.ids["him"]

    async def listed(**query: str) -> set[str]:
        return {each["id"] for each in (await admin.get("/api/v1/trainees", params=query)).json()["items"]}

    assert him not in await listed() | await listed(q="gewiste") | await listed(customerId=life.ids["customer"])
    assert await listed(erased="true") == {him}
    duplicates = (await admin.get("/api/v1/trainee-duplicates")).json()["items"]
    assert him not in str(duplicates)
    twin = {"givenName": "Gewiste", "familyName": "cursist", "birthDate": "1971-02-13"}
    assert (await admin.post("/api/v1/trainees", json=twin)).status_code == 201
    enrolments = [life.ids[f"enrolment of {who}"] for who in ("him", "other")]
    firm = {"name": "Elders", "address": "Dorp 9", "contacts": [{"name": "Bo", "email": "bo@elders.example"}]}
    elsewhere = (await life.post("/customers", firm))["id"]
    linked = await admin.post(
        f"/api/v1/courses/{life.ids['course']}/enrolments/customers",
        json={"enrolmentIds": enrolments, "customerId": elsewhere},
    )
    assert linked.status_code == 200, linked.text
    [row] = await _rows(life, f"select customer_id from trainee where id = '{him}'")
    linked_now = await _rows(life, f"select trainee_id from enrolment where customer_id = '{elsewhere}'")
    assert (row["customer_id"], [str(each["trainee_id"]) for each in linked_now]) == (None, [life.ids["other"]])


@pytest.mark.parametrize(("language", "words"), [("nl", "op zijn verzoek gewist"), ("en", "erased at his request")])
async def test_who_checks_the_certificate_reads_that_its_holder_was_erased(
    portal: Portal, language: str, words: str
) -> None:
    """R-ACC-04, R-PRC-02: type, dates and whether it is in force stay; the name does not."""
    life = await live(portal)
    assert (await life.erase()).status_code == 204
    page = await portal.anonymous().get(life.ids["code of him"], headers={"Accept-Language": language})
    assert page.status_code == 200
    assert [each for each in (words, "Heftruck") if each not in page.text] == []
    assert "Gewiste cursist" not in page.text


async def test_who_is_still_on_a_course_cannot_be_erased(portal: Portal) -> None:
    """R-ACC-04: neither on one to come nor on one to be processed; the refusal names them."""
    admin = await portal.login(await portal.provider(), "admin")
    made = (await admin.post("/api/v1/trainees", json={"givenName": "Jan", "familyName": "Vis"})).json()
    url = f"/api/v1/trainees/{made['id']}/erasure"
    courses = []
    for date in ("2026-11-10", "2027-05-01"):
        course = (await admin.post("/api/v1/courses", json=course_body(days=[day(date)]))).json()
        await admin.post(f"/api/v1/courses/{course['id']}/enrolments", json={"traineeId": made["id"]})
        courses.append(course)
    refused = await admin.post(url, json={"reason": "Verzoek"})
    assert (refused.status_code, refused.json()["code"]) == (409, "trainee_on_courses")
    assert refused.json()["params"]["courses"] == [f"#{each['number']}" for each in courses]
    assert (await admin.get(url)).json()["coursesAhead"] == [each["number"] for each in courses]


async def test_a_mail_that_is_leaving_is_waited_for(portal: Portal) -> None:
    """R-ACC-04: a mail to him that waits is never sent; one to somebody else that names him goes first."""
    life = await live(portal)
    await _rows(life, "update outbox_mail set state = 'queued' where recipient_email ilike '%merkbaar%' returning id")
    assert (await life.erase()).status_code == 204
    assert await _rows(life, "select id from outbox_mail where state = 'queued'") == []


async def test_a_shared_mail_that_waits_refuses_the_erasure(portal: Portal) -> None:
    """R-ACC-04: its words cannot be taken out any more without taking it from others."""
    life = await live(portal)
    await _rows(life, "update outbox_mail set state = 'held' where recipient_email = 'kees@smit.example' returning id")
    refused = await life.erase()
    assert (refused.status_code, refused.json()["code"]) == (409, "mails_under_way")


async def test_only_an_administrator_erases_and_a_person_only_once(portal: Portal) -> None:
    """R-ACC-04: a planner may neither look nor erase."""
    provider = await portal.provider()
    admin, planner = await portal.login(provider, "admin"), await portal.login(provider)
    made = (await admin.post("/api/v1/trainees", json={"givenName": "Jan", "familyName": "Vis"})).json()
    url = f"/api/v1/trainees/{made['id']}/erasure"
    assert (await planner.post(url, json={"reason": "x"})).status_code == 403
    assert (await planner.get(url)).status_code == 403
    assert (await admin.post(url, json={"reason": " "})).status_code == 400
