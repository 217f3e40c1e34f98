"""Importing lists of trainees over the API."""

import asyncio
import csv
import io
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import func, select

from app.core.pagination import encode
from app.core.values import BSN_MASK
from app.courses.list_import import run_import
from app.courses.models import Enrolment
from app.customers.models import Customer
from app.providers.models import Provider
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

DATA = Path(__file__).parents[1] / "data"
URL = "/api/v1/trainee-imports"
SMALL = (
    "Voornaam;Tussenvoegsel;Achternaam;Geboortedatum;E-mail;Bedrijf\n"
    "Jan;van der;Berg;12-04-1984;jan@voorbeeld.example;Bakkerij Smit\n"
    "An;;Kok;31-02-1990;an@voorbeeld.example;\n"
    "Bo;;Vis;1-2-90;;Zorggroep Oost\n"
    "JAN;van der;Berg;;JAN@voorbeeld.example;\n"
)


async def paste(client: AsyncClient, text: str = SMALL, **fields: str) -> dict[str, Any]:
    answer = await client.post(
        URL, files={"text": (None, text), **{name: (None, value) for name, value in fields.items()}}
    )
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def upload(client: AsyncClient, name: str, content: bytes) -> Response:
    return await client.post(URL, files={"file": (name, content, "application/octet-stream")})


