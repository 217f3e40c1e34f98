"""The list of courses: filters, order, pages, search, and how few statements it takes."""

from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient

from app.providers.models import Provider
from tests.factories.courses import make_course, make_enrolment, make_external_type
from tests.factories.instructors import make_certified_type, make_external_instructor, make_instructor
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_customer, make_location, make_trainee
from tests.portal import Portal

LIST = "/api/v1/courses"


async def numbers(client: AsyncClient, **params: Any) -> list[int]:
    """The numbers of the courses that a question brings, in order."""
    answer = await client.get(LIST, params=params)
    assert answer.status_code == 200, answer.text
    return [each["number"] for each in answer.json()["items"]]


async def make_many(portal: Portal, provider: Provider, count: int, **columns: Any) -> None:
    """Courses 1, 2, … on successive days of 2027, two by two."""
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course_type = await make_external_type(session, provider)
        for number in range(1, count + 1):
            days = (date.fromordinal(date(2027, 1, 1).toordinal() + number // 2),)
            await make_course(session, provider, course_type=course_type, number=number, days=days, **columns)


async def test_every_filter_brings_its_courses(portal: Portal) -> None:
    """R-CRS-07: by period, kind, type, state, instructor, location, customer, staffing, white label, text and number."""
    provider = await portal.provider()
    async with portal.owning() as owner:
        certified = await make_certified_type(owner, name="Reanimatie")
        person = await make_instructor(owner, certified, family_name="Wilting")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        location, customer = await make_location(session, provider), await make_customer(session, provider)
        external = await make_external_instructor(session, provider)
        forklift = await make_external_type(session, provider, name="Heftruck")
        one = await make_course(
            session, provider, number=1, course_type=certified, days=(date(2026, 11, 1),), main=person,
        )  # fmt: skip
        await make_course(
            session, provider, number=2, course_type=forklift, days=(date(2026, 11, 20), date(2026, 12, 1)),
            location_id=location.id, second=external,
        )  # fmt: skip
        await make_course(
            session, provider, number=3, course_type=forklift, days=(date(2027, 2, 1),), is_white_label=True
        )
        await make_course(
            session, provider, number=4, course_type=forklift, days=(date(2027, 3, 1),), state="cancelled"
        )
        await make_course(
            session, provider, number=5, course_type=forklift, days=(date(2026, 5, 1),), state="processed"
        )
        await make_enrolment(session, one, await make_trainee(session, provider), customer=customer)
    planner = await portal.login(provider)
    for params, expected in (
        ({}, [5, 1, 2, 3, 4]),
        ({"from": "2026-11-23"}, [2, 3, 4]),
        ({"until": "2026-11-23"}, [5, 1, 2]),
        ({"from": "2026-11-01", "until": "2026-11-30"}, [1, 2]),
        ({"kind": "certified"}, [1]),
        ({"typeId": str(forklift.id)}, [5, 2, 3, 4]),
        ({"typeId": str(certified.id)}, [1]),
        ({"state": "planned"}, [2, 3]),
        ({"state": "held"}, [1]),
        ({"state": "cancelled"}, [4]),
        ({"state": "processed"}, [5]),
        ({"instructor": f"registered:{person.id}"}, [1]),
        ({"instructor": f"external:{external.id}"}, [2]),
        ({"locationId": str(location.id)}, [2]),
        ({"customerId": str(customer.id)}, [1]),
        ({"staffed": "true"}, [1]),
        ({"staffed": "false", "state": "planned"}, [2, 3]),
        ({"whiteLabel": "true"}, [3]),
        ({"q": "wilt REANIM"}, [1]),
        ({"q": "#4"}, [4]),
        ({"q": "heftruck", "sort": "-number"}, [5, 4, 3, 2]),
        ({"q": "zqx"}, []),
        ({"sort": "-firstDay"}, [4, 3, 2, 1, 5]),
        ({"sort": "number"}, [1, 2, 3, 4, 5]),
    ):
        assert await numbers(planner, **params) == expected, params


@pytest.mark.parametrize(
    "params", [{"state": "open"}, {"sort": "typeName"}, {"from": "gisteren"}, {"colour": "red"}, {"cursor": "abc"}]
)
async def test_an_unknown_question_is_refused(portal: Portal, params: dict[str, str]) -> None:
    """R-CRS-07: no filter is silently ignored."""
    planner = await portal.login(await portal.provider())
    assert (await planner.get(LIST, params=params)).status_code == 400


@pytest.mark.parametrize("sort", ["firstDay", "-firstDay", "number", "-number"])
@pytest.mark.parametrize("query", ["", "training"])
async def test_pages_follow_each_other_without_gap_or_double(portal: Portal, sort: str, query: str) -> None:
    """R-CRS-07: in every order, with and without words, whatever days coincide."""
    provider = await portal.provider()
    await make_many(portal, provider, 9)
    planner = await portal.login(provider)
    seen: list[int] = []
    url: str | None = f"{LIST}?limit=2&sort={sort}" + (f"&q={query}" if query else "")
    while url:
        answer = await planner.get(url)
        seen += [each["number"] for each in answer.json()["items"]]
        url = answer.links["next"]["url"] if "next" in answer.links else None
    assert sorted(seen) == list(range(1, 10))
    if sort.endswith("number"):
        assert seen == sorted(seen, reverse=sort.startswith("-"))


async def test_a_row_tells_who_teaches_and_how_many_come(portal: Portal) -> None:
    """R-CRS-07: days, instructors and counts stand in the row."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        person = await make_external_instructor(session, provider, name="Els Vos")
        course = await make_course(session, provider, main=person, days=(date(2027, 3, 2), date(2027, 3, 1)))
        for state in ("enrolled", "enrolled", "waiting"):
            await make_enrolment(session, course, await make_trainee(session, provider), state=state)
    [row] = (await (await portal.login(provider)).get(LIST)).json()["items"]
    assert [each["date"] for each in row["days"]] == ["2027-03-01", "2027-03-02"]
    assert row["instructors"] == [{"position": "main", "kind": "external", "id": str(person.id), "name": "Els Vos"}]
    assert (row["enrolled"], row["waiting"], row["maxTrainees"]) == (2, 1, 12)


@pytest.mark.parametrize("params", [{}, {"q": "training"}, {"staffed": "false", "state": "planned"}])
async def test_a_page_of_fifty_takes_two_statements(portal: Portal, params: dict[str, str]) -> None:
    """R-CRS-07: the caller with its tenant, and the list, however many rows have however many children."""
    provider = await portal.provider()
    await make_many(portal, provider, 60)
    planner = await portal.login(provider)
    with counted(portal.services.database) as statements:
        answer = await planner.get(LIST, params=params)
    assert len(answer.json()["items"]) == 50
    assert len(statements) <= 2, statements


async def test_an_empty_page_of_a_known_type_takes_three_statements(portal: Portal) -> None:
    """R-CRS-07: that nothing was found is no reason to ask more than whether the type exists."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        unused = await make_external_type(session, provider)
    planner = await portal.login(provider)
    with counted(portal.services.database) as statements:
        assert await numbers(planner, typeId=str(unused.id)) == []
    assert len(statements) <= 3, statements


async def test_every_filter_at_once_takes_three_statements(portal: Portal) -> None:
    """R-CRS-07: each filter is one more condition of the same statement."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        location, customer = await make_location(session, provider), await make_customer(session, provider)
        person = await make_external_instructor(session, provider)
        forklift = await make_external_type(session, provider, name="Heftruck")
        course = await make_course(
            session, provider, number=7, course_type=forklift, days=(date(2027, 3, 1),), main=person,
            location_id=location.id,
        )  # fmt: skip
        trainee = await make_trainee(session, provider)
        await make_enrolment(session, course, trainee, customer=customer, state="waiting")
    planner = await portal.login(provider)
    params = {
        "from": "2027-01-01", "until": "2027-12-31", "kind": "external", "typeId": str(forklift.id), "state": "planned",
        "instructor": f"external:{person.id}", "locationId": str(location.id), "customerId": str(customer.id),
        "staffed": "true", "whiteLabel": "false", "needs": "place", "id": str(course.id), "q": "heftruck",
    }  # fmt: skip
    with counted(portal.services.database) as statements:
        assert await numbers(planner, **params) == [7]
    assert len(statements) <= 3, statements


async def test_enrolments_and_course_take_three_statements(portal: Portal) -> None:
    """R-CRS-07 R-INV-04: the participants with their invitations, and the course with all that hangs on it."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, max_trainees=250)
        for _ in range(200):
            await make_enrolment(session, course, await make_trainee(session, provider))
    planner = await portal.login(provider)
    for url in (f"{LIST}/{course.id}/enrolments?limit=200", f"{LIST}/{course.id}", "/api/v1/course-types"):
        with counted(portal.services.database) as statements:
            assert (await planner.get(url)).status_code == 200
        assert len(statements) <= 3, statements
