"""Items as lists: giving them out, and taking lists in, one row per due date (R-CIT-03)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Row, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.drafts import DueDateDraft, check_item
from app.certification_items.keeping import create_item
from app.certification_items.kinds import BUILT_IN, OWN, UsualDate, usual_expiry, word
from app.certification_items.own_kinds import create_own_kind, list_own_kinds, usual_dates
from app.certification_items.repository import ItemFilter, list_items
from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.core.pagination import MAX_LIMIT, Page
from app.core.spreadsheets import Cell
from app.core.values import Unusable
from app.core.words import normalise
from app.customers.repository import find_by_names
from app.files.lists.records import Record, RowProblem, RowReader, Verdict
from app.trainees.keeping import Desk

HEADERS = {
    "nl": (
        "Soort", "Omschrijving", "Identificatie", "Klant", "Locatie", "Aantal", "Keuringsdatum", "Onderdeel",
        "Verloopdatum", "Herinneringsdatum", "Opmerkingen",
    ),
    "en": (
        "Kind", "Description", "Identification", "Customer", "Location", "Pieces", "Inspected on", "Part",
        "Expires on", "Remind on", "Remarks",
    ),
}  # fmt: skip
WORDS = {
    "kind": "soort type kind",
    "description": "omschrijving beschrijving naam item description name",
    "identification": "identificatie serienummer nummer kenmerk sticker identification serialnumber",
    "customer": "klant klantnaam firma bedrijf customer company",
    "location": "locatie plaats plek location place",
    "pieces": "aantal stuks pieces number quantity",
    "inspected_on": "keuringsdatum datumkeuring gekeurdop keuring inspectedon inspection inspected",
    "part": "onderdeel part",
    "expires_on": "verloopdatum vervaldatum geldigtot expireson expirydate expiry validuntil",
    "remind_on": "herinneringsdatum herinnering remindon reminder reminderdate",
    "remarks": "opmerkingen opmerking remarks notes",
}
NEEDED = ("kind", "description")
_LONGEST = 200
_KNOWN = text(
    """
    select i.kind, i.own_kind_id, i.customer_id, i.identification from certification_item i
    where i.provider_id = :provider_id and i.identification = any(:identifications) and i.archived_at is null
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("identifications", type_=ARRAY(Text)))


@dataclass(frozen=True)
class JudgedItem:
    """A row of a list with the verdict on it; rows that describe the same item become one item with several dates."""

    number: int
    verdict: Verdict
    values: dict[str, Any]
    kind_name: str
    due_date: DueDateDraft | None
    problems: tuple[RowProblem, ...] = ()


@dataclass
class _Surroundings:
    """What rows refer to."""

    language: str
    kinds: dict[str, tuple[str, UUID | None, tuple[UsualDate, ...]]]
    customers: dict[str, UUID]
    known: set[tuple[str, UUID | None, UUID | None, str]]
    parts: dict[str, str] = field(default_factory=dict)


def export_rows(rows: Sequence[Row[Any]], language: str) -> Iterator[list[Cell]]:
    """The rows of a list, in the order of `HEADERS`."""
    for row in rows:
        for due in row.due_dates:
            yield [
                row.own_kind_name or word(row.kind, language),
                row.description,
                row.identification,
                row.customer_name or "",
                row.location,
                row.pieces,
                date.fromisoformat(due["inspected_on"]) if due["inspected_on"] else None,
                word(due["part"], language),
                date.fromisoformat(due["expires_on"]),
                date.fromisoformat(due["remind_on"]),
                row.remarks,
            ]


async def all_items(session: AsyncSession, wanted: ItemFilter, most: int) -> list[Row[Any]]:
    """Every item that a filter finds, up to `most`."""
    found: list[Row[Any]] = []
    cursor: str | None = None
    while len(found) < most:
        rows, cursor = await list_items(session, wanted, Page(limit=MAX_LIMIT, cursor=cursor))
        found += rows
        if cursor is None:
            break
    return found[:most]


async def judge_items(session: AsyncSession, records: Sequence[Record], today: date) -> list[JudgedItem]:
    """The verdict on every row; nothing is written."""
    around = await _look_around(session, records)
    return [_judged(record, around, today) for record in records]


async def import_items(session: AsyncSession, judged: Sequence[JudgedItem], desk: Desk) -> int:
    """Add the items of the accepted rows; gives how many. Kinds that nobody knows become the provider's own."""
    made = 0
    own: dict[str, UUID] = {}
    for rows in _together(judged):
        first = rows[0]
        values = dict(first.values)
        if values["kind"] == OWN and values["own_kind_id"] is None:
            key = normalise(first.kind_name)
            if key not in own:
                parts = [UsualDate(each.due_date.part, None) for each in rows if each.due_date]
                own[key] = (await create_own_kind(session, first.kind_name, parts, desk)).id
            values["own_kind_id"] = own[key]
        await create_item(session, values, [each.due_date for each in rows if each.due_date], desk)
        made += 1
    return made


