"""The mails that were sent, as the portal shows them."""

from datetime import timedelta

from sqlalchemy import select

from app.bounces.taking_in import take_in
from app.mail.models import OutboxMail
from app.mail.return_paths import ReturnPaths
from tests.api.mailing_stage import WORDS, mailing_stage
from tests.app.bounces.test_reports import report
from tests.portal import Portal


async def test_sent_mails_are_listed_found_and_shown(portal: Portal) -> None:
    """R-MAIL-04: recipient, subject, cause, state and time, and the mail as it was sent."""
    stage = await mailing_stage(portal)
    file = (await stage.planner.post("/api/v1/attachments", files={"file": ("route.txt", b"links")})).json()
    made = (await stage.send(cc=["baas@smit.example"], attachmentIds=[file["id"]])).json()
    listed = (await stage.planner.get(f"/api/v1/mails?courseId={stage.course_id}&state=held&kind=mailing")).json()[
        "items"
    ]
    assert len(listed) == 3
    assert {(each["causeType"], each["causeId"], each["state"]) for each in listed} == {("mailing", made["id"], "held")}
    address = listed[0]["recipientEmail"]
    found = (await stage.planner.get("/api/v1/mails", params={"q": address})).json()["items"]
    assert [each["recipientEmail"] for each in found] == [address]
    mail = (await stage.planner.get(f"/api/v1/mails/{listed[0]['id']}")).json()
    assert mail["cc"] == [{"email": "baas@smit.example", "name": ""}]
    assert [each["name"] for each in mail["attachments"]] == ["route.txt"]
    assert "Beste Cursist," in mail["text"]
    assert (mail["attempts"], mail["hasCalendar"]) == ([], True)


async def test_mails_are_found_by_kind_and_by_the_days_of_the_provider(portal: Portal) -> None:
    """R-MAIL-04: a period of whole days in the provider's time zone, not in that of the server."""
    portal.clock.moment = portal.clock.moment.replace(hour=23, minute=30)
    stage = await mailing_stage(portal, trainees=1)
    await stage.send()
    shown = {
        query: len((await stage.planner.get(f"/api/v1/mails?{query}")).json()["items"])
        for query in (
            "from=2026-11-24&until=2026-11-24",
            "until=2026-11-23",
            "from=2026-11-25",
            "kind=mailing",
            "kind=x",
        )
    }
    assert list(shown.values()) == [1, 0, 0, 1, 0]
    assert (await stage.planner.get("/api/v1/mails?until=9999-12-31")).status_code == 200


async def test_a_sent_mail_shows_its_head(portal: Portal) -> None:
    """R-MAIL-03, R-MAIL-04: as it goes over the wire."""
    stage = await mailing_stage(portal, trainees=1)
    await stage.send(cc=["baas@bedrijf.example"])
    (mail,) = await stage.mails()
    seen = (await stage.planner.get(f"/api/v1/mails/{mail.id}")).json()
    head = {line["name"]: line["value"] for line in seen["headers"]}
    assert head["From"] == "De Linde <portaal@c-bot.example>"
    assert head["To"].endswith(f"<{mail.recipient_email}>")
    assert (head["Cc"], head["Reply-To"]) == ("baas@bedrijf.example", stage.provider.email)
    assert (head["Message-ID"], head["Subject"]) == (mail.message_id, mail.subject)


async def test_a_failed_mail_is_sent_again_by_a_new_one(portal: Portal) -> None:
    """R-INV-04: failed ones can be sent again; R-MAIL-04: the new mail names the old one."""
    stage = await mailing_stage(portal, trainees=1)
    await stage.send()
    (mail,) = await stage.mails()
    refused = await stage.planner.post(f"/api/v1/mails/{mail.id}/resend")
    assert (refused.status_code, refused.json()["code"]) == (409, "mail_not_resendable")
    async with portal.services.database.tenant(stage.provider.id) as session:
        found = (await session.scalars(select(OutboxMail))).one()
        found.state, found.finished_at = "failed", portal.clock.now() + timedelta(minutes=1)
    answer = await stage.planner.post(f"/api/v1/mails/{mail.id}/resend")
    assert (answer.status_code, answer.json()["resendOf"]) == (201, str(mail.id))
    shown = (await stage.planner.get(answer.headers["location"])).json()
    assert (shown["resendOf"], shown["state"]) == (str(mail.id), "queued")


async def test_mail_that_came_back_shows_at_the_trainee_and_in_the_plan(portal: Portal) -> None:
    """R-MAIL-02, R-INV-04: nobody is invited at a dead address, until it changes or somebody lifts it."""
    stage = await mailing_stage(portal, trainees=2)
    mail_id = (await stage.send()).json() and (await stage.mails())[1].id
    async with portal.services.database.tenant(stage.provider.id) as session:
        mail = await session.get_one(OutboxMail, (stage.provider.id, mail_id))
        mail.state = "sent"
        address = mail.recipient_email
    paths = ReturnPaths(portal.services.keys, "bounce@portaal.example")
    block = f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1"
    taken = await take_in(portal.services.database, paths, report(block), [paths.of(mail_id)], now=portal.clock.now())
    assert taken == 1
    trainees = (await stage.planner.get(f"/api/v1/trainees?q={address}")).json()["items"]
    url = f"/api/v1/trainees/{trainees[0]['id']}"
    bounced = (await stage.planner.get(url)).json()["bounced"]
    assert (bounced["mailId"], bounced["status"]) == (str(mail_id), "5.1.1")
    listed = (await stage.planner.get("/api/v1/mails?state=bounced")).json()["items"]
    assert [each["id"] for each in listed] == [str(mail_id)]
    plan_url = f"/api/v1/courses/{stage.course_id}/mailing-plans"
    plan = (await stage.planner.post(plan_url, json={**WORDS, "onlyNotInvited": False})).json()
    assert [left["reason"] for left in plan["leftOut"]] == ["address_bounced"]
    version = (await stage.planner.get(url)).headers["etag"]
    await stage.planner.patch(url, json={"email": "nieuw@bedrijf.example"}, headers={"If-Match": version})
    assert (await stage.planner.get(url)).json()["bounced"] is None
    assert (await stage.planner.post(plan_url, json={**WORDS, "onlyNotInvited": False})).json()["leftOut"] == []
    lifted = await stage.planner.delete(f"/api/v1/mail-suppressions/{bounced['suppressionId']}")
    assert lifted.status_code == 204
