"""Searching instructors, and keeping external ones, over the API."""

from datetime import date
from typing import Any

from sqlalchemy import text

from tests.factories.courses import make_course, make_external_type
from tests.factories.instructors import make_certified_type, make_external_instructor, make_instructor
from tests.factories.statements import counted
from tests.factories.tenants import act_for
from tests.portal import Portal

ELS: dict[str, Any] = {"name": "Els Bakker", "email": "Els@Bakker.example", "phone": "06 12345678", "locale": "nl"}


async def test_instructors_are_found_by_name_town_type_and_kind(portal: Portal) -> None:
    """R-INS-02: every provider searches; the address shows only if the instructor agreed."""
    async with portal.owning() as owner:
        first_aid = await make_certified_type(owner, name="Eerste hulp")
        anna = await make_instructor(owner, first_aid, given_name="Anna", family_name="Özcan", city="Ede")
        bob = await make_instructor(owner, family_name="Vos", city="Zwolle", email_visible=True)
        lapsed = await make_instructor(owner, first_aid, valid_to=date(2026, 1, 1))
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        els = await make_external_instructor(session, provider, name="Els Bakker")
        own_type = await make_external_type(session, provider)
    client = await portal.login(provider, "viewer")

    async def found(**query: Any) -> set[str]:
        answer = await client.get("/api/v1/instructors", params=query)
        assert answer.status_code == 200, answer.text
        return {each["id"] for each in answer.json()["items"]}

    everybody = {str(each) for each in (anna.id, bob.id, lapsed.id, els.id)}
    assert await found() == everybody
    assert await found(q="ozcan anna") == {str(anna.id)}
    assert await found(q="zwolle") == {str(bob.id)}
    assert await found(kind="external") == {str(els.id)}
    assert await found(kind="registered") == everybody - {str(els.id)}
    assert await found(courseTypeId=str(first_aid.id)) == {str(anna.id)}
    assert await found(courseTypeId=str(own_type.id)) == everybody
    assert await found(courseTypeId=str(first_aid.id), day="2025-05-01") == {str(anna.id), str(lapsed.id)}


async def test_instructor_tells_qualifications_and_address_only_by_consent(portal: Portal) -> None:
    """R-INS-02: what a provider sees of an instructor."""
    async with portal.owning() as owner:
        first_aid = await make_certified_type(owner, name="Eerste hulp")
        await make_instructor(owner, first_aid, family_name="Ander", email="geheim@cibot.example")
        await make_instructor(owner, family_name="Open", email="open@cibot.example", email_visible=True)
        await make_instructor(owner, family_name="Weg", suspended_at=portal.clock.now())
    client = await portal.login(await portal.provider())
    hidden, shown = (await client.get("/api/v1/instructors")).json()["items"]
    assert (hidden["email"], shown["email"], hidden["busy"]) == (None, "open@cibot.example", None)
    assert hidden["qualifications"] == [
        {"courseTypeId": str(first_aid.id), "name": "Eerste hulp", "validFrom": "2020-01-01", "validTo": None}
    ]


async def test_search_says_who_is_busy_on_a_day_at_any_provider(portal: Portal) -> None:
    """R-INS-02 R-CRS-05: free on a date, whoever booked him."""
    async with portal.owning() as owner:
        busy, free = [await make_instructor(owner, family_name=name) for name in ("Bezet", "Vrij")]
    other = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, other.id)
        await make_course(session, other, days=(date(2027, 3, 1),), main=busy)
    client = await portal.login(await portal.provider())
    for day, expected in (
        ("2027-03-01", {busy.id: True, free.id: False}),
        ("2027-03-02", {busy.id: False, free.id: False}),
    ):
        items = (await client.get("/api/v1/instructors", params={"day": day})).json()["items"]
        assert {each["id"]: each["busy"] for each in items} == {str(key): value for key, value in expected.items()}


