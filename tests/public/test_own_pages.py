"""The pages of contact persons and trainees: who is let in, what shows, and that nobody sees anything of another's."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select, text

from app.certificates.models import Certificate
from app.core.signing import LinkSigner
from app.customers.models import Customer, CustomerContact
from app.mail.models import OutboxBody, OutboxMail
from app.providers.models import Provider
from app.trainees.models import Trainee
from app.visiting.codes import TRIES
from app.visiting.links import PATH, ReaderKind, make_page_url, page_link
from app.visiting.models import VisitorCode
from app.visiting.overview import PER_PAGE
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_course, make_enrolment, make_external_type
from tests.factories.tenants import act_for, first_contact, make_contact, make_customer, make_trainee
from tests.portal import Portal

SOON, LATER = date(2027, 1, 10), date(2028, 6, 1)


@dataclass
class World:
    """Two customers of one provider: the visited one with a contact person and a trainee, the other with a trainee."""

    portal: Portal
    provider: Provider
    customer: Customer
    contact: CustomerContact
    trainee: Trainee
    other: Trainee
    certificate: str
    foreign: str
    course: str

    def link(self, kind: ReaderKind) -> str:
        """The page's address, as a mail names it."""
        reader = self.contact if kind == "contact" else self.trainee
        link = page_link(kind, self.provider.id, reader.id, str(reader.email))
        return make_page_url(LinkSigner(self.portal.services.keys), "", link, now=self.portal.clock.now())

    async def mails(self, kind: str) -> list[tuple[OutboxMail, OutboxBody]]:
        """The mails of a kind, in order, with their words."""
        statement = select(OutboxMail, OutboxBody).join(OutboxBody, OutboxBody.mail_id == OutboxMail.id)
        async with self.portal.writing() as session:
            await act_for(session, self.provider.id)
            rows = await session.execute(statement.where(OutboxMail.kind == kind).order_by(OutboxMail.id))
            return [(row[0], row[1]) for row in rows]

    async def code(self) -> str:
        """The code of the mail that left last."""
        found = re.search(r"\b(\d{6})\b", (await self.mails("visitor-code"))[-1][1].text)
        assert found is not None
        return found.group(1)

    async def inside(self, kind: ReaderKind) -> AsyncClient:
        """A browser that was let in by a code."""
        visitor, link = self.portal.anonymous(), self.link(kind)
        assert (await visitor.post(link, data={"act": "code"})).status_code == 303
        answer = await visitor.post(link, data={"act": "enter", "code": await self.code()})
        assert (answer.status_code, answer.headers["location"]) == (303, link)
        return visitor


async def make_world(portal: Portal) -> World:
    """The world of these tests."""
    provider = await portal.provider(name="De <Linde>")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        customer = await make_customer(session, provider, name="Bakkerij Smit")
        trainee = await make_trainee(session, provider, customer=customer)
        other = await make_trainee(session, provider, customer=await make_customer(session, provider))
        kind = await make_external_type(session, provider)
        course = await make_course(session, provider, days=(date(2027, 3, 1),), location_text="Breda")
        await make_enrolment(session, course, trainee)
        issued = {
            "kind": "external",
            "external_type_id": kind.id,
            "source": "issued",
            "course_id": course.id,
            "issued_on": date(2026, 1, 10),
        }
        mine = await make_certificate(session, trainee, expires_on=SOON, type_name="BHV", number=1, **issued)
        foreign = await make_certificate(session, other, expires_on=LATER, type_name="VCA", number=2, **issued)
        contact = await first_contact(session, customer)
    return World(portal, provider, customer, contact, trainee, other, str(mine.id), str(foreign.id), str(course.id))


def name_of(trainee: Trainee) -> str:
    """The name as pages show it."""
    return f"{trainee.given_name} {trainee.family_name}"


def is_safe(answer: Response) -> bool:
    """Nobody keeps the page or learns its address from it."""
    headers = answer.headers
    return headers["cache-control"] == "no-store" and headers["referrer-policy"] == "no-referrer"


