"""The day page: the teacher of a course marks attendance and results on a phone, and sees nothing but names."""

import re
from datetime import date

from httpx import Response
from sqlalchemy import text

from app.core.signing import LinkSigner
from app.staffing.own_links import DayLink, OwnLink, make_day_link, make_own_link
from tests.factories.courses import make_enrolment
from tests.factories.staffing import DAY, Scene, hidden_fields, open_scene
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal


async def taught(portal: Portal, *, days: tuple[date, ...] = (DAY,), trainees: int = 3) -> tuple[Scene, str]:
    """A course with trainees whose confirmed instructor got the link by mail."""
    scene = await open_scene(portal, days=days)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        course = await session.merge(scene.course)
        for _ in range(trainees):
            await make_enrolment(session, course, await make_trainee(session, scene.provider))
    [request_id] = await scene.invite(scene.people[0])
    await scene.act(request_id, "answer", answer="available")
    await scene.act(request_id, "confirmation", position="main")
    found = re.search(r"http://portal\.test(/lesdag/[\w-]+)", (await scene.mails("staffing-confirmed"))[0].text)
    assert found is not None
    return scene, found.group(1)


def fields(html: str) -> tuple[list[str], list[str]]:
    """The names of the fields for attendance and for results, in the order of the list."""
    names = list(dict.fromkeys(re.findall(r'type="radio" name="([pr][0-9a-f]{10}\.[yn-])"', html)))
    return [each for each in names if each[0] == "p"], [each for each in names if each[0] == "r"]


async def press(portal: Portal, path: str, act: str = "save", **marked: str) -> Response:
    """Open the page, mark what is given, press a button, and follow to the page that comes."""
    visitor = portal.anonymous()
    form = hidden_fields((await visitor.get(path)).text) | {"act": act} | marked
    answer = await visitor.post(path.partition("?")[0], data=form)
    return await visitor.get(answer.headers["location"]) if answer.status_code == 303 else answer


async def marks(scene: Scene) -> list[tuple[bool | None, bool | None]]:
    statement = text(
        """select e.attended, e.passed from enrolment e join trainee t on t.provider_id = e.provider_id and t.id = e.trainee_id
           order by t.name_sort, e.id"""
    )
    async with scene.portal.services.database.tenant(scene.provider.id) as session:
        return [(row.attended, row.passed) for row in await session.execute(statement)]


async def test_everybody_but_one_is_marked_in_a_few_taps(portal: Portal) -> None:
    """R-EXT-04 R-PRC-01: everybody present, one corrected, everybody passed: who was absent did not."""
    scene, path = await taught(portal)
    shown = await press(portal, path, "all_present")
    assert "Opgeslagen" in shown.text
    present, _ = fields(shown.text)
    await press(portal, path, **{present[1]: "n"})
    await press(portal, path, "all_passed")
    assert await marks(scene) == [(True, True), (False, None), (True, True)]
    async with portal.services.database.tenant(scene.provider.id) as session:
        logged = (
            await session.execute(
                text("select distinct actor_kind, actor_name from audit_event where action = 'enrolment.marked'")
            )
        ).all()
    assert [tuple(each) for each in logged] == [("instructor", "Ineke Docent 0")]


async def test_a_pass_without_attendance_is_told(portal: Portal) -> None:
    """R-PRC-01: passed only when present; the page says that the result stayed empty."""
    scene, path = await taught(portal, trainees=1)
    _, [result] = fields((await portal.anonymous().get(path)).text)
    shown = await press(portal, path, **{result: "y"})
    assert "kan niet geslaagd zijn" in shown.text
    assert await marks(scene) == [(None, None)]


async def test_only_what_was_changed_on_the_page_is_written(portal: Portal) -> None:
    """R-EXT-04: what the planner marked while the page was open stays."""
    scene, path = await taught(portal, trainees=2)
    visitor = portal.anonymous()
    stale = (await visitor.get(path)).text
    present, _ = fields(stale)
    await press(portal, path, **{present[0]: "n"})
    form = hidden_fields(stale) | {"act": "save", present[1]: "y"}
    assert (await visitor.post(path, data=form)).status_code == 303
    assert await marks(scene) == [(False, None), (True, None)]


async def test_a_longer_course_is_marked_per_day(portal: Portal) -> None:
    """R-CRS-02 R-PRC-01: each day has its own page; absent on one day is absent."""
    second = date(2027, 3, 8)
    scene, path = await taught(portal, days=(DAY, second), trainees=1)
    await press(portal, f"{path}?dag={DAY}", "all_present")
    assert await marks(scene) == [(None, None)]
    shown = await portal.anonymous().get(f"{path}?dag={second}")
    assert "<b>maandag 8 maart 2027</b>" in shown.text
    [present], _ = fields(shown.text)
    await press(portal, f"{path}?dag={second}", **{present: "n"})
    assert await marks(scene) == [(False, None)]


async def test_the_page_shows_names_and_nothing_else_of_trainees(portal: Portal) -> None:
    """R-STF-04: no address, no birth date, no customer; small, without script, kept by nobody."""
    scene, path = await taught(portal, trainees=16)
    async with portal.services.database.tenant(scene.provider.id) as session:
        emails = list(await session.scalars(text("select email from trainee")))
    shown = await portal.anonymous().get(path)
    assert not [each for each in emails if each in shown.text]
    assert "1984" not in shown.text
    assert len(shown.content) <= 20_480, len(shown.content)
    assert "<script" not in shown.text
    assert (shown.headers["cache-control"], shown.headers["referrer-policy"]) == ("no-store", "no-referrer")


