"""The page behind an instructor's link, as a phone without JavaScript and as a mail scanner see it."""

import base64
import hashlib
import re
from typing import Any

import asyncpg
from sqlalchemy import text

from tests.databases import ScratchDatabase
from tests.factories.staffing import Scene, hidden_fields, open_scene
from tests.factories.tenants import act_for
from tests.portal import Portal


async def asked(portal: Portal, **columns: Any) -> tuple[Scene, str, str]:
    """A scene in which the first instructor was asked: the scene, the request and the link."""
    scene = await open_scene(portal, **columns)
    [request_id] = await scene.invite(scene.people[0])
    return scene, request_id, (await scene.mails("staffing-request"))[-1].link


async def state(scene: Scene) -> str:
    found: str = (await scene.lines())[str(scene.people[0].id)]["state"]
    return found


async def everything(database: ScratchDatabase) -> str:
    """A fingerprint of every row that a link could change."""
    connection = await asyncpg.connect(database.admin_url)
    try:
        tables = ("staffing_request", "staffing_answer", "outbox_mail", "course_instructor", "audit_event")
        rows = [await connection.fetch(f"select md5(t::text) from {table} t order by 1") for table in tables]
    finally:
        await connection.close()
    return repr(rows)


async def test_opening_the_link_shows_the_question_with_the_choice_ready(portal: Portal) -> None:
    """R-STF-04: course, provider, date, times, place, and the button of the mail's choice first."""
    _, _, link = await asked(portal)
    visitor = portal.anonymous()
    for choice, first in (("?a=ja", "available"), ("?a=nee", "unavailable")):
        html = (await visitor.get(link + choice)).text
        for expected in (
            "Opleidingen De Brug",
            "maandag 1 maart 2027",
            "09:00 - 17:00",
            "Zaal 3, Ede",
            "Ineke Docent 0",
        ):
            assert expected in html
        buttons = re.findall(r'<button type="submit" name="answer" value="(\w+)"( class="chosen")?>', html)
        assert buttons[0] == (first, ' class="chosen"')
        assert {name for name, _ in buttons} == {"available", "unavailable"}
    assert 'class="chosen"' not in (await visitor.get(link)).text


async def test_pressing_the_button_records_thanks_and_notifies(portal: Portal) -> None:
    """R-STF-04 R-STF-05: the page repeats type, provider and date; the provider is told with course, number and date."""
    scene, _, link = await asked(portal)
    assert await scene.press(link, "available", note="Graag met beamer") == 303
    html = (await portal.anonymous().get(link)).text
    assert "Bedankt voor je antwoord" in html
    assert (
        f"beschikbaar om de cursus {scene.course.type_name} te geven voor Opleidingen De Brug op maandag 1 maart 2027"
        in html
    )
    assert "definitief bericht" in html
    line = (await scene.lines())[str(scene.people[0].id)]
    assert (line["state"], line["note"]) == ("available", "Graag met beamer")
    [mail] = await scene.mails("staffing-answer")
    assert mail.to == scene.provider.email
    for expected in ("Ineke Docent 0", scene.course.type_name, f"#{scene.course.number}", "1 maart 2027"):
        assert expected in mail.text


async def test_answer_may_change_and_the_same_answer_tells_nobody_twice(portal: Portal) -> None:
    """R-STF-04 R-STF-05: every change is told, a repetition is not."""
    scene, _, link = await asked(portal)
    for answer in ("available", "available", "unavailable", "available", "available"):
        assert await scene.press(link, answer) == 303
    assert await state(scene) == "available"
    assert len(await scene.mails("staffing-answer")) == 3
    html = (await portal.anonymous().get(f"{link}?a=nee")).text
    assert "Je eerdere antwoord: beschikbaar" in html


async def test_notifications_can_be_switched_off_per_answer(portal: Portal) -> None:
    """R-STF-05: the mail about *available* and the one about *not available* each have a switch."""
    scene, _, link = await asked(portal)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await session.execute(text("update provider set notify_available = false"))
    await scene.press(link, "available")
    assert await scene.mails("staffing-answer") == []
    await scene.press(link, "unavailable")
    assert len(await scene.mails("staffing-answer")) == 1
    assert await state(scene) == "unavailable"


