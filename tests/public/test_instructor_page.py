"""The instructor's own page: what it shows, what it changes, and who cannot come by it."""

import re
from datetime import date, timedelta
from typing import Any

from httpx import Response
from sqlalchemy import text

from app.core.signing import LinkSigner
from app.staffing.own_links import OwnLink, make_own_link
from tests.factories.courses import make_course
from tests.factories.instructors import make_certified_type, make_instructor
from tests.factories.staffing import DAY, Scene, hidden_fields, open_scene
from tests.factories.tenants import act_for
from tests.portal import Portal
from tests.public.test_answer_page import asked


async def mailed_page(scene: Scene, link: str) -> str:
    """Ask for the own page on the answer page, and take its address from the mail."""
    visitor = scene.portal.anonymous()
    shown = await visitor.get(link)
    answer = await visitor.post(f"{link}/pagina", data=hidden_fields(shown.text))
    assert (answer.status_code, "onderweg" in answer.text) == (200, True)
    mail = (await scene.mails("instructor-page"))[-1]
    found = re.search(r"http://portal\.test(/instructeur/[\w-]+)", mail.text)
    assert found is not None
    return found.group(1)


async def press(portal: Portal, path: str, act: str, **fields: str) -> Response:
    """Open the page and press one of its buttons; the page that follows."""
    visitor = portal.anonymous()
    nonce = hidden_fields((await visitor.get(path)).text)["nonce"]
    answer = await visitor.post(path, data={"nonce": nonce, "act": act, **fields})
    return await visitor.get(answer.headers["location"]) if answer.status_code == 303 else answer


async def opened(portal: Portal) -> tuple[Scene, str]:
    """The page of an instructor who was asked and said yes."""
    scene, _, link = await asked(portal)
    await scene.press(link, "available")
    return scene, await mailed_page(scene, link)


async def test_the_page_shows_bookings_and_questions_of_every_provider(portal: Portal) -> None:
    """R-INS-03 R-STF-04: his own at all providers, and nobody else's."""
    scene, path = await opened(portal)
    other = await portal.provider(name="Veilig Werken Zuid")
    async with portal.writing() as session:
        await act_for(session, other.id)
        mine = await make_course(session, other, days=(date(2027, 4, 2),), main=scene.people[0], location_text="Goes")
        not_mine = await make_course(session, other, days=(date(2027, 4, 3),), main=scene.people[1])
    html = (await portal.anonymous().get(path)).text
    for expected in (scene.course.type_name, "Je antwoord: beschikbaar", mine.type_name, "Veilig Werken Zuid", "Goes"):
        assert expected in html
    assert not_mine.type_name not in html
    links = re.findall(r'href="(/antwoord/[\w-]+)"', html)
    assert len(links) == 1
    assert scene.course.type_name in (await portal.anonymous().get(links[0])).text


async def test_questions_leave_the_page_once_they_are_decided(portal: Portal) -> None:
    """R-STF-07: confirmed, declined, cancelled and past ones are no open questions."""
    scene, path = await opened(portal)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await session.execute(text("update staffing_request set state = 'declined'"))
    assert "Er staan geen vragen open" in (await portal.anonymous().get(path)).text


