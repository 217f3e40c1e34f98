"""Which column of a list fills which field: guessed from its headers, or from what stands in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.core.values import Unusable, email_address, phone_number
from app.files.lists.tables import Row, Table
from app.trainees.birth_dates import reads_as_date
from app.trainees.importing.errors import ColumnsNotUsable
from app.trainees.importing.headers import Field, field_of, is_forbidden
from app.trainees.names import INFIXES

Columns = Mapping[int, Field]
"""Position of a column (from 0) to the field that it fills."""

_TITLE_ROWS = 20
_SAMPLE = 200
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read: its headers (empty texts when it has none), its people, and the guessed fields."""

    headers: tuple[str, ...]
    people: tuple[Row, ...]
    columns: dict[int, Field]
    forbidden: frozenset[int]


def guess_layout(table: Table, *, certificates: bool = False) -> Layout:
    """Find the header row and the fields; what the headers do not tell, the content may."""
    at = _header_position(table, certificates)
    if at is None:
        return Layout(("",) * table.width, table.rows, _guess_by_content(table.rows, table.width), frozenset())
    headers, people = table.rows[at].cells, table.rows[at + 1 :]
    columns = _named(headers, certificates)
    columns |= _recognised_beside(columns, people, table.width)
    forbidden = frozenset(at for at, header in enumerate(headers) if is_forbidden(header))
    return Layout(headers, people, columns, forbidden)


def has_headers(table: Table) -> bool:
    """Whether one of the first rows reads like headers of a list of people."""
    return _header_position(table, certificates=False) is not None


def check_columns(columns: Columns) -> None:
    """Raise ColumnsNotUsable unless the fields make up a person: a full name, or a given and a family name."""
    fields = list(columns.values())
    if len(fields) != len(set(fields)):
        raise ColumnsNotUsable.at("/columns", "column_twice", "Two columns fill the same field.")
    parts = {Field.GIVEN_NAME, Field.INFIX, Field.FAMILY_NAME} & set(fields)
    if Field.FULL_NAME in fields and parts:
        raise ColumnsNotUsable.at("/columns", "name_twice", "Choose the full name or its parts, not both.")
    if Field.FULL_NAME not in fields and not {Field.GIVEN_NAME, Field.FAMILY_NAME} <= parts:
        raise ColumnsNotUsable.at("/columns", "name_missing", "Choose the column with the name.")


def _header_position(table: Table, certificates: bool) -> int | None:
    needed = min(2, table.width)
    for at, row in enumerate(table.rows[:_TITLE_ROWS]):
        named = {field for cell in row.cells if (field := field_of(cell, certificates=certificates))}
        if len(named) >= needed:
            return at
    return None


def _named(headers: Sequence[str], certificates: bool) -> dict[int, Field]:
    """The first column for each field. `Naam` beside `Voornaam` means the family name, beside both it is left out."""
    found: dict[Field, int] = {}
    for at, header in enumerate(headers):
        if (field := field_of(header, certificates=certificates)) and field not in found:
            found[field] = at
    if Field.FULL_NAME in found and Field.GIVEN_NAME in found:
        found.setdefault(Field.FAMILY_NAME, found[Field.FULL_NAME])
    if Field.FAMILY_NAME in found:
        found.pop(Field.FULL_NAME, None)
    return {at: field for field, at in found.items()}


def _recognised_beside(columns: Columns, people: Sequence[Row], width: int) -> dict[int, Field]:
    """E-mail addresses and birth dates that stand under a header which says something else."""
    found: dict[int, Field] = {}
    for field in (Field.EMAIL, Field.BIRTH_DATE):
        if field in columns.values():
            continue
        free = (at for at in range(width) if at not in columns and at not in found)
        match = next((at for at in free if _mostly(_RECOGNISERS[field], _sample(people, at))), None)
        if match is not None:
            found[match] = field
    return found


def _guess_by_content(people: Sequence[Row], width: int) -> dict[int, Field]:
    samples = {at: _sample(people, at) for at in range(width)}
    found: dict[int, Field] = {}
    for field, recognise in _RECOGNISERS.items():
        free = (at for at in samples if at not in found)
        match = next((at for at in free if _mostly(recognise, samples[at])), None)
        if match is not None:
            found[match] = field
    texts = [at for at in samples if at not in found and _mostly(_is_text, samples[at])]
    return found | _guess_names(texts, samples, next((at for at in found if found[at] is Field.INFIX), None))


def _guess_names(texts: list[int], samples: Mapping[int, Sequence[str]], infix: int | None) -> dict[int, Field]:
    """Of the columns with words: the names around an infix, one column of full names, or given before family name."""
    if infix is not None and infix - 1 in texts and infix + 1 in texts:
        names = {infix - 1: Field.GIVEN_NAME, infix + 1: Field.FAMILY_NAME}
    elif texts and (len(texts) == 1 or _mostly(_has_two_words, samples[texts[0]])):
        names = {texts[0]: Field.FULL_NAME}
    elif texts:
        names = {texts[0]: Field.GIVEN_NAME, texts[1]: Field.FAMILY_NAME}
    else:
        names = {}
    rest = [at for at in texts if at not in names]
    return names | ({rest[0]: Field.CUSTOMER} if rest else {})


def _sample(people: Sequence[Row], column: int) -> list[str]:
    return [cell for row in people[:_SAMPLE] if (cell := row.cells[column].strip())]


def _mostly(recognise: Callable[[str], bool], sample: Sequence[str]) -> bool:
    return bool(sample) and sum(map(recognise, sample)) >= _SHARE * len(sample)


def _is_email(text: str) -> bool:
    return "@" in text and _usable(email_address, text)


def _is_phone(text: str) -> bool:
    return _usable(phone_number, text)


def _is_infix(text: str) -> bool:
    return all(word in INFIXES for word in text.casefold().split())


def _is_text(text: str) -> bool:
    return any(char.isalpha() for char in text) and "@" not in text


def _has_two_words(text: str) -> bool:
    return len(text.split()) >= 2


def _usable(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except Unusable:
        return False
    return True


_RECOGNISERS: dict[Field, Callable[[str], bool]] = {
    Field.EMAIL: _is_email,
    Field.BIRTH_DATE: reads_as_date,
    Field.PHONE: _is_phone,
    Field.INFIX: _is_infix,
}