async def test_answer_without_having_seen_the_page_is_asked_again(portal: Portal) -> None:
    """R-STF-04: a POST that does not come from the page records nothing and shows the question."""
    scene, _, link = await asked(portal)
    visitor = portal.anonymous()
    fields = hidden_fields((await visitor.get(link)).text)
    # Always another character than the one that stands there: a fixed one is the right one now and then.
    altered = fields["nonce"][:-1] + ("A" if fields["nonce"][-1] != "A" else "Q")
    for wrong in ({}, {"nonce": "x"}, {"nonce": altered}, {"nonce": link.rpartition("/")[2]}):
        refused = await visitor.post(link, data={**fields, "answer": "available", "nonce": "", **wrong})
        assert (refused.status_code, "Druk nog een keer" in refused.text) == (409, True)
    nothing_pressed = await visitor.post(link, data=fields)
    assert (nothing_pressed.status_code, "Kies een van de twee knoppen" in nothing_pressed.text) == (409, True)
    portal.clock.advance(hours=5)
    assert (await visitor.post(link, data={**fields, "answer": "available"})).status_code == 409
    assert await state(scene) == "invited"


async def test_course_that_moved_while_the_page_was_open_is_shown_first(portal: Portal) -> None:
    """R-CRS-10 R-STF-04: nobody says yes to a date that he did not see."""
    scene, _, link = await asked(portal)
    visitor = portal.anonymous()
    fields = hidden_fields((await visitor.get(link)).text)
    refused = await visitor.post(link, data={**fields, "days": "2027-02-28/09:00/17:00", "answer": "available"})
    assert (refused.status_code, "verplaatst" in refused.text) == (409, True)
    assert await state(scene) == "invited"


async def test_note_that_is_too_long_is_refused_and_kept_in_the_page(portal: Portal) -> None:
    """R-STF-04: nothing typed is lost."""
    scene, _, link = await asked(portal)
    visitor = portal.anonymous()
    fields = hidden_fields((await visitor.get(link)).text)
    typed = "Ik kom <b>graag</b> " * 40
    refused = await visitor.post(link, data={**fields, "answer": "available", "note": typed})
    assert (refused.status_code, "te lang" in refused.text) == (400, True)
    assert "Ik kom &lt;b&gt;graag&lt;/b&gt;" in refused.text
    assert await state(scene) == "invited"


async def test_inviting_again_voids_the_former_link(portal: Portal) -> None:
    """R-STF-06: the earlier mail's link says that there is a newer one, and records nothing."""
    scene, request_id, old = await asked(portal)
    stale = hidden_fields((await portal.anonymous().get(old)).text)
    await scene.act(request_id, "renewal")
    visitor = portal.anonymous()
    page = await visitor.get(old)
    assert (page.status_code, "nieuwere uitnodiging" in page.text) == (410, True)
    assert (await visitor.post(old, data={**stale, "answer": "available"})).status_code == 410
    assert await state(scene) == "invited"
    new = (await scene.mails("staffing-request"))[-1].link
    crossed = await visitor.post(new, data={**stale, "answer": "available"})
    assert crossed.status_code == 409
    assert await scene.press(new, "available") == 303


async def test_altered_link_gives_a_clear_page(portal: Portal) -> None:
    """R-STF-04: an altered, cut or invented token says so, and changes nothing."""
    _, _, link = await asked(portal)
    before = await everything(portal.database)
    visitor = portal.anonymous()
    for wrong in (link[:-1], link + "A", link[:30] + ("B" if link[30] != "B" else "C") + link[31:], "/antwoord/x"):
        shown = await visitor.get(wrong)
        assert (shown.status_code, "Deze link klopt niet" in shown.text) == (404, True)
        assert (await visitor.post(wrong, data={"answer": "available"})).status_code == 404
    english = await visitor.get("/antwoord/x", headers={"Accept-Language": "en-GB,en"})
    assert "This link is not right" in english.text
    assert await everything(portal.database) == before