async def test_search_narrows_to_who_is_free_and_lives_in_a_region(portal: Portal) -> None:
    """R-INS-02: free on a date, own external instructors included; region by the first digits of the postcode."""
    async with portal.owning() as owner:
        busy = await make_instructor(owner, family_name="Bezet", postcode="3511 AA")
        near = await make_instructor(owner, family_name="Dichtbij", postcode="3581 CD")
        far = await make_instructor(owner, family_name="Ver", postcode="9711 EF")
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        els = await make_external_instructor(session, provider, name="Els Extern")
        await make_course(session, provider, number=1, days=(date(2027, 3, 1),), main=busy, second=els)
    client = await portal.login(provider)

    async def found(**query: Any) -> list[str]:
        items = (await client.get("/api/v1/instructors", params=query)).json()["items"]
        return [each["id"] for each in items]

    assert await found(region="35") == [str(busy.id), str(near.id)]
    assert await found(day="2027-03-01", free=True) == [str(near.id), str(far.id)]
    assert await found(day="2027-03-01", free=True, region="3") == [str(near.id)]
    assert len(await found(day="2027-03-02", free=True)) == 4


async def test_search_takes_at_most_three_statements(portal: Portal) -> None:
    """R-INS-02: caller, tenant and list, with type, days and every filter, however many are found."""
    async with portal.owning() as owner:
        first_aid = await make_certified_type(owner)
        for number in range(6):
            await make_instructor(owner, first_aid, family_name=f"Vos {number}")
    client = await portal.login(await portal.provider())
    query: dict[str, Any] = {
        "courseTypeId": str(first_aid.id),
        "day": ["2027-03-01", "2027-03-02"],
        "free": True,
        "q": "vos",
    }
    with counted(portal.services.database) as statements:
        items = (await client.get("/api/v1/instructors", params=query)).json()["items"]
    assert len(items) == 6
    assert len(statements) <= 3, statements


async def test_course_type_of_another_provider_is_unknown(portal: Portal) -> None:
    """R-INS-02: a foreign id in the filter is answered like one that does not exist."""
    other = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, other.id)
        foreign = await make_external_type(session, other)
    client = await portal.login(await portal.provider())
    answer = await client.get("/api/v1/instructors", params={"courseTypeId": str(foreign.id)})
    assert answer.status_code == 404


async def test_external_instructor_is_kept_changed_and_archived(portal: Portal) -> None:
    """R-EXT-02: name and e-mail; choosable until archived."""
    client = await portal.login(await portal.provider())
    made = await client.post("/api/v1/external-instructors", json=ELS)
    assert made.status_code == 201
    body, url = made.json(), made.headers["location"]
    assert (body["email"], body["phone"], body["version"]) == ("els@bakker.example", "+31612345678", 1)
    assert (await client.get(url)).headers["etag"] == '"1"'
    changed = await client.patch(url, json={"name": "Els de Bakker"}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.json()["email"], changed.headers["etag"]) == (
        "Els de Bakker",
        "els@bakker.example",
        '"2"',
    )
    assert (await client.patch(url, json={"name": "X"}, headers={"If-Match": '"1"'})).status_code == 412
    assert (await client.patch(url, json={"name": "X"})).status_code == 428
    assert [each["name"] for each in (await client.get("/api/v1/external-instructors")).json()["items"]] == [
        "Els de Bakker"
    ]
    assert (await client.delete(url)).status_code == 204
    assert (await client.get(url)).status_code == 404
    assert (await client.get("/api/v1/instructors", params={"kind": "external"})).json()["items"] == []


async def test_same_address_twice_is_refused_with_a_clear_message(portal: Portal) -> None:
    """R-EXT-02: in a provider, however it is written; another provider may know the same person."""
    client = await portal.login(await portal.provider())
    await client.post("/api/v1/external-instructors", json=ELS)
    again = await client.post(
        "/api/v1/external-instructors", json={**ELS, "name": "E. Bakker", "email": "ELS@bakker.example "}
    )
    assert (again.status_code, again.json()["code"]) == (409, "external_instructor_exists")
    assert again.json()["title"] == "Er is al een externe instructeur met dit e-mailadres"
    assert again.json()["params"] == {"name": "Els Bakker"}
    second = await client.post("/api/v1/external-instructors", json={**ELS, "email": "twee@bakker.example"})
    taken = await client.patch(second.headers["location"], json={"email": ELS["email"]}, headers={"If-Match": '"1"'})
    assert (taken.status_code, taken.json()["code"]) == (409, "external_instructor_exists")
    other = await portal.login(await portal.provider())
    assert (await other.post("/api/v1/external-instructors", json=ELS)).status_code == 201


