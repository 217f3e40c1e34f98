"""One row of a list as a person: every field cleaned, or refused with the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeVar

from app.core.values import BSN_MASK, Unusable, clean_line, contains_bsn, email_address, phone_number
from app.files.lists.limits import MAX_CELL
from app.trainees.birth_dates import birth_date, plain_date
from app.trainees.importing.columns import Columns
from app.trainees.importing.headers import CERTIFICATE_FIELDS, Field
from app.trainees.names import PersonName, split_full_name

LONGEST = {
    Field.GIVEN_NAME: 100,
    Field.INFIX: 30,
    Field.FAMILY_NAME: 100,
    Field.FULL_NAME: 200,
    Field.BIRTH_DATE: 40,
    Field.EMAIL: 254,
    Field.PHONE: 30,
    Field.CUSTOMER: 200,
    Field.CERTIFICATE_TYPE: 200,
    Field.CERTIFICATE_NUMBER: 100,
    Field.ISSUED_ON: 40,
    Field.EXPIRES_ON: 40,
}
_CELL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#N/B", "#VERW!", "#WAARDE!")
_LOST_CHARACTERS = ("\ufffd", "Ã«", "Ã¶", "Ã¼", "Ã©", "Ã¨", "Ã¯", "Ã±", "Ã§", "Ã¡")
_FORMULA_STARTS = frozenset("=+-@")
_SHOWN = 100
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, or worth a look: the field, a stable code, and the text that stands there."""

    field: Field | None
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate that a row says its person holds (R-PRC-04); at least one of the dates is known."""

    type: str
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says about somebody; every value is in the form in which it would be kept."""

    name: PersonName
    birth_date: date | None = None
    email: str = ""
    phone: str = ""
    customer: str = ""
    certificate: HeldCertificate | None = None


@dataclass(slots=True)
class ReadRow:
    """A row as a person, with why it cannot be taken (`problems`) and what deserves a look (`notices`)."""

    number: int
    person: Person
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def read_person(number: int, values: Mapping[Field, str], today: date) -> ReadRow:
    """Judge the values of one row on their own; whatever is wrong is told at once, not only the first."""
    row = ReadRow(number, Person(PersonName("", "", "")))
    texts = {field: _checked(row, field, text) for field, text in values.items() if text.strip()}
    name = _name(row, texts)
    row.person = Person(
        name=name,
        birth_date=_parsed(row, Field.BIRTH_DATE, texts, lambda text: birth_date(text, today)),
        email=_parsed(row, Field.EMAIL, texts, email_address) or "",
        phone=_parsed(row, Field.PHONE, texts, phone_number) or "",
        customer=texts.get(Field.CUSTOMER, ""),
        certificate=_certificate(row, texts) if CERTIFICATE_FIELDS & set(values) else None,
    )
    return row


def _certificate(row: ReadRow, texts: Mapping[Field, str]) -> HeldCertificate:
    held = HeldCertificate(
        type=texts.get(Field.CERTIFICATE_TYPE, ""),
        number=texts.get(Field.CERTIFICATE_NUMBER, ""),
        issued_on=_parsed(row, Field.ISSUED_ON, texts, plain_date),
        expires_on=_parsed(row, Field.EXPIRES_ON, texts, plain_date),
    )
    told = {problem.field for problem in row.problems}
    if not held.type and Field.CERTIFICATE_TYPE not in told:
        row.problems.append(Problem(Field.CERTIFICATE_TYPE, "required"))
    if held.issued_on and held.expires_on and held.expires_on < held.issued_on:
        row.problems.append(Problem(Field.EXPIRES_ON, "expires_before_issued", texts[Field.EXPIRES_ON][:_SHOWN]))
    if not (held.issued_on or held.expires_on) and not told & {Field.ISSUED_ON, Field.EXPIRES_ON}:
        row.problems.append(Problem(Field.EXPIRES_ON, "certificate_date_needed"))
    return held


def values_of(cells: tuple[str, ...] | list[str], columns: Columns) -> dict[Field, str]:
    """The cells of a row by the fields that they fill."""
    return {field: cells[at] for at, field in columns.items() if at < len(cells)}


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would compute this text in place of showing it."""
    if text[:1] not in _FORMULA_STARTS:
        return False
    return text[0] == "=" or any(char in text for char in "(|!=")


def _checked(row: ReadRow, field: Field, text: str) -> str:
    """The cleaned text, or an empty one after noting why it cannot be taken."""
    code = _refusal(field, text, cleaned := _unescaped(clean_line(text)))
    if code:
        row.problems.append(Problem(field, code, "" if code == "bsn_not_allowed" else cleaned[:_SHOWN]))
        return ""
    if field is not Field.EMAIL and _is_damaged(cleaned):
        row.notices.append(Problem(field, "characters_lost", cleaned[:_SHOWN]))
    return cleaned


def _refusal(field: Field, text: str, cleaned: str) -> str:
    if BSN_MASK in text or _is_bsn(field, cleaned):
        return "bsn_not_allowed"
    if len(text) > MAX_CELL or len(cleaned) > LONGEST[field]:
        return "too_long"
    if looks_like_formula(cleaned):
        return "formula_not_allowed"
    return "cell_error" if cleaned.upper() in _CELL_ERRORS else ""


def _unescaped(text: str) -> str:
    """Without the apostrophe by which an export keeps a spreadsheet from computing a text."""
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


def _is_bsn(field: Field, text: str) -> bool:
    """A mobile number whose zero a spreadsheet ate can pass the eleven test too; among phone numbers it is one."""
    return not (field is Field.PHONE and text.startswith("6")) and contains_bsn(text)


def _is_damaged(text: str) -> bool:
    """Whether letters were lost on the way: a question mark within a word, or bytes read in the wrong encoding."""
    if text.isascii() and "?" not in text:
        return False
    inside = any(before.isalpha() and mark == "?" for before, mark in pairwise(text))
    return inside or any(lost in text for lost in _LOST_CHARACTERS)


def _name(row: ReadRow, texts: Mapping[Field, str]) -> PersonName:
    """The name from its parts or from the full name; a missing or letterless part is noted."""
    if Field.FULL_NAME in texts:
        name = split_full_name(texts[Field.FULL_NAME])
    else:
        name = PersonName.of(*(texts.get(part, "") for part in (Field.GIVEN_NAME, Field.INFIX, Field.FAMILY_NAME)))
    told = {problem.field for problem in row.problems}
    for part, text in ((Field.GIVEN_NAME, name.given), (Field.FAMILY_NAME, name.family)):
        if not told & {part, Field.FULL_NAME} and (code := _name_refusal(text)):
            row.problems.append(Problem(part, code, text[:_SHOWN]))
    return name


def _name_refusal(text: str) -> str:
    if not text:
        return "required"
    return "" if any(char.isalpha() for char in text) else "name_without_letters"


def _parsed(row: ReadRow, field: Field, texts: Mapping[Field, str], parse: Callable[[str], Parsed]) -> Parsed | None:
    text = texts.get(field, "")
    if not text:
        return None
    try:
        return parse(text)
    except Unusable as refusal:
        row.problems.append(Problem(field, refusal.code, text[:_SHOWN]))
        return None
