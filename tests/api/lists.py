"""Sending lists of trainees in and working them off, for the tests of imports."""

from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response
from sqlalchemy import func, select

from app.certificates.taking_over import take_over
from app.courses.list_import import run_import
from app.providers.models import Provider
from tests.factories.tenants import act_for
from tests.portal import Portal

URL = "/api/v1/trainee-imports"
SMALL = (
    "Voornaam;Tussenvoegsel;Achternaam;Geboortedatum;E-mail;Bedrijf\n"
    "Jan;van der;Berg;12-04-1984;jan@voorbeeld.example;Bakkerij Smit\n"
    "An;;Kok;31-02-1990;an@voorbeeld.example;\n"
    "Bo;;Vis;1-2-90;;Zorggroep Oost\n"
    "JAN;van der;Berg;;JAN@voorbeeld.example;\n"
)


async def paste(client: AsyncClient, text: str = SMALL, **fields: str) -> dict[str, Any]:
    answer = await client.post(
        URL, files={"text": (None, text), **{name: (None, value) for name, value in fields.items()}}
    )
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def upload(client: AsyncClient, name: str, content: bytes) -> Response:
    return await client.post(URL, files={"file": (name, content, "application/octet-stream")})


async def rows(client: AsyncClient, found: dict[str, Any], **query: str) -> list[dict[str, Any]]:
    answer = await client.get(f"{URL}/{found['id']}/rows", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def execute(
    portal: Portal, provider: Provider, found: dict[str, Any], *, waiting: bool = False
) -> dict[str, int]:
    """Do the job of an import that was agreed with, as the worker does."""

    async def report(_done: int, _total: int) -> None:
        return None

    database, clock = portal.services.database, portal.clock
    return await run_import(
        database,
        provider.id,
        UUID(found["id"]),
        accept_waiting_list=waiting,
        report=report,
        now=clock.now,
        certify=take_over,
    )


async def count(portal: Portal, provider: Provider, table: type) -> int:
    async with portal.writing() as session:
        await act_for(session, provider.id)
        return await session.scalar(select(func.count()).select_from(table)) or 0
