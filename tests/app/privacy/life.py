"""A trainee with words of his own who goes through everything that the portal does with people, by the API itself."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
from httpx import AsyncClient, Response
from pypdf import PdfReader

from app.core.signing import LinkSigner
from app.mail.rendering import shared_renderer
from app.providers.models import Provider
from app.reminders.planning import Post
from app.reminders.running import run_reminders
from tests.api.lists import execute
from tests.factories.bodies import course_body, day
from tests.factories.sample_files import png
from tests.portal import Portal

MARKERS = (
    "quirijntje",
    "quirijnte",
    "zonderlingh",
    "zonderlink",
    "merkbaar",
    "meetbaar",
    "98765432",
    "1971-02-13",
    "13-02-1971",
    "heggenmusallergie",
    "wil-geen-post",
)
"""Whatever is kept of him holds one of these, in lower case: name, former name, addresses, phone, birth date, remarks."""
HIM = {
    "givenName": "Quirijntje",
    "familyName": "Zonderlingh",
    "email": "Quirijntje@Merkbaar.example",
    "phone": "06 98765432",
    "birthDate": "1971-02-13",
    "remarks": "heggenmusallergie",
}
FORMER = {"givenName": "Quirijnte", "familyName": "Zonderlink", "email": "oud@meetbaar.example", "acceptDouble": True}
OTHER = {"givenName": "Els", "familyName": "Bakker", "email": "els@bakker.example"}
LIST = "Voornaam;Achternaam;E-mail;Telefoon;Geboortedatum\n{}\nPiet;Puk;piet@puk.example;;\n".format(
    "Quirijntje;Zonderlingh;quirijntje@merkbaar.example;0698765432;13-02-1971"
)


@dataclass
class Life:
    """What came of it: the provider, its administrator, and the ids of the person and of somebody beside him."""

    portal: Portal
    provider: Provider
    admin: AsyncClient
    ids: dict[str, str]

    async def post(self, path: str, body: Any = None, **request: Any) -> dict[str, Any]:
        """Send a POST whose answer the portal keeps, as clients do; gives the body of a success."""
        headers = {"Idempotency-Key": f"{path}-{body}"[:200]} if request.get("files") is None else {}
        return _made(await self.admin.post(f"/api/v1{path}", json=body, headers=headers, **request))

    async def patch(self, path: str, body: Any, version: int) -> dict[str, Any]:
        """Change something of that version."""
        return _made(await self.admin.patch(f"/api/v1{path}", json=body, headers={"If-Match": f'"{version}"'}))

    async def erase(self, **body: Any) -> Response:
        """Ask for the erasure."""
        asked = {"reason": "Op zijn verzoek", **body}
        return await self.admin.post(f"/api/v1/trainees/{self.ids['him']}/erasure", json=asked)

    async def remind(self) -> int | None:
        """Send the day's reminders."""
        services = self.portal.services
        post = Post(shared_renderer(), LinkSigner(services.keys), "http://portal.test")
        now = self.portal.clock.now()
        return await run_reminders(services.database, self.provider.id, post, now=now, at_once=True)

    async def everything(self) -> dict[str, str]:
        """Every row of every table as text, read as superuser, and the names and contents of the stored files."""
        connection = await asyncpg.connect(self.portal.database.admin_url)
        try:
            tables = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
            found = {name: await connection.fetchval(_WHOLE.format(table=name)) for (name,) in tables}
            found["answers"] = await connection.fetchval(_ANSWERS)
        finally:
            await connection.close()
        return found | {"files": await asyncio.to_thread(self._files)}

    def _files(self) -> str:
        folder = self.portal.services.settings.data_dir
        return "\n".join(f"{path.name} {_words_in(path)}" for path in folder.rglob("*") if path.is_file())

    async def traces(self) -> dict[str, list[str]]:
        """Where which words of the person stand."""
        return {
            place: found
            for place, text in (await self.everything()).items()
            if (found := [marker for marker in MARKERS if marker in text.lower()])
        }


_WHOLE = "select coalesce(string_agg(t::text, '|'), '') from {table} t"
_ANSWERS = "select coalesce(string_agg(encode(body, 'escape'), '|'), '') from idempotency_record"


async def live(portal: Portal) -> Life:
    """Let him be added, merged, imported, enrolled, invited, certified, mailed, reminded, left out and come back."""
    provider = await portal.provider(name="De Linde")
    life = Life(portal, provider, await portal.login(provider, "admin"), {})
    firm = {
        "name": "Bakkerij Smit",
        "address": "Dorp 1",
        "contacts": [{"name": "Kees Smit", "email": "kees@smit.example"}],
    }
    await life.admin.put("/api/v1/provider/logo", files={"file": ("logo.png", png(), "image/png")})
    life.ids["customer"] = (await life.post("/customers", firm))["id"]
    mine = {"customerId": life.ids["customer"]}
    life.ids["him"] = (await life.post("/trainees", HIM | mine))["id"]
    life.ids["other"] = (await life.post("/trainees", OTHER | mine))["id"]
    former = (await life.post("/trainees", FORMER | mine))["id"]
    await life.post(f"/trainees/{life.ids['him']}/merges", {"otherId": former})
    await _take_in(life)
    await _teach(life)
    await _remind(life)
    await life.post("/opt-outs", {"traineeId": life.ids["him"], "reason": "wil-geen-post"})
    await _come_back(life)
    return life