def is_door(answer: Response) -> bool:
    """Only the question for a code shows."""
    return "Stuur" in answer.text and "BHV" not in answer.text and "Cursist" not in answer.text


@pytest.mark.parametrize("kind", ["contact", "trainee"])
async def test_opening_the_link_changes_nothing_and_shows_nothing_personal(portal: Portal, kind: ReaderKind) -> None:
    """R-CUS-03 R-ACC-04: a mail scanner opens it too; the code goes to the reader's own address alone."""
    world = await make_world(portal)
    visitor, link = portal.anonymous(), world.link(kind)
    for path in (link, f"{link}?stap=code"):
        shown = await visitor.get(path)
        assert (shown.status_code, is_safe(shown), is_door(shown), len(shown.content) < 20_480) == (
            200,
            True,
            True,
            True,
        )
    assert (await visitor.head(link)).status_code == 200
    assert await world.mails("visitor-code") == []
    for path in (
        f"{link}/certificaten.zip",
        f"{link}/certificaat/{world.certificate}",
        f"{link}/cursus/{world.course}.ics",
    ):
        refused = await visitor.get(path)
        assert (refused.status_code, is_door(refused)) == (403, True)
    refused = await visitor.post(link, data={"act": "course", "text": "VCA"})
    assert (refused.status_code, await world.mails("visitor-message")) == (403, [])


async def test_the_contact_person_sees_the_own_people_and_nobody_elses(portal: Portal) -> None:
    """R-CUS-01 R-CUS-03: people, what expires, courses to come; another customer's certificates are not there."""
    world = await make_world(portal)
    visitor, link = await world.inside("contact"), world.link("contact")
    shown = await visitor.get(link)
    assert (shown.status_code, is_safe(shown), len(shown.content) < 20_480) == (200, True, True)
    for expected in ("Bakkerij Smit", name_of(world.trainee), "BHV", "10 januari 2027", "1 maart 2027", "Breda"):
        assert expected in shown.text
    for absent in (name_of(world.other), "VCA", world.foreign):
        assert absent not in shown.text
    pdf = await visitor.get(f"{link}/certificaat/{world.certificate}")
    assert (pdf.status_code, pdf.content[:5], is_safe(pdf)) == (200, b"%PDF-", True)
    assert (await visitor.get(f"{link}/certificaat/{world.foreign}")).status_code == 404
    assert (await visitor.get(f"{link}/certificaat/{uuid4()}")).status_code == 404
    packed = await visitor.get(f"{link}/certificaten.zip")
    assert len(zipfile.ZipFile(io.BytesIO(packed.content)).namelist()) == 1
    ics = await visitor.get(f"{link}/cursus/{world.course}.ics")
    assert (ics.headers["content-type"].split(";")[0], b"DTSTART" in ics.content) == ("text/calendar", True)
    assert (await visitor.get(f"{link}/cursus/{uuid4()}.ics")).status_code == 404


async def test_a_page_of_many_people_stays_small(portal: Portal) -> None:
    """R-CUS-01: fifteen at a time, each with certificates; the next ones are a page further."""
    world = await make_world(portal)
    async with portal.writing() as session:
        await act_for(session, world.provider.id)
        like = await session.scalar(select(Certificate).where(Certificate.id == UUID(world.certificate)))
        assert like is not None
        issued = {
            name: getattr(like, name) for name in ("kind", "external_type_id", "source", "course_id", "issued_on")
        }
        for number in range(PER_PAGE):
            person = await make_trainee(session, world.provider, customer=world.customer)
            for at, kind in enumerate(("BHV herhaling", "Heftruck")):
                columns = issued | {"number": 100 + 2 * number + at, "type_key": kind}
                await make_certificate(session, person, expires_on=LATER, type_name=kind, **columns)
    visitor, link = await world.inside("contact"), world.link("contact")
    first, second = [await visitor.get(f"{link}?pagina={number}") for number in (1, 2)]
    assert (len(first.content) < 20_480, first.text.count("<h3>"), second.text.count("<h3>")) == (True, PER_PAGE, 1)
    assert f"{link}?pagina=2" in first.text
    assert f"{link}?pagina=3" not in second.text