async def test_link_expires_when_the_course_is_over(portal: Portal) -> None:
    """R-STF-04: good until the end of the last course day in the provider's time zone."""
    scene, _, link = await asked(portal)
    visitor = portal.anonymous()
    fields = hidden_fields((await visitor.get(link)).text)
    started = portal.clock.moment
    portal.clock.moment = started.replace(year=2027, month=3, day=1, hour=15, minute=59, second=59)
    assert (await visitor.get(link)).status_code == 200
    portal.clock.advance(seconds=1)
    shown = await visitor.get(link)
    assert (shown.status_code, "verlopen" in shown.text) == (410, True)
    assert (await visitor.post(link, data={**fields, "answer": "available"})).status_code == 410
    portal.clock.moment = started
    assert await state(scene) == "invited"


async def test_answer_is_fixed_once_somebody_is_confirmed(portal: Portal) -> None:
    """R-STF-04: the others' pages say that the choice is made; the confirmed one's that the course is his."""
    scene, _, link = await asked(portal)
    [other_id] = await scene.invite(scene.people[1])
    other = (await scene.mails("staffing-request"))[-1].link
    await scene.press(link, "available")
    await scene.press(other, "available")
    await scene.act(other_id, "confirmation", position="main")
    assert "Je geeft deze cursus" in (await portal.anonymous().get(other)).text
    visitor = portal.anonymous()
    page = await visitor.get(link)
    assert (page.status_code, "De keuze is al gemaakt" in page.text) == (200, True)
    assert 'name="answer"' not in page.text


async def test_answer_that_comes_too_late_is_refused(portal: Portal) -> None:
    """R-STF-04: a page that was open while somebody else was confirmed cannot change the answer any more."""
    scene, request_id, link = await asked(portal)
    await scene.press(link, "available")
    visitor = portal.anonymous()
    fields = hidden_fields((await visitor.get(link)).text)
    await scene.act(request_id, "confirmation", position="main")
    late = await visitor.post(link, data={**fields, "answer": "unavailable"})
    assert (late.status_code, "Je geeft deze cursus" in late.text) == (409, True)
    assert await state(scene) == "confirmed"


async def test_link_says_so_after_a_decline_notice(portal: Portal) -> None:
    """R-STF-07: the declined one's link says that the provider is served."""
    scene, _, link = await asked(portal)
    [other_id] = await scene.invite(scene.people[1])
    await scene.act(other_id, "answer", answer="available")
    await scene.act(other_id, "confirmation", position="main")
    assert "Kun je deze cursus geven" in (await portal.anonymous().get(link)).text
    assert (await scene.planner.post(f"{scene.url}/decline-notices")).json() == {"declined": 1}
    assert "inmiddels voorzien" in (await portal.anonymous().get(link)).text
    assert await state(scene) == "declined"


async def test_cancelled_course_says_so(portal: Portal) -> None:
    """R-STF-04: nobody answers for a course that will not take place."""
    scene, _, link = await asked(portal)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await session.execute(text("update course set state = 'cancelled'"))
    assert "gaat niet door" in (await portal.anonymous().get(link)).text


async def test_page_works_without_scripts_and_reveals_nothing(portal: Portal) -> None:
    """R-STF-04: small, no script, no third party, kept and indexed by nobody, styled under a strict policy."""
    _, _, link = await asked(portal)
    for path in (link, f"{link}?a=ja", "/antwoord/x"):
        answer = await portal.anonymous().get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
        assert "noindex" in answer.headers["x-robots-tag"]
        assert len(answer.content) <= 20_480
        html = answer.text
        assert "<script" not in html
        assert not re.search(r'\son\w+=|\sstyle=|(?:src|href)="(?:https?:)?//', html)
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
        assert style is not None
        assert base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode() in policy


