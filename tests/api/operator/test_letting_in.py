"""The operator helps a user who is locked out, without ever seeing a password."""

from sqlalchemy import text

from tests.api.test_own_password import EMAIL, NEW, OLD, anna, enter
from tests.api.test_second_step import knock, switched_on, told
from tests.api.test_users import last_token
from tests.portal import Portal


async def test_the_operator_mails_a_link_and_may_switch_the_second_step_off(portal: Portal) -> None:
    """R-ACC-02 R-ACC-03: the link goes to the user alone; password and second step stay as they are without him."""
    provider, desk, _ = await anna(portal)
    await switched_on(portal, desk)
    operator = await portal.login(None)
    here = f"/api/v1/operator/providers/{provider.id}/users"
    [shown] = (await operator.get(here)).json()["items"]
    assert (shown["email"], shown["inTwoSteps"]) == (EMAIL, True)
    helped = await operator.post(f"{here}/{shown['id']}/new-password", json={})
    assert (helped.status_code, helped.content) == (204, b"")
    assert told(await knock(portal)) == (401, "second_step_needed")
    portal.clock.advance(minutes=6)
    await operator.post(f"{here}/{shown['id']}/new-password", json={"withoutSecondStep": True})
    assert (await desk.get("/api/v1/session")).status_code == 401
    assert (await knock(portal)).status_code == 200
    token = await last_token(portal, provider, "password-reset")
    set_ = await portal.anonymous().post("/api/v1/new-passwords", json={"token": token, "password": NEW})
    assert set_.status_code == 204
    await enter(portal, NEW)
    statement = text(
        "select actor_name, changes ->> 'second_step_removed' from audit_event where action = 'user.let_in' order by at"
    )
    async with portal.services.database.tenant(provider.id) as session:
        logged = [tuple(row) for row in await session.execute(statement)]
        mails = await session.scalar(text("select count(*) from outbox_mail where kind = 'password-reset'"))
    assert [each[1] for each in logged] == ["false", "true"]
    assert all(each[0] for each in logged)
    assert mails == 2


async def test_only_the_operator_and_only_for_who_works_there(portal: Portal) -> None:
    """R-ACC-02: a provider's administrator cannot, and nobody is found through another provider."""
    provider, desk, _ = await anna(portal)
    other = await portal.provider()
    admin = await portal.login(other, "admin")
    operator = await portal.login(None)
    user_id = (await desk.get("/api/v1/session")).json()["user"]["id"]
    for client, at, status in ((admin, provider, 403), (operator, other, 404)):
        answer = await client.post(f"/api/v1/operator/providers/{at.id}/users/{user_id}/new-password", json={})
        assert answer.status_code == status
    assert (await admin.get(f"/api/v1/operator/providers/{other.id}/users")).status_code == 403
    async with portal.services.database.tenant(provider.id) as session:
        assert await session.scalar(text("select count(*) from outbox_mail")) == 0
    await enter(portal, OLD)
