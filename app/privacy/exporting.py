"""Everything that is kept of a trainee as one workbook (R-ACC-04)."""

import asyncio
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.spreadsheets import Cell, Sheet, as_workbook
from app.events.audit import Actor, record
from app.privacy.mails import mails_of
from app.privacy.person import find_person
from app.privacy.sheets import PARTS
from app.providers.settings import get_provider
from app.trainees.names import PersonName

_LONGEST = 32_767
"""So many characters a cell can hold."""
_YES_AND_NO = {"nl": ("Ja", "Nee"), "en": ("Yes", "No")}


async def export_person(
    session: AsyncSession, trainee_id: UUID, language: str, *, actor: Actor, now: datetime
) -> tuple[bytes, str]:
    """An .xlsx with a sheet per kind of data, and the person's name; that it was made is logged.

    Raises TraineeNotFound. Texts of mails to others are left out: they may tell of more people than him.
    """
    person = await find_person(session, trainee_id)
    zone = ZoneInfo((await get_provider(session)).time_zone)
    values = {**person.values(), "mails": [mail.id for mail in await mails_of(session, person)]}
    sheets = []
    for part in PARTS:
        used = {name: value for name, value in values.items() if name in part.statement._bindparams}
        rows = (await session.execute(part.statement, used)).all()
        at = 0 if language == "nl" else 1
        sheets.append(
            Sheet(part.title[at], part.header[at], [[_cell(each, zone, language) for each in row] for row in rows])
        )
    await record(session, actor, "trainee.exported", "trainee", trainee_id, now=now)
    trainee = person.trainee
    name = PersonName(trainee.given_name, trainee.infix, trainee.family_name).full
    return await asyncio.to_thread(as_workbook, sheets), name


def _cell(value: Any, zone: ZoneInfo, language: str) -> Cell:
    if isinstance(value, bool):
        return _YES_AND_NO[language][0 if value else 1]
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%d-%m-%Y %H:%M")
    if value is None or isinstance(value, int | date):
        return value
    return (value if isinstance(value, str) else orjson.dumps(value, default=str).decode())[:_LONGEST]
