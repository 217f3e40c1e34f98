"""Customers as lists: giving them out, and taking lists in, one row per customer (R-CUS-01)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.company_numbers import chamber_number, vat_number
from app.core.database.session import bound_provider
from app.core.spreadsheets import Cell
from app.core.values import Unusable, contains_bsn, email_address
from app.core.words import normalise
from app.customers.contacts import MOST
from app.customers.correspondence import Topic
from app.customers.keeping import create_customer
from app.customers.repository import find_by_names
from app.events.audit import Actor
from app.files.lists.records import Record, RowProblem, RowReader, Verdict, says_yes

HEADERS = {
    "nl": (
        "Firma", "Adres", "Contactpersoon", "Contactpersoon e-mail", "Telefoon", "Is er voor",
        "Alle correspondentie via de contactpersoon", "KvK-nummer", "Btw-nummer", "Factuuradres", "Opmerkingen",
    ),
    "en": (
        "Company", "Address", "Contact person", "Contact person e-mail", "Phone", "Is there for",
        "All correspondence through the contact person", "KvK number", "VAT number", "Invoice address", "Remarks",
    ),
}  # fmt: skip
WORDS = {
    "name": "firma bedrijf bedrijfsnaam klant klantnaam naam organisatie company customer name",
    "address": "adres vestigingsadres bezoekadres address",
    "contact": "contactpersoon contact contactperson",
    "email": "contactpersoonemail contactpersoonemailadres email emailadres mail contactpersonemail emailaddress",
    "phone": "telefoon telefoonnummer tel mobiel phone telephone",
    "topics": "iservoor istherefor",
    "via_contact": "allecorrespondentieviadecontactpersoon viacontactpersoon allcorrespondencethroughthecontactperson",
    "kvk_number": "kvknummer kvk chambernumber kvknumber",
    "vat_number": "btwnummer btw vatnumber vat",
    "invoice_address": "factuuradres invoiceaddress",
    "remarks": "opmerkingen opmerking remarks notes",
}
NEEDED = ("name", "address", "contact", "email")
_TOPIC_WORDS: dict[str, dict[Topic, str]] = {
    "nl": {
        Topic.INVITATIONS: "uitnodigingen",
        Topic.CERTIFICATES: "certificaten",
        Topic.REMINDERS: "herinneringen",
        Topic.INVOICES: "facturen",
    },
    "en": {topic: topic.value for topic in Topic},
}
_YES = {"nl": "ja", "en": "yes"}
_ALL = text(
    """
    select c.name, c.address, c.correspondence_via_contact, c.kvk_number, c.vat_number, c.invoice_address, c.remarks,
           p.name as contact_name, p.email as contact_email, p.phone, p.topics
    from customer c
    left join customer_contact p on p.provider_id = :provider_id and p.customer_id = c.id
    where c.provider_id = :provider_id and (c.archived_at is not null) = :archived
    order by c.name_sort, c.id, p.position, p.id
    """
).bindparams(bindparam("provider_id", type_=Uuid()))


@dataclass(frozen=True)
class JudgedCustomer:
    """A row of a list with the verdict on it; rows of one company are one customer with several contact persons."""

    number: int
    verdict: Verdict
    values: dict[str, Any]
    contact: dict[str, Any]
    problems: tuple[RowProblem, ...] = ()


async def all_customers(session: AsyncSession, *, archived: bool) -> Sequence[Row[Any]]:
    """Every customer in use, or every archived one, by name; a row per contact person."""
    values = {"provider_id": bound_provider(session), "archived": archived}
    return (await session.execute(_ALL, values)).all()


def export_rows(rows: Sequence[Row[Any]], language: str) -> Iterator[list[Cell]]:
    """The rows of a list, in the order of `HEADERS`; what it makes can be taken in again."""
    for row in rows:
        yield [
            row.name,
            row.address,
            row.contact_name or "",
            row.contact_email or "",
            row.phone or "",
            ", ".join(_TOPIC_WORDS[language][Topic(each)] for each in row.topics or ()),
            _YES[language] if row.correspondence_via_contact else "",
            row.kvk_number,
            row.vat_number,
            row.invoice_address,
            row.remarks,
        ]


async def judge_customers(session: AsyncSession, records: Sequence[Record]) -> list[JudgedCustomer]:
    """The verdict on every row; nothing is written. A company that is known is refused, so that none is made twice."""
    known = await find_by_names(session, [record["name"] for record in records])
    contacts: dict[str, list[dict[str, Any]]] = {}
    return [_judged(record, known, contacts.setdefault(normalise(record["name"]), [])) for record in records]


async def import_customers(
    session: AsyncSession, judged: Sequence[JudgedCustomer], *, actor: Actor, now: datetime
) -> int:
    """Add the customers of the accepted rows; gives how many."""
    made = 0
    for rows in together(judged):
        values = rows[0].values | {"contacts": [row.contact for row in rows]}
        await create_customer(session, values, actor=actor, now=now)
        made += 1
    return made


def together(judged: Sequence[JudgedCustomer]) -> list[list[JudgedCustomer]]:
    """The accepted rows, those of one company together."""
    groups: dict[str, list[JudgedCustomer]] = {}
    for row in judged:
        if row.verdict is Verdict.NEW:
            groups.setdefault(normalise(row.values["name"]), []).append(row)
    return list(groups.values())


def _judged(record: Record, known: Mapping[str, UUID], before: list[dict[str, Any]]) -> JudgedCustomer:
    reader = RowReader(record, [])
    is_known = normalise(record["name"]) in known
    values = {
        "name": reader.text("name", 200, required=True),
        "address": reader.text("address", 500, required=not before and not is_known),
        "correspondence_via_contact": says_yes(record["via_contact"]),
        "kvk_number": reader.read("kvk_number", lambda typed: chamber_number(typed) if typed else ""),
        "vat_number": reader.read("vat_number", lambda typed: vat_number(typed) if typed else ""),
        "invoice_address": reader.text("invoice_address", 500),
        "remarks": reader.text("remarks", 2000),
    }
    contact = {
        "name": reader.text("contact", 200, required=True),
        "email": reader.read("email", email_address) if record["email"] else reader.text("email", 254, required=True),
        "phone": reader.text("phone", 200),
        "topics": reader.read("topics", _topics),
    }
    if is_known:
        reader.refuse("name", "customer_known")
    _check(reader, contact, before)
    if not reader.problems:
        before.append(contact)
    verdict = Verdict.REFUSED if reader.problems else Verdict.NEW
    return JudgedCustomer(record.number, verdict, values, contact, tuple(reader.problems))


def _check(reader: RowReader, contact: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> None:
    """What would be refused of a typed customer is refused of a row."""
    for field in ("name", "address", "contact", "invoice_address", "remarks"):
        if contains_bsn(reader.record[field]):
            reader.refuse(field, "bsn_not_allowed")
    taken = {topic for each in before for topic in each["topics"] or ()}
    if taken & set(contact["topics"] or ()):
        reader.refuse("topics", "topic_taken")
    if contact["email"] in {each["email"] for each in before}:
        reader.refuse("email", "contact_twice")
    if len(before) >= MOST:
        reader.refuse("contact", "too_many_contacts")


def _topics(typed: str) -> list[Topic]:
    words = {normalise(word): topic for named in _TOPIC_WORDS.values() for topic, word in named.items()}
    found = []
    for part in filter(None, (normalise(each) for each in typed.replace(";", ",").split(","))):
        if part not in words:
            raise Unusable(
                "topic_unknown", "A contact person is there for invitations, certificates, reminders or invoices."
            )
        found.append(words[part])
    return list(dict.fromkeys(found))
