"""Exporting the list of courses, cancelling several, and saved views."""

import csv
import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from openpyxl import load_workbook

from app.core.jobs.overview import get_job
from app.courses import exporting
from app.courses.exporting import run_export
from app.files.keeping import find_file
from app.providers.models import Provider
from tests.factories.courses import make_course
from tests.factories.instructors import make_external_instructor
from tests.factories.tenants import act_for
from tests.portal import Portal

EXPORTS = "/api/v1/course-exports"


async def some_courses(portal: Portal, provider: Provider, *, count: int = 4) -> list[str]:
    """Courses on following days, the first with a hostile place and an instructor; their ids."""
    async with portal.writing() as session:
        await act_for(session, provider.id)
        teacher = await make_external_instructor(session, provider, name="Els Vos")
        courses = [
            await make_course(
                session,
                provider,
                number=number,
                days=[date(2027, 3, 1) + timedelta(days=number)],
                location_text="=1+1" if number == 1 else "Breda",
                main=teacher if number == 1 else None,
                state="cancelled" if number == 3 else "planned",
            )
            for number in range(1, count + 1)
        ]
    return [str(course.id) for course in courses]


async def table(client: AsyncClient, **query: Any) -> list[list[str]]:
    """The export as csv, line by line."""
    answer = await client.get(EXPORTS, params={"format": "csv", **query})
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


async def test_the_export_holds_exactly_what_the_list_shows(portal: Portal) -> None:
    """R-CRS-07: the same filters in the same order; nothing in a cell is computed."""
    provider = await portal.provider()
    ids = await some_courses(portal, provider)
    viewer = await portal.login(provider, "viewer")
    header, *lines = await table(viewer, sort="-number", state="planned")
    assert header[:3] == ["Nummer", "Datum", "Dagen en tijden"]
    assert [line[0] for line in lines] == ["4", "2", "1"]
    assert lines[2][1:6] == ["2027-03-02", "2027-03-02 09:00-17:00", lines[2][3], "'=1+1", "Els Vos"]
    listed = (await viewer.get("/api/v1/courses", params={"sort": "-number", "state": "planned"})).json()["items"]
    assert [str(each["number"]) for each in listed] == [line[0] for line in lines]
    assert [line[0] for line in (await table(viewer, id=ids[1:3]))[1:]] == ["2", "3"]
    assert (await table(viewer, id=ids[2], language="en"))[1][10] == "Cancelled"


async def test_an_xlsx_has_real_dates_and_a_name(portal: Portal) -> None:
    """R-CRS-07: it opens in a spreadsheet as a table with dates."""
    provider = await portal.provider()
    await some_courses(portal, provider)
    answer = await (await portal.login(provider)).get(EXPORTS)
    assert answer.headers["content-disposition"].startswith("attachment; filename")
    assert "cursussen-2026-11-23.xlsx" in answer.headers["content-disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["B2"].is_date, sheet["E2"].value) == (1, True, "=1+1")
    assert sheet["E2"].data_type == "s"


async def test_a_long_list_is_written_by_a_job(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """R-CRS-07: too long to wait for: the job reads page by page, and its result names the file."""
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    provider = await portal.provider()
    await some_courses(portal, provider, count=5)
    planner = await portal.login(provider)
    refused = await planner.get(EXPORTS, params={"format": "csv"})
    assert (refused.status_code, refused.json()["code"]) == (409, "export_too_large")
    started = await planner.post(EXPORTS, params={"format": "csv", "sort": "number", "state": "planned"})
    assert started.status_code == 202
    job = (await planner.get(started.headers["location"])).json()
    assert (job["kind"], job["state"]) == ("course_export", "queued")

    async def report(_done: int, _total: int | None) -> None:
        return None

    async with portal.writing() as session:
        await act_for(session, provider.id)
        payload = (await get_job(session, UUID(job["id"]))).payload
    services = portal.services
    result = await run_export(
        services.database, services.storage, provider.id, payload, clock=portal.clock, report=report
    )
    assert result["rows"] == 4
    file = await planner.get(f"/api/v1/files/{result['fileId']}")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["1", "2", "4", "5"]
    async with portal.writing() as session:
        await act_for(session, provider.id)
        assert (await find_file(session, UUID(result["fileId"]))).name == "cursussen-2026-11-23.csv"


async def test_several_courses_are_cancelled_at_once(portal: Portal) -> None:
    """R-CRS-06 R-CRS-07: those that allow it; the answer says which do not, and a foreign one is unknown."""
    provider = await portal.provider()
    ids = await some_courses(portal, provider)
    planner = await portal.login(provider)
    url = "/api/v1/course-cancellations"
    answer = await planner.post(url, json={"courseIds": ids[1:3], "tellInvited": True})
    outcomes = [(each["number"], each["cancelled"], each["reason"]) for each in answer.json()["items"]]
    assert outcomes == [(2, True, None), (3, False, "course_state_refuses")]
    stranger = await portal.login(await portal.provider())
    assert (await stranger.post(url, json={"courseIds": ids[:1]})).status_code == 404
    states = [each["state"] for each in (await planner.get("/api/v1/courses")).json()["items"]]
    assert states == ["planned", "cancelled", "cancelled", "planned"]


async def test_views_are_kept_per_user_and_can_be_shared(portal: Portal) -> None:
    """R-CRS-07: filters under a name; colleagues see what is shared, and only the owner changes it."""
    provider = await portal.provider()
    owner, colleague = await portal.login(provider), await portal.login(provider)
    stranger = await portal.login(await portal.provider())
    url = "/api/v1/saved-views"
    body = {"name": "Te verwerken", "filters": {"state": "held"}}
    made = await owner.post(url, json=body)
    assert made.status_code == 201, made.text
    taken = await owner.post(url, json=body | {"name": "te VERWERKEN"})
    assert taken.json()["errors"][0]["code"] == "name_taken"
    mine = made.headers["location"]
    assert [(await each.get(mine)).status_code for each in (owner, colleague, stranger)] == [200, 404, 404]
    shared = await owner.patch(mine, json={"shared": True}, headers={"If-Match": made.headers["etag"]})
    assert shared.json()["shared"] is True
    assert (await owner.patch(mine, json={"name": "X"}, headers={"If-Match": made.headers["etag"]})).status_code == 412
    [seen] = (await colleague.get(url)).json()["items"]
    assert (seen["name"], seen["filters"], seen["own"]) == ("Te verwerken", {"state": "held"}, False)
    etag = {"If-Match": shared.headers["etag"]}
    assert (await colleague.patch(mine, json={"name": "X"}, headers=etag)).status_code == 403
    assert (await colleague.delete(mine)).status_code == 403
    assert (await stranger.get(url)).json()["items"] == []
    assert (await owner.delete(mine)).status_code == 204
    assert (await colleague.get(url)).json()["items"] == []
