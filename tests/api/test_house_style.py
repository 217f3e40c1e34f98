"""What stands at the head of a provider's mails (R-MAIL-05)."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.signing import LinkSigner
from app.mail.models import OutboxBody, OutboxMail
from app.providers.models import Provider
from app.visiting.links import make_page_url, page_link
from tests.api.held import held
from tests.factories.processing import PASSED
from tests.factories.sample_files import png
from tests.factories.staffing import open_scene
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal


async def set_logo(portal: Portal, provider: Provider) -> str:
    client = await portal.login(provider, "admin")
    answer = await client.put("/api/v1/provider/logo", files={"file": ("logo.png", png(), "image/png")})
    file_id: str = answer.json()["logoFileId"]
    return file_id


async def body_of(portal: Portal, provider: Provider, kind: str) -> OutboxBody:
    """The words of the only mail of this kind."""
    statement = select(OutboxBody).join(OutboxMail, OutboxMail.id == OutboxBody.mail_id).where(OutboxMail.kind == kind)
    async with portal.services.database.tenant(provider.id) as session:
        return (await session.scalars(statement)).one()


def shows(body: OutboxBody, logo: str) -> bool:
    return f"cid:{logo}@file.c-bot" in body.html and logo in body.attachments


async def test_the_mails_to_an_instructor_carry_the_logo(portal: Portal) -> None:
    """R-STF-03, R-MAIL-05: within the mail, so that nothing is fetched."""
    scene = await open_scene(portal)
    logo = await set_logo(portal, scene.provider)
    await scene.invite(scene.people[0])
    assert shows(await body_of(portal, scene.provider, "staffing-request"), logo)


async def test_the_mail_with_a_certificate_carries_the_logo(portal: Portal) -> None:
    """R-PRC-03, R-MAIL-05: beside the certificate."""
    at = await held(portal, PASSED)
    logo = await set_logo(portal, at.provider)
    assert (await at.process()).status_code == 200
    await at.planner.post("/api/v1/certificate-sendings", json={"courseId": str(at.course.id)})
    body = await body_of(portal, at.provider, "certificate")
    assert shows(body, logo)
    assert len(body.attachments) == 2


async def test_the_mails_of_an_own_page_carry_the_logo(portal: Portal) -> None:
    """R-MAIL-05"""
    provider = await portal.provider()
    logo = await set_logo(portal, provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        trainee = await make_trainee(session, provider, email="jan@bedrijf.example")
    link = page_link("trainee", provider.id, trainee.id, str(trainee.email))
    url = make_page_url(LinkSigner(portal.services.keys), "", link, now=portal.clock.now())
    await portal.anonymous().post(url, data={"act": "code"})
    assert shows(await body_of(portal, provider, "visitor-code"), logo)


@pytest.mark.parametrize("with_logo", [True, False])
async def test_the_logo_is_no_attachment_of_the_sent_mail(portal: Portal, *, with_logo: bool) -> None:
    """R-MAIL-04: who looks at a sent mail sees it at its head, as its reader does."""
    scene = await open_scene(portal)
    logo = await set_logo(portal, scene.provider) if with_logo else None
    await scene.invite(scene.people[0])
    body = await body_of(portal, scene.provider, "staffing-request")
    shown = (await scene.planner.get(f"/api/v1/mails/{UUID(str(body.mail_id))}")).json()["attachments"]
    assert [(each["id"], each["shown"]) for each in shown] == ([(logo, True)] if logo else [])