async def test_page_speaks_the_language_of_the_instructor(portal: Portal) -> None:
    """R-MAIL-05: an English-speaking instructor gets an English mail and page."""
    scene = await open_scene(portal)
    async with portal.owning() as owner:
        await owner.execute(text("update instructor set locale = 'en'"))
    await scene.invite(scene.people[0])
    [mail] = await scene.mails("staffing-request")
    html = (await portal.anonymous().get(mail.link)).text
    assert 'lang="en"' in html
    assert "Monday 1 March 2027" in html


async def test_names_are_shown_as_text(portal: Portal) -> None:
    """R-STF-04: what providers type is escaped."""
    _, _, link = await asked(portal, location_text="<script>alert(1)</script>")
    html = (await portal.anonymous().get(link)).text
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


async def test_too_many_answers_in_a_minute_are_held_off(portal: Portal) -> None:
    """R-STF-04: somebody who keeps pressing is asked to wait."""
    scene, _, link = await asked(portal)
    answers = [await scene.press(link, ("available", "unavailable")[count % 2]) for count in range(11)]
    assert answers == [303] * 10 + [429]


async def test_both_buttons_of_one_page_at_once_count_for_nothing(portal: Portal) -> None:
    """R-STF-04: a scanner that presses all it finds answers nothing; the planner is asked to look, and sees it all."""
    scene, request_id, link = await asked(portal)
    visitor = portal.anonymous()
    form = hidden_fields((await visitor.get(link)).text)
    for answer in ("available", "unavailable"):
        assert (await visitor.post(link, data=form | {"answer": answer, "note": f"bij {answer}"})).status_code == 303
    line = (await scene.lines())[str(scene.people[0].id)]
    assert (line["state"], line["contradicted"], line["answeredAt"]) == ("invited", True, None)
    assert "twee verschillende antwoorden" in (await visitor.get(link)).text
    assert len(await scene.mails("staffing-answer")) == 1
    portal.clock.advance(seconds=1)
    assert await scene.press(link, "unavailable", note="Echt niet") == 303
    line = (await scene.lines())[str(scene.people[0].id)]
    assert (line["state"], line["contradicted"], line["answerCount"]) == ("unavailable", False, 4)
    url = f"{scene.url}/staffing-requests/{request_id}/answers"
    told = (await scene.planner.get(url)).json()["items"]
    assert [(each["answer"], each["note"]) for each in told] == [
        ("unavailable", "Echt niet"), ("void", ""), ("unavailable", "bij unavailable"), ("available", "bij available"),
    ]  # fmt: skip


async def test_a_mistake_is_put_right_at_once(portal: Portal) -> None:
    """R-STF-04: who saw his answer may give the other one straight away; and so may who kept a page open for long."""
    scene, _, link = await asked(portal)
    await scene.press(link, "unavailable")
    await scene.press(link, "available")
    assert await state(scene) == "available"
    visitor = portal.anonymous()
    stale = hidden_fields((await visitor.get(link)).text)
    await scene.press(link, "unavailable")
    portal.clock.advance(seconds=5)
    assert (await visitor.post(link, data=stale | {"answer": "available"})).status_code == 303
    assert await state(scene) == "available"


async def test_the_history_goes_over_invitations_and_pages(portal: Portal) -> None:
    """R-STF-06: asking again resets the answer and forgets none; who entered one for him is named."""
    scene, request_id, link = await asked(portal)
    await scene.press(link, "available")
    await scene.act(request_id, "renewal")
    await scene.act(request_id, "answer", answer="unavailable", note="Gebeld")
    url, seen, cursor = f"{scene.url}/staffing-requests/{request_id}/answers", [], None
    for _ in range(2):
        query = {"limit": "1"} | ({"cursor": cursor} if cursor else {})
        page = (await scene.planner.get(url, params=query)).json()
        seen += [(each["generation"], each["answer"], each["note"], each["givenBy"]) for each in page["items"]]
        cursor = page["nextCursor"]
    assert cursor is None
    assert [each[:3] for each in seen] == [(2, "unavailable", "Gebeld"), (1, "available", "")]
    assert seen[0][3]
    assert seen[1][3] is None
    other = await portal.login(await portal.provider())
    assert (await other.get(url)).status_code == 404
