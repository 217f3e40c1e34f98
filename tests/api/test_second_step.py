"""Logging in in two steps: switching it on, coming in with it, and what a code is good for."""

import asyncio
from typing import Any

import pyotp
from httpx import AsyncClient, Response
from sqlalchemy import text

from app.core.signing import KeyRing
from tests.api.test_own_password import EMAIL, NEW, OLD, anna
from tests.api.test_users import last_token
from tests.portal import TEST_KEYS, Portal

HERE = "/api/v1/account/second-step"


def code_of(portal: Portal, secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many steps of thirty seconds later."""
    return pyotp.TOTP(secret).at(int(portal.clock.now().timestamp()) + 30 * steps)


async def switched_on(portal: Portal, client: AsyncClient) -> tuple[str, list[str]]:
    """Switch it on; the secret and the recovery codes."""
    begun = await client.post(f"{HERE}/secret", json={"current": OLD})
    assert begun.status_code == 201, begun.text
    secret: str = begun.json()["secret"]
    done = await client.post(f"{HERE}/confirmation", json={"code": code_of(portal, secret)})
    assert done.status_code == 200, done.text
    portal.clock.advance(seconds=30)
    codes: list[str] = done.json()["codes"]
    return secret, codes


async def knock(portal: Portal, **other: Any) -> Response:
    body = {"email": EMAIL, "password": OLD, **other}
    return await portal.anonymous().post("/api/v1/session", json=body)


def told(answer: Response) -> tuple[int, str | None]:
    return answer.status_code, answer.json().get("code")


async def test_a_code_is_asked_for_once_it_was_shown_to_work(portal: Portal) -> None:
    """R-ACC-02 R-ACC-03: beginning changes nothing; confirming ends other sessions and gives ten recovery codes."""
    provider, desk, phone = await anna(portal)
    begun = (await desk.post(f"{HERE}/secret", json={"current": OLD})).json()
    assert begun["image"].startswith("data:image/svg+xml")
    assert (await knock(portal)).status_code == 200
    wrong = await desk.post(f"{HERE}/confirmation", json={"code": "000000"})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (400, "code_wrong")
    secret, codes = await switched_on(portal, desk)
    assert len(set(codes)) == 10
    assert (await phone.get("/api/v1/session")).status_code == 401
    shown = (await desk.get(HERE)).json()
    assert (shown["since"] is not None, shown["recoveryCodesLeft"]) == (True, 10)
    assert told(await knock(portal)) == (401, "second_step_needed")
    assert told(await knock(portal, code="123 456")) == (401, "code_wrong")
    assert told(await knock(portal, password=NEW, code=code_of(portal, secret))) == (401, "wrong_credentials")
    typed = code_of(portal, secret)
    assert (await knock(portal, code=f"{typed[:3]} {typed[3:]}")).status_code == 200
    again = await desk.post(f"{HERE}/secret", json={"current": OLD})
    assert told(again) == (409, "second_step_on")
    async with portal.services.database.tenant(provider.id) as session:
        statement = text("select count(*) from audit_event where action = 'user.second_step_on'")
        assert await session.scalar(statement) == 1
        mails = text("select kind, recipient_email from outbox_mail")
        assert [tuple(row) for row in await session.execute(mails)] == [("second-step-changed", EMAIL)]


async def test_no_code_is_taken_twice(portal: Portal) -> None:
    """R-ACC-02: not again, not an earlier one, not by five at once; the clock of a phone may be half a minute off."""
    _, desk, _ = await anna(portal)
    secret, _ = await switched_on(portal, desk)
    ahead = code_of(portal, secret, steps=1)
    assert (await knock(portal, code=ahead)).status_code == 200
    assert told(await knock(portal, code=ahead)) == (401, "code_wrong")
    assert told(await knock(portal, code=code_of(portal, secret))) == (401, "code_wrong")
    portal.clock.advance(minutes=20)
    behind = code_of(portal, secret, steps=-1)
    answers = await asyncio.gather(*(knock(portal, code=behind) for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [200, 401, 401, 401, 401]
    assert told(await knock(portal, code=code_of(portal, secret, steps=-3))) == (401, "code_wrong")


async def test_a_recovery_code_lets_in_once(portal: Portal) -> None:
    """R-ACC-02: for a lost phone, however it is typed."""
    _, desk, _ = await anna(portal)
    _, codes = await switched_on(portal, desk)
    assert (await knock(portal, code=codes[3].upper().replace("-", " "))).status_code == 200
    assert told(await knock(portal, code=codes[3])) == (401, "code_wrong")
    assert (await desk.get(HERE)).json()["recoveryCodesLeft"] == 9


async def test_guessing_codes_is_braked_though_the_password_is_right(portal: Portal) -> None:
    """R-ACC-02: ten tries in a quarter of an hour, with or without a code; the right one waits as well."""
    _, desk, _ = await anna(portal)
    secret, _ = await switched_on(portal, desk)
    tries = [(await knock(portal, code=f"{number:06}")).status_code for number in range(11)]
    assert tries == [401] * 10 + [429]
    assert (await knock(portal, code=code_of(portal, secret))).status_code == 429
    portal.clock.advance(minutes=16)
    assert (await knock(portal, code=code_of(portal, secret))).status_code == 200


async def test_switching_off_takes_password_and_code(portal: Portal) -> None:
    """R-ACC-02: who finds an open screen cannot; guesses are counted; other sessions end."""
    _, desk, _ = await anna(portal)
    secret, codes = await switched_on(portal, desk)
    for body, pointer in (
        ({"current": NEW, "code": code_of(portal, secret)}, "/current"),
        ({"current": OLD, "code": "000000"}, "/code"),
    ):
        refused = await desk.post(f"{HERE}/removal", json=body)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, pointer)
    assert (await knock(portal, code=codes[0])).status_code == 200
    assert (await desk.post(f"{HERE}/removal", json={"current": OLD, "code": codes[1]})).status_code == 204
    assert (await knock(portal)).status_code == 200
    assert (await desk.get(HERE)).json() == {"since": None, "recoveryCodesLeft": 0}
    guesses = [await desk.post(f"{HERE}/confirmation", json={"code": f"{number:06}"}) for number in range(11)]
    assert guesses[-1].status_code == 429


async def test_the_secret_is_sealed_and_outlives_a_rotation(portal: Portal) -> None:
    """R-ACC-02: nothing in the database tells it; a login under a new key seals it anew, and the old key can go."""
    _, desk, _ = await anna(portal)
    secret, _ = await switched_on(portal, desk)
    read = text("select secret from second_factor")
    async with portal.services.database.platform() as session:
        sealed = await session.scalar(read)
    assert secret.encode() not in (sealed or b"")
    portal.services.keys = KeyRing.parse(f"new:{'bmV3' * 11},{TEST_KEYS}")
    assert (await knock(portal, code=code_of(portal, secret))).status_code == 200
    portal.services.keys = KeyRing.parse(f"new:{'bmV3' * 11}")
    portal.clock.advance(seconds=60)
    assert (await knock(portal, code=code_of(portal, secret))).status_code == 200


async def test_an_invitation_asks_for_the_code_as_well(portal: Portal) -> None:
    """R-ACC-02: who has an account does not come in past the second step by working for one more provider."""
    _, desk, _ = await anna(portal)
    secret, _ = await switched_on(portal, desk)
    other = await portal.provider()
    admin = await portal.login(other, "admin")
    invited = {"email": EMAIL, "name": "Anna", "role": "planner", "locale": "nl"}
    assert (await admin.post("/api/v1/user-invitations", json=invited)).status_code == 201
    token = await last_token(portal, other, "user-invitation")
    body = {"token": token, "password": OLD}
    stranger = portal.anonymous()
    assert told(await stranger.post("/api/v1/invitation-acceptances", json=body)) == (401, "second_step_needed")
    entered = await stranger.post("/api/v1/invitation-acceptances", json=body | {"code": code_of(portal, secret)})
    assert entered.status_code == 201
