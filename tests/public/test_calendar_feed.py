"""The calendar feed, read by a parser of our own that knows nothing of the library that wrote it (RFC 5545)."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from tests.factories.courses import make_course
from tests.factories.tenants import act_for
from tests.portal import Portal
from tests.public.test_instructor_page import opened, press


def parse(raw: bytes) -> dict[str, dict[str, Any]]:
    """The events of a calendar by UID: unfolded, unescaped, with times in their zones."""
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    zones = {line.partition(":")[2] for line in lines if line.startswith("TZID:")}
    events: dict[str, dict[str, Any]] = {}
    event: dict[str, Any] | None = None
    for line in lines:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            assert event is not None
            assert event["UID"] not in events
            events[event["UID"]] = event
            event = None
        elif event is not None:
            event[name] = _value(name, value, parameters, zones)
    return events


def _value(name: str, value: str, parameters: list[str], zones: set[str]) -> Any:
    if name in ("DTSTART", "DTEND"):
        zone = next(each.partition("=")[2] for each in parameters if each.startswith("TZID="))
        assert zone in zones
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(zone))
    return re.sub(r"\\([,;\\nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


async def feed_of(portal: Portal, path: str) -> str:
    """Make a feed on the own page; its path."""
    shown = await press(portal, path, "feed_make")
    found = re.search(r"http://portal\.test(/agenda/[\w-]{43}\.ics)", shown.text)
    assert found is not None
    return found.group(1)


async def test_the_feed_follows_a_move_and_a_cancellation(portal: Portal) -> None:
    """R-INS-03: the same UID on the new day with a higher sequence; a cancelled course says so; another's is not there."""
    scene, path = await opened(portal)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        days = (date(2027, 4, 2), date(2027, 4, 9))
        course = await make_course(
            session, scene.provider, days=days, main=scene.people[0], location_text="Hal 2, Goes; links"
        )
        await make_course(session, scene.provider, days=days, main=scene.people[1])
    feed = await feed_of(portal, path)
    subscriber = portal.anonymous()
    answer = await subscriber.get(feed)
    assert answer.headers["content-type"].startswith("text/calendar")
    before = parse(answer.content)
    assert sorted(each["DTSTART"].date() for each in before.values()) == list(days)
    first = next(each for each in before.values() if each["DTSTART"].date() == days[0])
    assert first["DTSTART"] == datetime(2027, 4, 2, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert (first["LOCATION"], first["STATUS"]) == ("Hal 2, Goes; links", "CONFIRMED")
    assert course.type_name in first["SUMMARY"]

    url = f"/api/v1/courses/{course.id}"
    etag = (await scene.planner.get(url)).headers["etag"]
    moved = [
        {"date": "2027-04-05", "starts": "10:00", "ends": "16:00"},
        {"date": "2027-04-09", "starts": "09:00", "ends": "17:00"},
    ]
    changed = await scene.planner.patch(url, json={"days": moved}, headers={"If-Match": etag})
    assert changed.status_code == 200, changed.text
    after = parse((await subscriber.get(feed)).content)
    assert set(after) == set(before)
    assert after[first["UID"]]["DTSTART"] == datetime(2027, 4, 5, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert int(after[first["UID"]]["SEQUENCE"]) > int(first["SEQUENCE"])

    cancelled = await scene.planner.post(f"{url}/cancellation", json={"tellInvited": False})
    assert cancelled.status_code == 200, cancelled.text
    off = parse((await subscriber.get(feed)).content)
    assert {each["STATUS"] for each in off.values()} == {"CANCELLED"}
    assert int(off[first["UID"]]["SEQUENCE"]) > int(after[first["UID"]]["SEQUENCE"])


async def test_the_secret_is_kept_hashed_and_can_be_renewed_and_revoked(portal: Portal) -> None:
    """R-INS-03: a new link voids the old one, revoking voids the last; an unknown secret is the same page."""
    _, path = await opened(portal)
    old = await feed_of(portal, path)
    async with portal.owning() as owner:
        kept = (await owner.execute(text("select token_hash from calendar_feed"))).scalars().all()
    secret = old.removeprefix("/agenda/").removesuffix(".ics")
    assert [len(each) for each in kept] == [32]
    assert secret.encode() not in kept[0]
    new = await feed_of(portal, path)
    subscriber = portal.anonymous()
    assert (await subscriber.get(old)).status_code == 404
    assert (await subscriber.get(new)).status_code == 200
    assert secret not in (await subscriber.get(path)).text
    assert "werkt niet meer" in (await press(portal, path, "feed_revoke")).text
    for dead in (new, old, "/agenda/x.ics", "/agenda/" + "A" * 43 + ".ics"):
        answer = await subscriber.get(dead)
        assert (answer.status_code, "Deze link klopt niet" in answer.text) == (404, True)


async def test_a_suspended_instructor_has_no_feed(portal: Portal) -> None:
    """R-INS-03: the operator's suspension closes it at once."""
    _, path = await opened(portal)
    feed = await feed_of(portal, path)
    async with portal.owning() as owner:
        await owner.execute(text("update instructor set suspended_at = now()"))
    assert (await portal.anonymous().get(feed)).status_code == 404


async def test_the_answer_page_gives_the_course_for_the_calendar(portal: Portal) -> None:
    """R-STF-04 R-STF-06: tentative after a yes, firm for who was chosen, under the UID of the mail that follows."""
    scene, path = await opened(portal)
    assert path
    link = (await scene.mails("staffing-request"))[-1].link
    [maybe] = parse((await portal.anonymous().get(f"{link}/agenda.ics")).content).values()
    assert maybe["STATUS"] == "TENTATIVE"
    request_id = (await scene.lines())[str(scene.people[0].id)]["requestId"]
    await scene.act(request_id, "confirmation", position="main")
    [firm] = parse((await portal.anonymous().get(f"{link}/agenda.ics")).content).values()
    assert (firm["STATUS"], firm["UID"]) == ("CONFIRMED", maybe["UID"])
    assert maybe["UID"].encode() in ((await scene.mails("staffing-confirmed"))[0].calendar or b"")
    assert (await portal.anonymous().get("/antwoord/x/agenda.ics")).status_code == 404
