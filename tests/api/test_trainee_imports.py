"""Lists of trainees over the API: taken in, looked over, corrected, thrown away."""

import csv
import io
from datetime import date

import pytest

from app.core.pagination import encode
from app.core.values import BSN_MASK
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from tests.api.lists import SMALL, URL, count, paste, rows, upload
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal


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


async def test_customers_are_made_only_where_their_module_is_on(portal: Portal) -> None:
    """R-MOD-02"""
    client = await portal.login(await portal.provider(modules=()))
    made = await paste(client)
    asked = {"options": {"createCustomers": True}}
    refused = await client.patch(f"{URL}/{made['id']}", json=asked, headers={"If-Match": '"1"'})
    assert (refused.status_code, refused.json()["code"]) == (403, "module_not_active")


async def test_cursors_and_numbers_that_no_database_knows_are_refused(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    made = await paste(client)
    huge = encode([10**12])
    assert (await client.get(f"{URL}/{made['id']}/rows", params={"cursor": huge})).status_code == 400
    assert (await client.patch(f"{URL}/{made['id']}/rows/{10**30}", json={})).status_code == 400
    empty = encode(["\x00", made["id"]])
    assert (await client.get("/api/v1/trainees", params={"cursor": empty})).status_code == 400
