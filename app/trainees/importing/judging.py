"""Judging rows of an import with what the database knows: trainees by address or name, customers by name."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.words import normalise
from app.customers.repository import find_by_names
from app.files.lists.tables import Row
from app.trainees.identity import name_and_birth
from app.trainees.importing.columns import Columns
from app.trainees.importing.headers import Field
from app.trainees.importing.people import Problem, ReadRow
from app.trainees.importing.records import KeptRow, columns_of, save_rows
from app.trainees.importing.reviewing import read_people
from app.trainees.importing.verdicts import JudgedRow, Verdict, judge
from app.trainees.models import TraineeImport
from app.trainees.repository import find_known


async def judge_rows(session: AsyncSession, found: TraineeImport, rows: Sequence[KeptRow], today: date) -> None:
    """Judge these rows, in the order of the list, among themselves and against the known trainees; keep what changed."""
    people = await asyncio.to_thread(_read, rows, columns_of(found), today)
    keys = (name_and_birth(row.person.name, row.person.birth_date) for row in people)
    known = await find_known(session, (row.person.email for row in people), {key for key in keys if key})
    others = frozenset(row.number for row in rows if row.is_other_person)
    judged = await asyncio.to_thread(judge, people, known, others)
    noted = await _with_customer_notices(session, judged, create=found.options["create_customers"])
    await save_rows(session, found.id, rows, noted)


def _read(rows: Sequence[KeptRow], columns: Columns, today: date) -> list[ReadRow]:
    return read_people([Row(row.number, row.cells) for row in rows], columns, today)


async def _with_customer_notices(
    session: AsyncSession, judged: Sequence[JudgedRow], *, create: bool
) -> list[JudgedRow]:
    """Tell of rows whose customer is not known yet whether it will be made or left out."""
    names = {row.person.customer for row in judged} - {""}
    known = await find_by_names(session, list(names))
    code = "customer_new" if create else "customer_unknown"
    unknown = {name for name in names if normalise(name) not in known}
    return [
        replace(row, notices=(*row.notices, Problem(Field.CUSTOMER, code, row.person.customer)))
        if row.person.customer in unknown and row.verdict is not Verdict.REFUSED
        else row
        for row in judged
    ]