async def test_every_broken_field_of_an_external_instructor_is_told(portal: Portal) -> None:
    """R-EXT-02: empty, too long, no address, a header injection: a message at the field."""
    client = await portal.login(await portal.provider())
    broken = {"name": "x" * 201, "email": "els@", "phone": "06"}
    answer = await client.post("/api/v1/external-instructors", json=broken)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/name")
    answer = await client.post("/api/v1/external-instructors", json={**broken, "name": "Els"})
    assert {(each["pointer"], each["code"]) for each in answer.json()["errors"]} == {
        ("/email", "email_invalid"),
        ("/phone", "phone_invalid"),
    }
    injected = {**ELS, "name": "Els\r\nBcc: x@y.example"}
    assert (await client.post("/api/v1/external-instructors", json=injected)).status_code == 400


async def test_external_instructors_belong_to_their_module_and_provider(portal: Portal) -> None:
    """R-MOD-02 R-EXT-02: 403 names the module; a foreign instructor is unknown."""
    provider = await portal.provider()
    client = await portal.login(provider)
    url = (await client.post("/api/v1/external-instructors", json=ELS)).headers["location"]
    stranger = await portal.login(await portal.provider())
    assert (await stranger.get(url)).status_code == 404
    assert (await stranger.delete(url)).status_code == 404
    assert (await stranger.get("/api/v1/external-instructors")).json()["items"] == []
    bare = await portal.login(await portal.provider(modules=("staffing",)))
    assert (await bare.get("/api/v1/external-instructors")).json()["params"]["module"] == "external_courses"
    async with portal.writing() as session:
        await act_for(session, provider.id)
        events = (await session.execute(text("select action from audit_event"))).scalars().all()
    assert "external-instructor.added" in events


async def test_letter_goes_by_the_portal_and_its_reply_to_the_provider(portal: Portal) -> None:
    """R-INS-02: the provider need not know the address, and what is typed goes out as plain text."""
    async with portal.owning() as owner:
        instructor = await make_instructor(owner, email="geheim@cibot.example")
    provider = await portal.provider()
    client = await portal.login(provider)
    url = f"/api/v1/instructors/registered/{instructor.id}/messages"
    sent = await client.post(url, json={"subject": "Vraag", "text": "Dag,\n\nKun je <b>vaker</b>?\nGroet"})
    assert sent.status_code == 201
    mail = (await client.get(f"/api/v1/mails/{sent.json()['mailId']}")).json()
    assert (mail["replyTo"], mail["recipientEmail"], mail["subject"]) == (provider.email, "", "Vraag")
    assert "&lt;b&gt;vaker&lt;/b&gt;?<br>" in mail["html"]
    assert "Kun je <b>vaker</b>?\nGroet" in mail["text"]
    for wrong in ({"subject": "", "text": "x"}, {"subject": "x\r\nBcc: y@z.example", "text": "x"}, {"subject": "x"}):
        assert (await client.post(url, json=wrong)).status_code == 400
    unknown = url.replace("registered", "external")
    assert (await client.post(unknown, json={"subject": "x", "text": "y"})).status_code == 404


async def test_letters_are_limited_per_day(portal: Portal) -> None:
    """R-INS-02: the form is for contact, not for mass mail."""
    async with portal.owning() as owner:
        instructor = await make_instructor(owner)
    client = await portal.login(await portal.provider())
    url = f"/api/v1/instructors/registered/{instructor.id}/messages"
    answers = [(await client.post(url, json={"subject": "x", "text": "y"})).status_code for _ in range(51)]
    assert answers == [201] * 50 + [429]