async def test_the_trainee_sees_the_own_certificates_courses_and_data(portal: Portal) -> None:
    """R-ACC-04 R-EXP-02: and the way to get no more reminders."""
    world = await make_world(portal)
    visitor, link = await world.inside("trainee"), world.link("trainee")
    shown = (await visitor.get(link)).text
    for expected in (
        name_of(world.trainee),
        str(world.trainee.email),
        "BHV",
        "1 maart 2027",
        "Bakkerij Smit",
        "7 juni 1984",
    ):
        assert expected in shown
    assert "VCA" not in shown
    assert (await visitor.get(f"{link}/certificaat/{world.foreign}")).status_code == 404
    stop = re.search(r'href="(/afmelden/[\w-]+)"', shown)
    assert stop is not None
    assert (await visitor.get(stop.group(1))).status_code == 200


async def test_a_code_works_once_and_only_the_latest_for_a_quarter_of_an_hour(portal: Portal) -> None:
    """R-ACC-04: guessing is over after five tries, and codes cannot be asked for without end."""
    world = await make_world(portal)
    visitor, link = portal.anonymous(), world.link("trainee")

    async def enter(code: str) -> int:
        return (await portal.anonymous().post(link, data={"act": "enter", "code": code})).status_code

    async def ask() -> str:
        assert (await visitor.post(link, data={"act": "code"})).status_code == 303
        return await world.code()

    assert await enter("000000") == 403
    first, second = await ask(), await ask()
    assert (await enter(first) if first != second else 403, await enter(second), await enter(second)) == (403, 303, 403)
    late = await ask()
    portal.clock.advance(minutes=15)
    assert await enter(late) == 403
    guessed = await ask()
    wrong = "000000" if guessed != "000000" else "111111"
    assert {await enter(wrong) for _ in range(TRIES)} == {403}
    assert await enter(guessed) == 403
    assert (await visitor.post(link, data={"act": "code"})).status_code == 303
    assert (await visitor.post(link, data={"act": "code"})).status_code == 429
    async with portal.writing() as session:
        await act_for(session, world.provider.id)
        kept = list(await session.scalars(select(VisitorCode)))
    assert all(guessed not in each.code_hash for each in kept)


async def test_the_pass_is_for_one_page_and_two_hours(portal: Portal) -> None:
    """R-ACC-04: who was let in to the own page is not let in to another's, and can leave."""
    world = await make_world(portal)
    visitor = await world.inside("trainee")
    assert is_door(await visitor.get(world.link("contact")))
    assert not is_door(await visitor.get(world.link("trainee")))
    portal.clock.advance(hours=2)
    assert is_door(await visitor.get(world.link("trainee")))
    visitor = await world.inside("trainee")
    await visitor.post(world.link("trainee"), data={"act": "leave"})
    assert is_door(await visitor.get(world.link("trainee")))


@pytest.mark.parametrize("kind", ["contact", "trainee"])
async def test_another_address_makes_links_and_passes_void(portal: Portal, kind: ReaderKind) -> None:
    """R-CUS-02: a successor's page is not open to who had the address before; altered links are worthless."""
    world = await make_world(portal)
    visitor, link = await world.inside(kind), world.link(kind)
    table, column = ("customer_contact", "email") if kind == "contact" else ("trainee", "email")
    async with portal.writing() as session:
        await act_for(session, world.provider.id)
        await session.execute(text(f"update {table} set {column} = 'nieuw@smit.example'"))
    assert (await visitor.get(link)).status_code == 410
    assert (await visitor.post(link, data={"act": "code"})).status_code == 410
    assert (await visitor.get(f"{link}/certificaten.zip")).status_code == 410
    assert (await visitor.get(link[:-2] + ("AA" if link[-2:] != "AA" else "BB"))).status_code == 404
    portal.clock.advance(days=401)
    assert (await visitor.get(link)).status_code == 410