async def _take_in(life: Life) -> None:
    sent = await life.post("/trainee-imports", files={"text": (None, LIST)})
    await life.post(f"/trainee-imports/{sent['id']}/execution")
    await execute(life.portal, life.provider, sent)


async def _teach(life: Life) -> None:
    body = course_body(days=[day("2026-11-24")], expiresOn="2026-12-20", mainInstructor=None)
    course = (await life.post("/courses", body))["id"]
    for who in ("him", "other"):
        enrolment = await life.post(f"/courses/{course}/enrolments", {"traineeId": life.ids[who]})
        life.ids[f"enrolment of {who}"] = enrolment["id"]
    for version, remarks in enumerate(("Quirijntje Zonderlingh komt later", ""), 1):
        await life.patch(f"/courses/{course}", {"remarks": remarks}, version)
    await _contact(life)
    words = {"subject": _words("Welkom"), "body": _words("Beste ", "traineeFirstName")}
    await life.post(f"/courses/{course}/mailings", {**words, "audience": "trainees"})
    bulk = {"name": "Bulk", "subject": _words("Uw mensen"), "body": _words("Lijst ", "trainees"), "bulk": True}
    template = await life.post("/templates", bulk)
    await life.post(
        f"/courses/{course}/mailings",
        {
            "subject": bulk["subject"],
            "body": bulk["body"],
            "audience": "trainees",
            "templateId": template["id"],
            "onlyNotInvited": False,
        },
    )
    life.portal.clock.advance(days=2)
    life.admin = await life.portal.login(life.provider, "admin")
    shown = {**words, "courseId": course, "enrolmentId": life.ids["enrolment of him"]}
    await life.post("/template-previews", shown)
    await life.post(f"/courses/{course}/enrolments/marks", {"attended": True, "passed": True})
    await life.post(f"/courses/{course}/processing")
    await life.post("/certificate-sendings", {"courseId": course})
    certificates = (await life.admin.get("/api/v1/certificates", params={"courseId": course})).json()["items"]
    for each in certificates:
        who = "him" if each["traineeId"] == life.ids["him"] else "other"
        life.ids[f"certificate of {who}"], life.ids[f"code of {who}"] = each["id"], each["verificationUrl"]
    life.ids["course"] = course


async def _contact(life: Life) -> None:
    """He was his company's contact person for a while; the log keeps who was before."""
    kees = {"name": "Kees Smit", "email": "kees@smit.example"}
    him = {"name": "Quirijntje Zonderlingh", "email": HIM["email"], "phone": HIM["phone"]}
    for version, contacts in enumerate(([him], [kees]), 1):
        await life.patch(f"/customers/{life.ids['customer']}", {"contacts": contacts}, version)


async def _remind(life: Life) -> None:
    for kind in ("trainee", "customer"):
        url = f"/api/v1/{kind}-reminders"
        _made(await life.admin.patch(url, json={"enabled": True, "lead": 8}, headers={"If-Match": '"0"'}))
    assert await life.remind()


async def _come_back(life: Life) -> None:
    """Everything was handed over; one mail to him came back."""
    connection = await asyncpg.connect(life.portal.database.admin_url)
    try:
        now = life.portal.clock.now()
        await connection.execute("update outbox_mail set state = 'sent', sent_at = $1, finished_at = $1", now)
        await connection.execute("update background_job set state = 'done', finished_at = $1", now)
        await connection.execute(
            """insert into outbox_attempt (provider_id, id, mail_id, started_at, finished_at, phase, address, words)
               select provider_id, gen_random_uuid(), id, $1, $1, 'recipient', recipient_email, 'no ' || recipient_email
               from outbox_mail""",
            now,
        )
        await connection.execute(
            """insert into mail_suppression (provider_id, id, address, mail_id, status, words, created_at)
               select provider_id, gen_random_uuid(), lower(recipient_email), id, '5.1.1', 'no ' || recipient_email, $1
               from outbox_mail where recipient_email ilike 'quirijntje%' order by id limit 1""",
            now,
        )
    finally:
        await connection.close()


def _words_in(path: Path) -> str:
    content = path.read_bytes()
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    return content.decode("latin-1")


def _words(text: str, chip: str = "") -> dict[str, Any]:
    content: list[dict[str, Any]] = [{"type": "text", "text": text}]
    if chip:
        content.append({"type": "variable", "attrs": {"name": chip}})
    return {"type": "doc", "content": [{"type": "paragraph", "content": content}]}


def _made(answer: Response) -> dict[str, Any]:
    assert answer.status_code < 300, f"{answer.request.url}: {answer.text}"
    body: dict[str, Any] = answer.json()
    return body
