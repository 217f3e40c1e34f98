"""Lists of trainees over the API: agreed with, written, enrolled."""

import asyncio
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.courses.list_import import run_import
from app.courses.models import Enrolment
from app.customers.models import Customer
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from tests.api.lists import SMALL, URL, count, execute, paste, rows, upload
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

DATA = Path(__file__).parents[1] / "data"


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
    assert asked.json()["options"] == {"createCustomers": True, "enrolMatched": True, "certificates": False}
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


async def test_a_list_of_which_nothing_can_be_taken_is_not_started(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    made = await paste(client, "Voornaam;Achternaam\n;Smit\n")
    refused = await client.post(f"{URL}/{made['id']}/execution")
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_import")