async def test_days_off_make_him_busy_for_everybody_without_a_reason(portal: Portal) -> None:
    """R-STF-02 R-CRS-05: not to be asked is busy, at every provider; taking the day back frees him."""
    scene, path = await opened(portal)
    fresh = await open_scene(portal, people=0)
    shown = await press(portal, path, "away_add", first="2027-03-01", last="2027-03-03")
    assert "De dagen zijn toegevoegd" in shown.text
    assert shown.text.count('name="day"') == 3
    line = (await fresh.lines())[str(scene.people[0].id)]
    assert line["allowedActions"] == []
    [clash] = line["busy"]
    assert (clash["own"], clash["courseId"], clash["typeName"], clash["day"]) == (False, None, None, "2027-03-01")
    body = {"instructors": [{"kind": "registered", "id": str(scene.people[0].id)}]}
    refused = await fresh.planner.post(f"{fresh.url}/staffing-requests", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_busy")
    shown = await press(portal, path, "away_remove", day="2027-03-01")
    assert shown.text.count('name="day"') == 2
    assert (await fresh.lines())[str(scene.people[0].id)]["allowedActions"] == ["invite"]


async def test_days_off_that_make_no_sense_are_refused_and_kept_in_the_form(portal: Portal) -> None:
    """R-STF-04: past, backwards, too many, or no day at all; nothing typed is lost."""
    _, path = await opened(portal)
    for first, last in (("2026-11-22", ""), ("2027-03-02", "2027-03-01"), ("2027-01-01", "2027-06-01"), ("morgen", "")):
        shown = await press(portal, path, "away_add", first=first, last=last)
        assert (shown.status_code, f'value="{first}"' in shown.text) == (400, True)
    assert 'name="day"' not in (await portal.anonymous().get(path)).text


async def test_consent_shows_the_address_and_can_be_withdrawn(portal: Portal) -> None:
    """R-INS-02: providers see his address only while he agrees."""
    scene, path = await opened(portal)

    async def told() -> Any:
        listed = (await scene.planner.get("/api/v1/instructors")).json()["items"]
        return {each["id"]: each["email"] for each in listed}[str(scene.people[0].id)]

    assert await told() is None
    await press(portal, path, "address_show")
    assert await told() == scene.people[0].email
    await press(portal, path, "address_hide")
    assert await told() is None


async def test_the_link_leaves_by_mail_to_him_alone(portal: Portal) -> None:
    """R-STF-04: the answer page never shows it, and the provider who reads its sent mails does not see the words."""
    scene, _, link = await asked(portal)
    for choice in ("", "?a=ja"):
        assert "/instructeur/" not in (await portal.anonymous().get(link + choice)).text
    await scene.press(link, "available")
    path = await mailed_page(scene, link)
    [mail] = await scene.mails("instructor-page")
    assert mail.to == scene.people[0].email
    listed = (await scene.planner.get("/api/v1/mails", params={"kind": "instructor-page"})).json()["items"]
    assert listed[0]["recipientEmail"] == ""
    read = await scene.planner.get(f"/api/v1/mails/{listed[0]['id']}")
    assert (read.json()["html"], read.json()["text"]) == ("", "")
    assert path not in read.text


async def test_asking_for_the_link_again_mails_once_an_hour(portal: Portal) -> None:
    """R-MAIL-01: pressing often does not fill his mailbox."""
    scene, _, link = await asked(portal)
    await scene.press(link, "available")
    for _ in range(3):
        await mailed_page(scene, link)
    assert len(await scene.mails("instructor-page")) == 1
    portal.clock.advance(hours=1)
    await mailed_page(scene, link)
    assert len(await scene.mails("instructor-page")) == 2


async def test_no_other_link_opens_the_page(portal: Portal) -> None:
    """R-STF-04: another purpose, an older generation, a suspended instructor, and after thirty days."""
    scene, path = await opened(portal)
    visitor = portal.anonymous()
    answer = (await scene.mails("staffing-request"))[-1].link
    assert (await visitor.get(answer.replace("/antwoord/", "/instructeur/"))).status_code == 404
    assert (await visitor.get(path.replace("/instructeur/", "/antwoord/"))).status_code == 404
    old = make_own_link(LinkSigner(portal.services.keys), "", OwnLink(scene.people[0].id, 0), now=portal.clock.now())
    assert (await visitor.get(old)).status_code == 410
    for wrong in (path[:-1], path + "A"):
        assert (await visitor.get(wrong)).status_code == 404
    assert (await visitor.get(path)).status_code == 200
    portal.clock.advance(days=30)
    late = await visitor.get(path)
    assert (late.status_code, "verlopen" in late.text) == (410, True)
    portal.clock.advance(days=-30)
    async with portal.owning() as owner:
        await owner.execute(text("update instructor set suspended_at = now()"))
    assert (await visitor.get(path)).status_code == 404
    assert (await visitor.post(path, data={"act": "address_show"})).status_code == 404


async def test_nothing_happens_without_having_seen_the_page(portal: Portal) -> None:
    """R-STF-04: opening changes nothing, and a POST needs what only the page shows."""
    scene, path = await opened(portal)
    visitor = portal.anonymous()
    for act in ("away_add", "feed_make", "address_show"):
        refused = await visitor.post(path, data={"act": act, "first": "2027-03-01", "nonce": "x"})
        assert (refused.status_code, "te lang open" in refused.text) == (409, True)
    for _ in range(5):
        await visitor.get(f"{path}?act=address_show")
    async with portal.owning() as owner:
        changed = await owner.scalar(
            text("select (select count(*) from instructor_away) + (select count(*) from calendar_feed)")
        )
        visible = await owner.scalar(text("select bool_or(email_visible) from instructor"))
    assert (changed, visible) == (0, False)
    assert scene.people[0].email in (await visitor.get(path)).text


async def test_the_page_is_small_and_needs_no_script_in_both_languages(portal: Portal) -> None:
    """R-STF-04 R-MAIL-05: qualifications with their end, at most 20 kB, kept by nobody."""
    scene, path = await opened(portal)
    async with portal.owning() as owner:
        first_aid = await make_certified_type(owner, name="Eerste hulp")
        other = await make_instructor(owner, first_aid, valid_to=DAY + timedelta(days=9), locale="en")
    english = make_own_link(LinkSigner(portal.services.keys), "", OwnLink(other.id, 1), now=portal.clock.now())
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        for number in range(12):
            await make_course(session, scene.provider, days=(date(2027, 5, 1 + number),), main=other)
    for address, words in ((path, "Jouw pagina"), (english, "valid until Wednesday 10 March 2027")):
        shown = await portal.anonymous().get(address)
        assert words in shown.text
        assert len(shown.content) <= 20_480, len(shown.content)
        assert "<script" not in shown.text
        assert (shown.headers["cache-control"], shown.headers["referrer-policy"]) == ("no-store", "no-referrer")


async def test_own_clashes_show_on_the_question_without_details(portal: Portal) -> None:
    """R-STF-04 R-CRS-05: he is warned by times only, for the provider may open the link as well."""
    scene, _, link = await asked(portal)
    other = await portal.provider(name="Geheime Opleider")
    async with portal.writing() as session:
        await act_for(session, other.id)
        secret = await make_course(session, other, days=(DAY,), main=scene.people[0])
    html = (await portal.anonymous().get(link)).text
    assert "op deze tijd ben je al geboekt" in html
    assert secret.type_name not in html
    assert "Geheime Opleider" not in html