async def test_only_who_teaches_the_course_opens_the_page(portal: Portal) -> None:
    """R-STF-04: somebody else, another provider, another purpose, an altered link, and after two weeks."""
    scene, path = await taught(portal)
    signer, over = LinkSigner(portal.services.keys), portal.clock.moment.replace(year=2028)
    stranger = await portal.provider()
    wrong = {
        make_day_link(signer, "", DayLink(scene.provider.id, scene.course.id, scene.people[1].id), over_at=over): 410,
        make_day_link(signer, "", DayLink(stranger.id, scene.course.id, scene.people[0].id), over_at=over): 404,
        make_own_link(signer, "", OwnLink(scene.people[0].id, 1), now=portal.clock.now()).replace(
            "instructeur", "lesdag"
        ): 404,
        path + "A": 404,
        path[:-1]: 404,
    }
    visitor = portal.anonymous()
    form = hidden_fields((await visitor.get(path)).text) | {"act": "all_present"}
    for dead, status in wrong.items():
        assert (await visitor.get(dead)).status_code == status
        assert (await visitor.post(dead, data=form)).status_code == status
    portal.clock.moment = portal.clock.moment.replace(year=2027, month=3, day=15, hour=16)
    assert (await visitor.get(path)).status_code == 410
    assert await marks(scene) == [(None, None)] * 3


async def test_opening_changes_nothing_and_a_post_needs_the_page(portal: Portal) -> None:
    """R-STF-04: scanners open the link too; a form that does not come from the page is shown again."""
    scene, path = await taught(portal, trainees=1)
    visitor = portal.anonymous()
    for query in ("", "?act=all_present", f"?dag={DAY}&act=all_present"):
        assert (await visitor.get(path + query)).status_code == 200
    refused = await visitor.post(path, data={"act": "all_present", "nonce": "x"})
    assert (refused.status_code, "te lang open" in refused.text) == (409, True)
    assert await marks(scene) == [(None, None)]


async def test_a_closed_course_takes_no_marks(portal: Portal) -> None:
    """R-CRS-06: what a state allows is enforced here too."""
    scene, path = await taught(portal, trainees=1)
    visitor = portal.anonymous()
    form = hidden_fields((await visitor.get(path)).text) | {"act": "all_present"}
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await session.execute(text("update course set state = 'cancelled'"))
    refused = await visitor.post(path, data=form)
    assert (refused.status_code, "Hier verandert niets meer" in refused.text) == (409, True)
    assert await marks(scene) == [(None, None)]


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"


async def send_photo(portal: Portal, path: str, content: bytes = PNG, **other: str) -> Response:
    """Open the page and send a photo from it, as a phone without JavaScript does."""
    visitor = portal.anonymous()
    form = hidden_fields((await visitor.get(path)).text) | other
    answer = await visitor.post(f"{path}/foto", data=form, files={"file": ("lijst.png", content, "image/png")})
    return await visitor.get(answer.headers["location"]) if answer.status_code == 303 else answer


async def documents(scene: Scene) -> list[tuple[str, str, bool]]:
    found = (await scene.planner.get(scene.url)).json()["documents"]
    return [(each["kind"], each["label"], each["file"] is not None) for each in found]


async def test_the_photo_of_the_signed_list_stands_with_the_course(portal: Portal) -> None:
    """R-EXT-04 R-PRC-01: on the checklist first, beside it afterwards; the log names the teacher."""
    scene, path = await taught(portal)
    version = {"If-Match": (await scene.planner.get(scene.url)).headers["etag"]}
    wanted = {"requiredDocuments": ["attendance_list"]}
    assert (await scene.planner.patch(scene.url, json=wanted, headers=version)).status_code == 200
    shown = await send_photo(portal, path)
    assert "De foto staat bij de cursus" in shown.text
    assert await documents(scene) == [("attendance_list", "", True)]
    await send_photo(portal, path)
    assert sorted(await documents(scene)) == [("attendance_list", "", True), ("file", "Presentielijst", True)]
    statement = text("select actor_kind, actor_name from audit_event where action = 'course.file_added'")
    async with portal.services.database.tenant(scene.provider.id) as session:
        logged = {tuple(row) for row in await session.execute(statement)}
    assert logged == {("instructor", "Ineke Docent 0")}


async def test_what_is_no_photo_is_refused_with_a_reason(portal: Portal) -> None:
    """R-EXT-04: kind by content, size, nothing chosen, a form that is not the page's; the page stays usable."""
    scene, path = await taught(portal)
    for content, status, words in (
        (b"MZ\x90\x00 a program", 415, "geen foto die we kunnen bewaren"),
        (b"naam;aanwezig\n", 415, "geen foto die we kunnen bewaren"),
        (PNG + bytes(10 * 1024 * 1024), 413, "hoogstens 10 MB"),
        (b"", 400, "Kies eerst een foto"),
    ):
        answer = await send_photo(portal, path, content)
        assert (answer.status_code, words in answer.text) == (status, True)
        assert "Foto toevoegen" in answer.text
    assert (await send_photo(portal, path, nonce="x")).status_code == 409
    assert await documents(scene) == []
    assert (await portal.anonymous().post(f"{path}x/foto", files={"file": ("a.png", PNG)})).status_code == 404


async def test_photos_have_an_end(portal: Portal) -> None:
    """R-EXT-04: a link in wrong hands does not fill the storage; a cancelled course takes none."""
    scene, path = await taught(portal)
    for _ in range(10):
        assert (await send_photo(portal, path)).status_code == 200
    assert (await send_photo(portal, path)).status_code == 429
    assert len(await documents(scene)) == 10
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await session.execute(text("update course set state = 'cancelled'"))
    assert "Foto toevoegen" not in (await portal.anonymous().get(path)).text