async def test_what_is_not_right_goes_to_the_provider_as_a_proposal(portal: Portal) -> None:
    """R-CUS-01: nothing changes by it; about a stranger, with a service number or an old page it is refused."""
    world = await make_world(portal)
    visitor, link = await world.inside("contact"), world.link("contact")
    nonce = re.search(r'name="nonce" value="([^"]+)"', (await visitor.get(link)).text)
    assert nonce is not None

    async def send(**fields: str) -> int:
        return (await visitor.post(link, data={"nonce": nonce.group(1), **fields})).status_code

    about = str(world.trainee.id)
    assert await send(act="correction", about=about, text="Moet <Jansen> zijn") == 303
    assert await send(act="course", text="BHV voor 8 mensen") == 303
    assert await send(act="correction", about=str(world.other.id), text="x") == 400
    assert await send(act="correction", about=about, text="bsn 123456782") == 400
    assert await send(act="course", text=" ") == 400
    assert await send(act="course", text="x", nonce="oud") == 409
    first, second = await world.mails("visitor-message")
    assert (first[0].recipient_email, world.contact.email in first[1].reply_to) == (world.provider.email, True)
    for expected in ("Moet &lt;Jansen&gt; zijn", name_of(world.trainee), "Bakkerij Smit"):
        assert expected in first[1].html
    assert "BHV voor 8 mensen" in second[1].text
    async with portal.writing() as session:
        await act_for(session, world.provider.id)
        assert await session.scalar(text("select count(*) from trainee where family_name like '%Jansen%'")) == 0


async def test_the_link_can_be_asked_for_with_the_address_alone(portal: Portal) -> None:
    """R-ACC-04: the answer does not tell whether the address is known; once an hour; to that address."""
    world = await make_world(portal)
    visitor = portal.anonymous()
    known, unknown = [
        await visitor.post(PATH, data={"email": email}) for email in (world.contact.email.upper(), "wie@weet.example")
    ]
    assert [(each.status_code, each.headers["location"]) for each in (known, unknown)] == [
        (303, f"{PATH}?gedaan=link")
    ] * 2
    await visitor.post(PATH, data={"email": world.contact.email})
    assert (await visitor.post(PATH, data={"email": "geen adres"})).status_code == 400
    [(mail, body)] = await world.mails("visitor-link")
    assert mail.recipient_email == world.contact.email
    found = re.search(r"http://portal\.test(/mijn/[\w-]+)", body.text)
    assert found is not None
    assert is_door(await visitor.get(found.group(1)))


async def test_who_is_there_for_invoices_only_sees_nobody(portal: Portal) -> None:
    """R-CUS-03: nor does anybody while the module is off (R-MOD-03)."""
    world = await make_world(portal)
    async with portal.writing() as session:
        await act_for(session, world.provider.id)
        bills = await make_contact(session, world.customer, position=1, topics=["invoices"])
    signer, now = LinkSigner(portal.services.keys), portal.clock.now()
    link = make_page_url(signer, "", page_link("contact", world.provider.id, bills.id, bills.email), now=now)
    assert (await portal.anonymous().get(link)).status_code == 410
    async with portal.writing() as session:
        await act_for(session, world.provider.id)
        off = now.date() - timedelta(days=1)
        await session.execute(
            text("update provider_module set active_until = :off where module = 'customers'"), {"off": off}
        )
    assert (await portal.anonymous().get(world.link("contact"))).status_code == 410
    assert (await portal.anonymous().get(world.link("trainee"))).status_code == 200


async def test_colleagues_of_the_provider_do_not_see_the_codes(portal: Portal) -> None:
    """R-MAIL-04 R-ACC-04: the mail stands in the list, what it says does not."""
    world = await make_world(portal)
    await world.inside("trainee")
    planner = await portal.login(world.provider)
    [listed] = (await planner.get("/api/v1/mails", params={"kind": "visitor-code"})).json()["items"]
    read = (await planner.get(f"/api/v1/mails/{listed['id']}")).json()
    assert (read["html"], read["text"]) == ("", "")
    assert await world.code() not in str(read) + str(listed)