async def rows(client: AsyncClient, found: dict[str, Any], **query: str) -> list[dict[str, Any]]:
    answer = await client.get(f"{URL}/{found['id']}/rows", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def execute(
    portal: Portal, provider: Provider, found: dict[str, Any], *, waiting: bool = False
) -> dict[str, int]:
    """Do the job of an import that was agreed with, as the worker does."""

    async def report(_done: int, _total: int) -> None:
        return None

    database, clock = portal.services.database, portal.clock
    return await run_import(
        database, provider.id, UUID(found["id"]), accept_waiting_list=waiting, report=report, now=clock.now
    )


async def count(portal: Portal, provider: Provider, table: type) -> int:
    async with portal.writing() as session:
        await act_for(session, provider.id)
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_list_is_judged_row_by_row_and_nobody_is_made(portal: Portal) -> None:
    """R-CRS-08: nothing is written before the user agrees."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        known = await make_trainee(session, provider, name=PersonName("Bo", "", "Vis"), birth_date=date(1990, 2, 1))
    made = await paste(client)
    assert made["counts"] == {"new": 1, "matched": 1, "duplicate": 1, "refused": 1, "total": 4}
    assert [column["field"] for column in made["columns"]] == [
        "given_name", "infix", "family_name", "birth_date", "email", "customer",
    ]  # fmt: skip
    judged = await rows(client, made)
    assert [(row["rowNumber"], row["verdict"]) for row in judged] == [
        (2, "new"), (3, "refused"), (4, "matched"), (5, "duplicate"),
    ]  # fmt: skip
    assert judged[1]["problems"] == [
        {"column": "birth_date", "code": "date_does_not_exist", "value": "31-02-1990", "level": "error",
         "detail": "The calendar has no such date."}
    ]  # fmt: skip
    assert judged[2]["traineeId"] == str(known.id)
    assert ("double_of_row", "2") in [(problem["code"], problem["value"]) for problem in judged[3]["problems"]]
    assert await count(portal, provider, Trainee) == 1


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("deelnemers-10000.csv", {"new": 8916, "matched": 0, "duplicate": 223, "refused": 803, "total": 9942}),
        ("deelnemers-excel-export.csv", {"new": 53, "matched": 0, "duplicate": 1, "refused": 7, "total": 61}),
        ("deelnemers-utf8-bom.csv", {"new": 112, "matched": 0, "duplicate": 3, "refused": 8, "total": 123}),
        ("participants-english-headers.csv", {"new": 32, "matched": 0, "duplicate": 1, "refused": 8, "total": 41}),
        ("deelnemers.xlsx", {"new": 80, "matched": 0, "duplicate": 0, "refused": 0, "total": 80}),
    ],
)
async def test_every_list_of_real_life_goes_all_the_way(portal: Portal, name: str, counts: dict[str, int]) -> None:
    """R-CRS-08: and again it finds everybody known who has an address or a birth date."""
    provider = await portal.provider()
    client = await portal.login(provider)
    made = (await upload(client, name, (DATA / name).read_bytes())).json()
    assert made["counts"] == counts
    started = await client.post(f"{URL}/{made['id']}/execution")
    assert (started.status_code, started.json()["total"]) == (202, counts["new"])
    result = await execute(portal, provider, made)
    assert result["created"] == counts["new"] == await count(portal, provider, Trainee)
    again = (await upload(client, name, (DATA / name).read_bytes())).json()
    unknowable = {"deelnemers-10000.csv": 5}.get(name, 0)
    assert again["counts"] == {**counts, "new": unknowable, "matched": counts["new"] - unknowable}


async def test_other_columns_can_be_chosen(portal: Portal) -> None:
    """R-CRS-08: a choice that makes up no person is refused, and changes nothing."""
    client = await portal.login(await portal.provider())
    made = await paste(client, "Achternaam;Voornaam\nJan;Smit\n")
    swap = {"columns": [{"index": 0, "field": "given_name"}, {"index": 1, "field": "family_name"}]}
    url, version = f"{URL}/{made['id']}", {"If-Match": f'"{made["version"]}"'}
    changed = await client.patch(url, json=swap, headers=version)
    assert [column["field"] for column in changed.json()["columns"]] == ["given_name", "family_name"]
    (row,) = await rows(client, made)
    assert (row["values"]["givenName"], row["values"]["familyName"]) == ("Jan", "Smit")
    assert (await client.patch(url, json=swap, headers=version)).status_code == 412
    latest = {"If-Match": changed.headers["etag"]}
    for columns, code in (
        ([{"index": 0, "field": None}], "name_missing"),
        ([{"index": 0, "field": "family_name"}], "column_twice"),
        ([{"index": 9, "field": "email"}], "column_unknown"),
    ):
        refused = await client.patch(url, json={"columns": columns}, headers=latest)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, code)
    assert (await client.get(url)).json() == changed.json()


async def test_a_row_is_corrected_where_it_stands(portal: Portal) -> None:
    """R-CRS-08: the correction may make another row a double, and loses none."""
    client = await portal.login(await portal.provider())
    made = await paste(client)
    fixed = await client.patch(
        f"{URL}/{made['id']}/rows/3", json={"cells": ["An", "", "Kok", "28-02-1990", "an@voorbeeld.example"]}
    )
    assert (fixed.json()["verdict"], fixed.json()["values"]["birthDate"]) == ("new", "1990-02-28")
    await client.patch(f"{URL}/{made['id']}/rows/4", json={"cells": ["An", "", "Kok", "28-2-90", "", ""]})
    assert [row["verdict"] for row in await rows(client, made)] == ["new", "new", "duplicate", "duplicate"]
    assert (await client.patch(f"{URL}/{made['id']}/rows/99", json={"cells": []})).status_code == 404
    too_many = await client.patch(f"{URL}/{made['id']}/rows/3", json={"cells": ["x"] * 7})
    assert (too_many.status_code, too_many.json()["errors"][0]["pointer"]) == (400, "/cells")


async def test_a_correction_leaves_the_list_as_if_it_had_been_judged_whole(portal: Portal) -> None:
    """R-CRS-08: doubles of doubles, and doubles by one trainee under two keys, are found again."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        await make_trainee(
            session, provider, name=PersonName("Bo", "", "Vis"), birth_date=date(1990, 2, 1), email="bo@x.example"
        )
    chain = [
        "An;Kok;1-1-80;an@x.example", "An;Kok;1-1-80;kok@x.example", "Ans;Kok;;kok@x.example", "Bo;Vis;;bo@x.example",
        "Bo;Vis;1-2-90;", "Bo;Vis;1-2-90;vis@x.example", "Cor;Bos;1-1-80;", "An;Kok;1-1-81;an@x.example",
    ]  # fmt: skip
    made = await paste(client, "Voornaam;Achternaam;Geboortedatum;E-mail\n" + "\n".join(chain))
    corrections = [
        (2, ["Ab", "Bos", "", ""]),
        (5, ["Bo", "Kat", "", ""]),
        (3, ["An", "", "", ""]),
        (9, ["Bo", "Vis", "1-2-90", "an@x.example"]),
    ]
    for number, cells in corrections:
        await client.patch(f"{URL}/{made['id']}/rows/{number}", json={"cells": cells})
        step_by_step = await rows(client, made)
        version = (await client.get(f"{URL}/{made['id']}")).headers["etag"]
        await client.patch(
            f"{URL}/{made['id']}", json={"options": {"enrolMatched": True}}, headers={"If-Match": version}
        )
        assert await rows(client, made) == step_by_step


