"""A demo provider's certification items: some due, one expired, one renewed, most in order."""

from datetime import date, datetime, timedelta
from uuid import UUID

from app.certification_items.kinds import BUILT_IN, usual_expiry, usual_reminder
from app.certification_items.models import (
    CertificationItem,
    CertificationItemDueDate,
    CertificationItemKind,
)
from app.core.words import normalise
from app.demo.rows import Rows

_ITEMS = (
    ("aed", "AED bij de receptie", "SN-48213", "Begane grond", 1, 330),
    ("aed", "AED in de hal", "SN-50077", "Hal B", 1, 120),
    ("fire_extinguisher", "Schuimblussers kantoor", "BL-01 t/m BL-06", "Kantoor", 6, 350),
    ("fire_extinguisher", "CO2-blusser serverruimte", "BL-07", "Kelder", 1, 200),
    ("fire_extinguisher", "Blussers magazijn", "BL-20 t/m BL-31", "Magazijn", 12, 380),
    ("nen_3140", "Handgereedschap werkplaats", "EL-100 t/m EL-148", "Werkplaats", 49, 320),
    ("nen_3140", "Verlengsnoeren trainingslokalen", "EL-200 t/m EL-216", "Lokaal 1 en 2", 17, 60),
    ("own", "Ladders praktijkhal", "LD-1 t/m LD-4", "Praktijkhal", 4, 340),
)
"""Kind, description, identification, place, pieces, and how many days ago it was inspected."""


def certification_items(rows: Rows, customers: list[UUID], now: datetime, today: date) -> None:
    """Items of the provider itself and of its first customers."""
    parts = [{"part": "inspection", "months": 12}]
    ladder = rows.add(CertificationItemKind, name="Ladder", name_key="ladder", due_dates=parts, version=1)
    for number, (kind, description, identification, place, pieces, days) in enumerate(_ITEMS):
        inspected = today - timedelta(days=days)
        usual = [(each.part, each.months) for each in BUILT_IN[kind]] if kind != "own" else [("inspection", 12)]
        dates = {part: usual_expiry(inspected, months) or today for part, months in usual}
        item = rows.add(
            CertificationItem,
            kind=kind,
            own_kind_id=ladder if kind == "own" else None,
            description=description,
            identification=identification,
            customer_id=customers[number // 2] if customers and number % 2 else None,
            location=place,
            pieces=pieces,
            inspected_on=inspected,
            next_expires_on=min(dates.values()),
            next_remind_on=min(usual_reminder(each) for each in dates.values()),
            search=normalise(description, identification, place),
            version=1,
        )
        for part, expires in dates.items():
            _line(rows, item, part, inspected, expires, now, renewed=number == 1 and part == "inspection")


def _line(rows: Rows, item: UUID, part: str, inspected: date, expires: date, now: datetime, *, renewed: bool) -> None:
    columns = {"item_id": item, "part": part}
    current = rows.add(
        CertificationItemDueDate,
        **columns,
        inspected_on=inspected,
        expires_on=expires,
        remind_on=usual_reminder(expires),
        renewed_at=None,
        renewed_by_id=None,
    )
    if renewed:
        rows.add(
            CertificationItemDueDate,
            **columns,
            inspected_on=inspected - timedelta(days=365),
            expires_on=inspected,
            remind_on=usual_reminder(inspected),
            renewed_at=now - (now.date() - inspected),
            renewed_by_id=current,
        )
