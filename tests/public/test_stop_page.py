"""The page behind the link that stops reminders, as a mail scanner, a mail program and a reader use it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from httpx import Response
from sqlalchemy import select

from app.core.signing import LinkSigner, Purpose
from app.providers.models import Provider
from app.reminders.kinds import ReminderKind
from app.reminders.models import MailOptOut
from app.reminders.opt_outs import Spared
from app.reminders.stop_links import make_stop_link
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


async def _reader(
    portal: Portal, *, subject: str = "trainee", kind: str = "trainee_expiry"
) -> tuple[Provider, Spared, str]:
    provider = await portal.provider(name="De <Linde>")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        trainee = await make_trainee(session, provider)
        customer = await make_customer(session, provider)
    ids: tuple[UUID | None, UUID | None] = (trainee.id, None) if subject == "trainee" else (None, customer.id)
    spared = Spared(*ids, ReminderKind(kind))
    signer = LinkSigner(portal.services.keys)
    return provider, spared, make_stop_link(signer, "", provider.id, spared, now=portal.clock.now())


async def _lines(portal: Portal, provider: Provider) -> list[MailOptOut]:
    async with portal.writing() as session:
        await act_for(session, provider.id)
        return list(await session.scalars(select(MailOptOut).order_by(MailOptOut.id)))


def _safe(answer: Response) -> bool:
    headers = answer.headers
    return headers["cache-control"] == "no-store" and headers["referrer-policy"] == "no-referrer"


async def test_opening_the_link_changes_nothing(portal: Portal) -> None:
    """R-EXP-02 R-MAIL-03: mail scanners open links; only a button stops anything."""
    provider, _, link = await _reader(portal)
    visitor = portal.anonymous()
    for _ in range(2):
        shown = await visitor.get(link)
        assert (shown.status_code, _safe(shown)) == (200, True)
        assert "Meld me af" in shown.text
        assert "De &lt;Linde&gt;" in shown.text
        assert len(shown.content) < 20_480
    assert (await visitor.head(link)).status_code == 200
    assert await _lines(portal, provider) == []


@pytest.mark.parametrize(
    ("subject", "kind"),
    [("trainee", "trainee_expiry"), ("customer", "trainee_expiry"), ("customer", "customer_expiry")],
)
async def test_a_mail_programs_one_click_stops_at_once(portal: Portal, subject: str, kind: str) -> None:
    """R-EXP-02 R-MAIL-03: a POST without cookies or a page before it, answered without a redirect (RFC 8058)."""
    provider, spared, link = await _reader(portal, subject=subject, kind=kind)
    for _ in range(2):
        answer = await portal.anonymous().post(link, data=ONE_CLICK)
        assert answer.status_code == 200
    [line] = await _lines(portal, provider)
    assert (line.trainee_id, line.customer_id, line.kind) == (spared.trainee_id, spared.customer_id, kind)
    assert (line.source, line.ended_at) == ("link", None)
    assert line.created_by


async def test_the_reader_stops_and_takes_it_back(portal: Portal) -> None:
    """R-EXP-02: reversible by the same link; the history stays."""
    provider, _, link = await _reader(portal)
    visitor = portal.anonymous()
    pressed = await visitor.post(link, data={"act": "stop"})
    assert (pressed.status_code, pressed.headers["location"]) == (303, link)
    shown = await visitor.get(link)
    assert "Je bent afgemeld" in shown.text
    assert "Zet herinneringen weer aan" in shown.text
    await visitor.post(link, data={"act": "resume"})
    assert "Meld me af" in (await visitor.get(link)).text
    [line] = await _lines(portal, provider)
    assert line.ended_at is not None


async def test_what_the_provider_decided_a_link_does_not_undo(portal: Portal) -> None:
    """R-EXP-02"""
    provider, spared, link = await _reader(portal)
    planner = await portal.login(provider)
    made = await planner.post("/api/v1/opt-outs", json={"traineeId": str(spared.trainee_id), "reason": "Uit dienst"})
    assert made.status_code == 201
    visitor = portal.anonymous()
    shown = await visitor.get(link)
    assert "Je bent afgemeld" in shown.text
    assert "weer aan" not in shown.text
    await visitor.post(link, data={"act": "resume"})
    [line] = await _lines(portal, provider)
    assert line.ended_at is None


async def test_an_altered_link_does_nothing(portal: Portal) -> None:
    """R-EXP-02: cut, of another purpose, for nobody, or too old; the page tells no name."""
    provider, spared, link = await _reader(portal)
    signer, now = LinkSigner(portal.services.keys), portal.clock.now()
    assert spared.trainee_id is not None
    ids, later = (provider.id, spared.trainee_id), now + timedelta(days=1)
    nobody = make_stop_link(signer, "", provider.id, Spared(uuid4(), None, ReminderKind.TRAINEE_EXPIRY), now=now)
    strange = signer.sign(Purpose.STOP_REMINDERS, ids, generation=77, expires_at=later)
    other = signer.sign(Purpose.STAFFING_ANSWER, ids, generation=1, expires_at=later)
    visitor = portal.anonymous()
    for bad in (link[:-1], link + "A", nobody, f"/afmelden/{strange}", f"/afmelden/{other}"):
        for answer in (await visitor.get(bad), await visitor.post(bad, data=ONE_CLICK)):
            assert answer.status_code == 404
            assert "Linde" not in answer.text
    portal.clock.advance(days=6 * 365)
    assert (await visitor.get(link)).status_code == 410
    assert await _lines(portal, provider) == []