async def test_who_shares_an_address_can_be_told_apart(portal: Portal) -> None:
    """R-CRS-08: families and small firms share an address."""
    provider = await portal.provider()
    client = await portal.login(provider)
    made = await paste(client, "Voornaam;Achternaam;E-mail\nJan;Smit;info@bakker.example\nBo;Vis;info@bakker.example\n")
    double = (await rows(client, made, verdict="duplicate"))[0]
    assert "name_differs" in [problem["code"] for problem in double["problems"]]
    told = await client.patch(f"{URL}/{made['id']}/rows/3", json={"isOtherPerson": True})
    assert told.json()["verdict"] == "new"
    await client.post(f"{URL}/{made['id']}/execution")
    assert await execute(portal, provider, made) == {"created": 2}


async def test_no_citizen_service_number_is_kept_anywhere(portal: Portal) -> None:
    """R-CRS-08: neither from the list nor typed into a row."""
    client = await portal.login(await portal.provider())
    made = await paste(client, "Voornaam;Achternaam;BSN\nJan;Smit;111222333\nBo;123456782;\n")
    assert made["columns"][2]["forbidden"] is True
    await client.patch(f"{URL}/{made['id']}/rows/3", json={"cells": ["Bo 1234.56.782", "Vis", "111222333"]})
    for row in await rows(client, made):
        assert "111222333" not in str(row)
        assert "123456782" not in str(row)
        assert BSN_MASK in row["cells"][2]


async def test_an_agreed_list_enrols_with_the_customer_of_each_row(portal: Portal) -> None:
    """R-CRS-08, R-CUS-04: customers are matched by name, and made when the user asks for it."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        bakery = await make_customer(session, provider, name="Bakkerij SMIT")
        course = await make_course(session, provider)
    made = await paste(client, courseId=str(course.id))
    assert [problem["code"] for problem in (await rows(client, made))[2]["problems"]] == ["customer_unknown"]
    asked = await client.patch(
        f"{URL}/{made['id']}", json={"options": {"createCustomers": True}}, headers={"If-Match": f'"{made["version"]}"'}
    )
    assert asked.json()["options"] == {"createCustomers": True, "enrolMatched": True}
    started = await client.post(f"{URL}/{made['id']}/execution", json={})
    assert started.headers["location"] == f"/api/v1/jobs/{started.json()['jobId']}"
    assert await execute(portal, provider, made) == {"enrolled": 2, "refused": 1, "duplicate": 1}
    async with portal.writing() as session:
        await act_for(session, provider.id)
        statement = select(Trainee.family_name, Customer.name).join(Enrolment, Enrolment.trainee_id == Trainee.id).join(
            Customer, Customer.id == Enrolment.customer_id)  # fmt: skip
        assert {tuple(row) for row in await session.execute(statement)} == {
            ("Berg", bakery.name),
            ("Vis", "Zorggroep Oost"),
        }
    assert [row["outcome"] for row in await rows(client, made)] == ["enrolled", None, "enrolled", None]
    assert (await client.get(f"{URL}/{made['id']}")).json()["state"] == "done"


async def test_a_job_that_runs_twice_makes_nobody_twice(portal: Portal) -> None:
    """R-CRS-08: also when both runs overlap, or two lists name the same people."""
    provider = await portal.provider()
    client = await portal.login(provider)
    people = "Voornaam;Achternaam;E-mail\n" + "".join(f"Jan;Smit{'x' * n};jan{n}@x.example\n" for n in range(60))
    lists = [await paste(client, people), await paste(client, people)]
    for made in lists:
        assert (await client.post(f"{URL}/{made['id']}/execution")).status_code == 202
    await asyncio.gather(*(execute(portal, provider, made) for made in (*lists, *lists)))
    assert await count(portal, provider, Trainee) == 60
    assert (await client.post(f"{URL}/{lists[0]['id']}/execution")).json()["code"] == "import_not_open"


async def test_a_list_that_does_not_fit_is_refused_and_the_waiting_list_offered(portal: Portal) -> None:
    """R-CRS-08: who is in the course already needs no second place."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, max_trainees=2)
        known = await make_trainee(session, provider, email="jan0@x.example")
        await make_enrolment(session, course, known)
    people = "Voornaam;Achternaam;E-mail\n" + "".join(f"Jan;Smit{'x' * n};jan{n}@x.example\n" for n in range(3))
    made = await paste(client, people, courseId=str(course.id))
    refused = await client.post(f"{URL}/{made['id']}/execution")
    assert (refused.status_code, refused.json()["code"]) == (409, "course_full")
    assert (await client.get(f"{URL}/{made['id']}")).json()["state"] == "reviewing"
    assert (await client.post(f"{URL}/{made['id']}/execution", json={"acceptWaitingList": True})).status_code == 202
    result = await execute(portal, provider, made, waiting=True)
    assert result == {"already_enrolled": 1, "enrolled": 1, "waiting": 1}


