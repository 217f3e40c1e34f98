"""Training companies that sign up, and the operator who lets them in."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import AsyncClient
from sqlalchemy import select, text

from app.mail.models import OutboxMail
from app.providers.mail_lane import NEWCOMERS_DAILY_CAP
from app.providers.models import Provider
from tests.api.test_users import PASSWORD, last_token
from tests.portal import Portal

COMPANY: dict[str, Any] = {
    "name": "Opleidingen Zuid",
    "kvkNumber": "12 34 56 78",
    "address": "Havenweg 3",
    "postcode": "5611 AA",
    "city": "Eindhoven",
    "contactName": "Kim Zuid",
    "email": "Kim@zuid.example",
    "modules": ["customers"],
    "agrees": True,
}
REQUIRED = ("name", "kvkNumber", "address", "postcode", "city", "contactName", "email", "agrees")


async def sign_up(portal: Portal, client: AsyncClient | None = None, **changes: Any) -> Provider:
    """Register a company and confirm its address by the mail; the provider to be."""
    client = client or portal.anonymous()
    answer = await client.post("/api/v1/registrations", json={**COMPANY, **changes})
    assert answer.status_code == 202, answer.text
    provider = await newest(portal)
    token = await last_token(portal, provider, "registration")
    confirmed = await client.post("/api/v1/registration-confirmations", json={"token": token})
    assert confirmed.json() == {"company": provider.name}
    return provider


async def newest(portal: Portal) -> Provider:
    """The provider that was made last, as it stands."""
    ids = await _ids(portal)
    async with portal.services.database.tenant(ids[-1]) as session:
        return (await session.scalars(select(Provider))).one()


async def _ids(portal: Portal) -> list[UUID]:
    connection = await asyncpg.connect(portal.database.admin_url)
    try:
        return [row["id"] for row in await connection.fetch("select id from provider order by id")]
    finally:
        await connection.close()


async def test_from_signing_up_to_working(portal: Portal) -> None:
    """R-MOD-01: a confirmed company waits for the operator, who makes it a provider with modules and a first day."""
    provider = await sign_up(portal)
    operator = await portal.login(None)
    [waiting] = (await operator.get("/api/v1/operator/registrations")).json()["items"]
    assert (waiting["name"], waiting["kvkNumber"], waiting["email"]) == (
        "Opleidingen Zuid",
        "12345678",
        "kim@zuid.example",
    )
    assert waiting["modules"] == ["customers"]
    today = portal.clock.now().date().isoformat()
    admission = {"startsOn": today, "isInstitute": True, "modules": ["customers", "staffing"]}
    here = f"/api/v1/operator/providers/{provider.id}/registration"
    assert (await operator.post(f"{here}/approval", json=admission)).status_code == 204
    lane = (await operator.get(f"/api/v1/operator/providers/{provider.id}/mail-lane")).json()
    assert lane["dailyCap"] == NEWCOMERS_DAILY_CAP, "a newcomer is not trusted with any number of mails (R-MAIL-02)"
    assert (await operator.get("/api/v1/operator/registrations")).json()["items"] == []
    again = await operator.post(f"{here}/approval", json=admission)
    assert (again.status_code, again.json()["code"]) == (409, "registration_settled")

    admin = portal.anonymous()
    token = await last_token(portal, provider, "registration-approved")
    came = await admin.post("/api/v1/invitation-acceptances", json={"token": token, "password": PASSWORD})
    assert (came.status_code, came.json()["role"]) == (201, "admin")
    assert came.json()["modules"] == ["core", "customers", "staffing"]
    forecast = (await admin.get("/api/v1/billing/forecast")).json()
    assert (forecast["subscribedSince"], forecast["isFree"], forecast["isCibotInstitute"]) == (today, True, True)
    address = (await admin.get("/api/v1/billing/address")).json()
    assert address["kvkNumber"] == "12345678"
    [row] = (await operator.get("/api/v1/operator/providers")).json()["items"]
    assert (row["state"], row["lastLoginAt"]) == ("active", "2026-11-23T09:00:00.000Z")


async def test_signing_up_asks_for_few_things(portal: Portal) -> None:
    """R-ACC-01: under twelve required fields; each is told at its place, all at once."""
    answer = await portal.anonymous().post("/api/v1/registrations", json={})
    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json()["errors"]} == {f"/{name}" for name in REQUIRED}
    for wrong, code in ((("kvkNumber", "123"), "kvk_invalid"), (("email", "kim@zuid"), "value_error")):
        refused = await portal.anonymous().post("/api/v1/registrations", json={**COMPANY, wrong[0]: wrong[1]})
        assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [(f"/{wrong[0]}", code)]


async def test_before_the_confirmation_nobody_sees_it(portal: Portal) -> None:
    """R-MOD-01: what somebody else typed comes to the operator only by the owner of the address."""
    await portal.anonymous().post("/api/v1/registrations", json=COMPANY)
    operator = await portal.login(None)
    assert (await operator.get("/api/v1/operator/registrations")).json()["items"] == []
    assert (await operator.get("/api/v1/operator/providers")).json()["items"] == []
    provider = await newest(portal)
    refused = await operator.post(
        f"/api/v1/operator/providers/{provider.id}/registration/refusal", json={"reason": "Niet bevestigd"}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "registration_settled")
    portal.clock.advance(days=8)
    token = await last_token(portal, provider, "registration")
    late = await portal.anonymous().post("/api/v1/registration-confirmations", json={"token": token})
    assert (late.status_code, late.json()["code"]) == (404, "link_expired")


async def test_the_answer_tells_nobody_who_is_known(portal: Portal) -> None:
    """R-ACC-02: an address with an account, and a company that signed up before, get the same answer."""
    client = portal.anonymous()
    known = await portal.provider(email="kim@zuid.example")
    await portal.login(known, "admin")
    answers = [await client.post("/api/v1/registrations", json=COMPANY) for _ in range(3)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(202, b"null")}


async def test_signing_up_is_slowed_down(portal: Portal) -> None:
    """R-ACC-02: three times per address of mail and ten per address on the net, in a quarter of an hour."""
    client = portal.anonymous()
    answers = [(await client.post("/api/v1/registrations", json=COMPANY)).status_code for _ in range(4)]
    assert answers == [202, 202, 202, 429]
    others = [{**COMPANY, "email": f"k{number}@zuid.example"} for number in range(8)]
    assert [(await client.post("/api/v1/registrations", json=each)).status_code for each in others][-1] == 429
    portal.clock.advance(minutes=16)
    assert (await client.post("/api/v1/registrations", json=COMPANY)).status_code == 202


async def test_a_refused_company_hears_why_and_is_forgotten(portal: Portal) -> None:
    """R-MOD-01: the reason goes by mail; nobody can come in, nothing is billed, and all of it goes after three months."""
    provider = await sign_up(portal)
    operator = await portal.login(None)
    here = f"/api/v1/operator/providers/{provider.id}"
    assert (await operator.post(f"{here}/registration/refusal", json={"reason": "KvK klopt niet"})).status_code == 204
    async with portal.services.database.tenant(provider.id) as session:
        [mail] = list(await session.scalars(select(OutboxMail).where(OutboxMail.kind == "registration-refused")))
    assert mail.recipient_email == "kim@zuid.example"
    assert (await operator.get("/api/v1/operator/providers")).json()["items"] == []
    state = await operator.put(f"{here}/state", json={"state": "active", "reason": "Toch"})
    assert (state.status_code, state.json()["code"]) == (409, "registration_waits")
    other = await sign_up(portal, email="ander@zuid.example")
    for days, left in ((80, {provider.id, other.id}), (20, {other.id})):
        portal.clock.advance(days=days)
        async with portal.services.database.platform() as session:
            now = portal.clock.now() + timedelta(seconds=1)
            await session.execute(text("select forget_registrations(:now)"), {"now": now})
        assert set(await _ids(portal)) == left


async def test_the_welcome_link_can_be_sent_again_until_it_is_used(portal: Portal) -> None:
    """R-ACC-02: a new link makes the former one void; whoever is in asks for a new password instead."""
    provider = await sign_up(portal)
    operator = await portal.login(None)
    here = f"/api/v1/operator/providers/{provider.id}/registration"
    early = await operator.post(f"{here}/welcome")
    assert (early.status_code, early.json()["code"]) == (409, "registration_settled")
    admission = {"startsOn": "2026-12-01", "isInstitute": False, "modules": []}
    await operator.post(f"{here}/approval", json=admission)
    first = await last_token(portal, provider, "registration-approved")
    portal.clock.advance(minutes=1)
    assert (await operator.post(f"{here}/welcome")).status_code == 204
    second = await last_token(portal, provider, "registration-approved")
    spans = (await operator.get(f"/api/v1/operator/providers/{provider.id}/modules")).json()["spans"]
    assert [(span["module"], span["activeFrom"]) for span in spans] == [("external_courses", "2026-12-01")]
    page = "/api/v1/invitation-pages"
    assert (await portal.anonymous().post(page, json={"token": first})).json()["code"] == "invitation_over"
    body = {"token": second, "password": PASSWORD}
    assert (await portal.anonymous().post("/api/v1/invitation-acceptances", json=body)).status_code == 201
    late = await operator.post(f"{here}/welcome")
    assert (late.status_code, late.json()["code"]) == (409, "already_welcome")


@pytest.mark.parametrize(("day", "status"), [("2025-11-22", 400), ("2027-11-24", 400), ("2026-10-01", 204)])
async def test_a_subscription_begins_within_a_year_of_today(portal: Portal, day: str, status: int) -> None:
    """R-BIL-07: a slip in the year would be invoiced month by month from then on."""
    provider = await sign_up(portal)
    operator = await portal.login(None)
    admission = {"startsOn": day, "isInstitute": False, "modules": []}
    answer = await operator.post(f"/api/v1/operator/providers/{provider.id}/registration/approval", json=admission)
    assert answer.status_code == status, answer.text
    if status == 400:
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/startsOn", "day_too_far")


async def test_the_offer_tells_the_prices_of_today(portal: Portal) -> None:
    """R-BIL-02: who signs up sees what he agrees to, without logging in."""
    offer = (await portal.anonymous().get("/api/v1/registration-offer")).json()
    assert [(band["fromCourses"], band["price"]["amount"]) for band in offer["bands"]] == [
        (0, 400),
        (25, 800),
        (100, 1200),
        (500, 1600),
    ]
    assert (offer["oneOffFee"]["amount"], offer["instituteDiscount"]["amount"], offer["vatPercent"]) == (9800, 200, 21)