def _together(judged: Sequence[JudgedItem]) -> list[list[JudgedItem]]:
    """Accepted rows of the same item, as `_same` tells, in the order of the list."""
    groups: dict[tuple[Any, ...], list[JudgedItem]] = {}
    for row in judged:
        if row.verdict is not Verdict.NEW or row.due_date is None:
            continue
        group = groups.setdefault(_same(row), [])
        if any(each.due_date and each.due_date.part == row.due_date.part for each in group):
            group = groups.setdefault((*_same(row), row.number), [])
        group.append(row)
    return list(groups.values())


def _same(row: JudgedItem) -> tuple[Any, ...]:
    values = row.values
    named = [values[name] for name in ("kind", "own_kind_id", "customer_id", "identification", "location")]
    return (normalise(row.kind_name), normalise(values["description"]), *named)


async def _look_around(session: AsyncSession, records: Sequence[Record]) -> _Surroundings:
    kinds: dict[str, tuple[str, UUID | None, tuple[UsualDate, ...]]] = {}
    for key, usual in BUILT_IN.items():
        for name in (word(key, "nl"), word(key, "en"), key):
            kinds[normalise(name)] = (key, None, usual)
    for own in await list_own_kinds(session):
        kinds[own.name_key] = (OWN, own.id, usual_dates(own))
    identifications = sorted({record["identification"] for record in records} - {""})
    known = await session.execute(_KNOWN, {"provider_id": bound_provider(session), "identifications": identifications})
    parts = {
        normalise(name): each.part
        for usual in BUILT_IN.values()
        for each in usual
        for name in (word(each.part, "nl"), word(each.part, "en"), each.part)
    }
    return _Surroundings(
        "nl",
        kinds,
        await find_by_names(session, [record["customer"] for record in records]),
        {(row.kind, row.own_kind_id, row.customer_id, row.identification) for row in known},
        parts,
    )


def _judged(record: Record, around: _Surroundings, today: date) -> JudgedItem:
    reader = RowReader(record, [])
    kind_name = reader.text("kind", _LONGEST, required=True)
    kind, own_id, usual = around.kinds.get(normalise(kind_name), (OWN, None, ()))
    customer_id = around.customers.get(normalise(record["customer"])) if record["customer"] else None
    if record["customer"] and customer_id is None:
        reader.refuse("customer", "customer_unknown")
    values: dict[str, Any] = {
        "kind": kind,
        "own_kind_id": own_id,
        "description": reader.text("description", _LONGEST, required=True),
        "identification": reader.text("identification", _LONGEST),
        "customer_id": customer_id,
        "location": reader.text("location", _LONGEST),
        "pieces": reader.read("pieces", _pieces),
        "inspected_on": reader.day("inspected_on"),
        "remarks": reader.text("remarks", 500),
    }
    if (kind, own_id, customer_id, values["identification"]) in around.known:
        reader.refuse("identification", "item_known")
    due = _due_date(reader, around, usual, values["inspected_on"])
    if due is not None and not reader.problems:
        _check(reader, values, due)
    verdict = Verdict.REFUSED if reader.problems else Verdict.NEW
    return JudgedItem(record.number, verdict, values, kind_name, due, tuple(reader.problems))


def _due_date(
    reader: RowReader, around: _Surroundings, usual: Sequence[UsualDate], inspected_on: date | None
) -> DueDateDraft | None:
    typed = reader.text("part", 60)
    part = around.parts.get(normalise(typed), typed) or (usual[0].part if usual else "inspection")
    expires, remind = reader.day("expires_on"), reader.day("remind_on")
    if expires is None and inspected_on is not None:
        expires = usual_expiry(inspected_on, next((each.months for each in usual if each.part == part), None))
    if expires is None:
        if not reader.record["expires_on"]:
            reader.refuse("expires_on", "required")
        return None
    return DueDateDraft(part, expires, remind)


def _check(reader: RowReader, values: dict[str, Any], due: DueDateDraft) -> None:
    """What would be refused of a typed item is refused of a row."""
    try:
        check_item(values, [replace(due)])
    except Invalid as refusal:
        for error in refusal.errors:
            name = {"remindOn": "remind_on", "expiresOn": "expires_on"}.get(error.pointer.rpartition("/")[2])
            reader.refuse(name or error.pointer.removeprefix("/"), error.code)


def _pieces(text: str) -> int:
    if not text:
        return 1
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise Unusable("pieces_invalid", "A number of pieces is a whole number from 1.")
    return int(text)