async def test_places_that_are_taken_meanwhile_stay_taken(portal: Portal) -> None:
    """R-CRS-08: the maximum holds also while the list is being written; the trainees are kept."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, max_trainees=2)
        known = await make_trainee(session, provider)
    made = await paste(client, "Voornaam;Achternaam\nJan;Smit\nBo;Vis\n", courseId=str(course.id))
    await client.post(f"{URL}/{made['id']}/execution")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        await make_enrolment(session, course, known)
    assert await execute(portal, provider, made) == {"enrolled": 1, "course_full": 1}
    assert await count(portal, provider, Trainee) == 3


async def test_a_white_label_course_takes_no_list(portal: Portal) -> None:
    """R-EXT-05"""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, is_white_label=True)
    answer = await client.post(URL, files={"text": (None, SMALL), "courseId": (None, str(course.id))})
    assert (answer.status_code, answer.json()["code"]) == (409, "white_label_course")


async def test_a_matched_trainee_gains_what_was_not_known_and_loses_nothing(portal: Portal) -> None:
    """R-CRS-08"""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        known = await make_trainee(
            session, provider, email="jan@x.example", birth_date=None, name=PersonName("Jan", "", "Smit")
        )
    made = await paste(
        client, "Voornaam;Achternaam;Geboortedatum;E-mail;Telefoon\nJ.;Smith;1-2-90;jan@x.example;0612345678\n"
    )
    await client.post(f"{URL}/{made['id']}/execution")
    assert await execute(portal, provider, made) == {"matched": 1}
    found = (await client.get(f"/api/v1/trainees/{known.id}")).json()
    assert (found["name"], found["birthDate"], found["phone"], found["version"]) == (
        "Jan Smit",
        "1990-02-01",
        "+31612345678",
        2,
    )


async def test_rows_that_were_not_taken_come_back_as_a_file_that_computes_nothing(portal: Portal) -> None:
    """R-CRS-08: corrected, it can be sent in again."""
    client = await portal.login(await portal.provider())
    made = await paste(client, SMALL + '"=HYPERLINK(""http://x"")";;Bos;;;\nPi;;Bos;onbekend;;-1+1\n')
    answer = await client.get(f"{URL}/{made['id']}/errors.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    listed = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert listed[0] == [
        "Rij",
        "Voornaam",
        "Tussenvoegsel",
        "Achternaam",
        "Geboortedatum",
        "E-mail",
        "Bedrijf",
        "Reden",
    ]
    assert [line[0] for line in listed[1:]] == ["3", "5", "6", "7"]
    assert listed[1][-1] == "Geboortedatum: Deze datum bestaat niet."
    assert (listed[3][1], listed[4][6]) == ('\'=HYPERLINK("http://x")', "'-1+1")
    again = (await upload(client, "fouten.csv", answer.content)).json()
    assert again["counts"]["refused"] == 3


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("lijst.xlsx", b"Voornaam;Achternaam\nJan;Smit\n", 415, "file_type_mismatch"),
        ("lijst.csv", b"MZ\x90\x00\x03", 415, "file_type_not_supported"),
        ("lijst.csv", b"", 400, "no_rows_found"),
        ("lijst.csv", b"Voornaam;Achternaam\n", 400, "no_rows_found"),
        ("lijst.csv", b"Jan;Smit\n" * 10_001, 413, "too_many_rows"),
        ("lijst.csv", b"x" * (10 * 1024 * 1024 + 1), 413, "file_too_large"),
        ("lijst.csv", b"x" * (50 * 1024 * 1024), 413, "file_too_large"),
    ],
)
async def test_what_is_no_usable_list_is_refused(
    portal: Portal, name: str, content: bytes, status: int, code: str
) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    answer = await upload(client, name, content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_request_without_a_list_says_what_is_missing(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    for answer in (
        await client.post(URL, json={"text": SMALL}),
        await client.post(URL, files={"text": (None, " ")}),
        await client.post(URL, files={"text": (None, SMALL), "courseId": (None, "806")}),
        await client.post(URL, files={"text": (None, SMALL), "cursus": (None, "806")}),
    ):
        assert answer.status_code == 400
        assert len(answer.json()["errors"]) == 1


async def test_an_import_is_its_providers_own_business(portal: Portal) -> None:
    """R-CRS-08: to everybody else it does not exist."""
    client = await portal.login(await portal.provider())
    made = await paste(client)
    stranger = await portal.login(await portal.provider())
    url = f"{URL}/{made['id']}"
    answers = [
        await stranger.get(url),
        await stranger.get(f"{url}/rows"),
        await stranger.get(f"{url}/errors.csv"),
        await stranger.delete(url),
        await stranger.post(f"{url}/execution"),
        await stranger.patch(url, json={}, headers={"If-Match": '"1"'}),
        await stranger.patch(f"{url}/rows/2", json={}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    viewer = await portal.login(await portal.provider(), "viewer")
    assert (await viewer.post(URL, files={"text": (None, SMALL)})).status_code == 403


async def test_a_list_can_be_thrown_away(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    made = await paste(client)
    assert (await client.delete(f"{URL}/{made['id']}")).status_code == 204
    assert (await client.get(f"{URL}/{made['id']}")).status_code == 404


async def test_rows_come_in_pages(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    made = await paste(client)
    first = (await client.get(f"{URL}/{made['id']}/rows", params={"limit": "3"})).json()
    rest = (await client.get(f"{URL}/{made['id']}/rows", params={"limit": "3", "cursor": first["nextCursor"]})).json()
    assert [row["rowNumber"] for row in first["items"] + rest["items"]] == [2, 3, 4, 5]
    assert rest["nextCursor"] is None


async def test_an_import_that_was_stopped_goes_on_where_it_was(portal: Portal) -> None:
    """R-CRS-08: what was written stays, what was not can still be; a second agreement starts a second job."""
    provider = await portal.provider()
    client = await portal.login(provider)
    made = await paste(
        client, "Voornaam;Achternaam;E-mail\n" + "".join(f"Jan;Smit;j{n}@x.example\n" for n in range(700))
    )
    started = (await client.post(f"{URL}/{made['id']}/execution")).json()
    told: list[tuple[int, int]] = []

    async def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        await run_import(
            portal.services.database,
            provider.id,
            UUID(made["id"]),
            accept_waiting_list=False,
            report=stop,
            now=portal.clock.now,
        )
    assert told == [(500, 700)]
    assert (await client.get(f"{URL}/{made['id']}")).json()["state"] == "running"
    assert (await client.delete(f"{URL}/{made['id']}")).status_code == 409
    await client.post(f"/api/v1/jobs/{started['jobId']}/cancellation")
    assert (await client.get(f"{URL}/{made['id']}")).json()["state"] == "cancelled"
    again = await client.post(f"{URL}/{made['id']}/execution")
    assert (again.status_code, again.json()["jobId"] != started["jobId"]) == (202, True)
    assert await execute(portal, provider, made) == {"created": 700}
    assert await count(portal, provider, Trainee) == 700


async def test_customers_are_made_only_where_their_module_is_on(portal: Portal) -> None:
    """R-MOD-02"""
    client = await portal.login(await portal.provider(modules=()))
    made = await paste(client)
    asked = {"options": {"createCustomers": True}}
    refused = await client.patch(f"{URL}/{made['id']}", json=asked, headers={"If-Match": '"1"'})
    assert (refused.status_code, refused.json()["code"]) == (403, "module_not_active")


async def test_a_list_of_which_nothing_can_be_taken_is_not_started(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    made = await paste(client, "Voornaam;Achternaam\n;Smit\n")
    refused = await client.post(f"{URL}/{made['id']}/execution")
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_import")


async def test_cursors_and_numbers_that_no_database_knows_are_refused(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    made = await paste(client)
    huge = encode([10**12])
    assert (await client.get(f"{URL}/{made['id']}/rows", params={"cursor": huge})).status_code == 400
    assert (await client.patch(f"{URL}/{made['id']}/rows/{10**30}", json={})).status_code == 400
    empty = encode(["\x00", made["id"]])
    assert (await client.get("/api/v1/trainees", params={"cursor": empty})).status_code == 400
