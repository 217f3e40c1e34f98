"""The verdict on a row."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.values import BSN_MASK
from app.files.lists.reading import read_paste
from app.trainees.identity import name_and_birth
from app.trainees.importing.headers import Field
from app.trainees.importing.people import read_person
from app.trainees.importing.reviewing import lay_out, read_people
from app.trainees.importing.verdicts import JudgedRow, KnownTrainee, KnownTrainees, Verdict, judge
from app.trainees.names import PersonName

TODAY = date(2026, 11, 23)
JAN = KnownTrainee(UUID(int=1), PersonName("Jan", "van der", "Berg"), "jan@voorbeeld.example")
BORN = date(1984, 4, 12)
KEY = name_and_birth(JAN.name, BORN)
assert KEY
KNOWN = KnownTrainees({JAN.email: JAN}, {KEY: JAN})
HEADER = "Voornaam;Tussenvoegsel;Achternaam;Geboortedatum;E-mail;Telefoon;Bedrijf\n"


def judged(*lines: str, known: KnownTrainees = KNOWN, others: frozenset[int] = frozenset()) -> list[JudgedRow]:
    layout = lay_out(read_paste(HEADER + "\n".join(lines)))
    return judge(read_people(layout.people, layout.columns, TODAY), known, others)


@pytest.mark.parametrize(
    "line",
    [
        "Jan;van der;Berg;;JAN@voorbeeld.example",
        "J.;;Berg;;jan@voorbeeld.example",
        "Jan;van der;Berg;12-4-84;",
        "JAN;;BERG;1984-04-12;ander@voorbeeld.example",
    ],
)
def test_a_known_trainee_is_matched_by_address_or_by_name_and_birth_date(line: str) -> None:
    """R-CRS-08"""
    (row,) = judged(line)
    assert (row.verdict, row.trainee_id) == (Verdict.MATCHED, JAN.id)


@pytest.mark.parametrize("line", ["Jan;van der;Berg;;", "Jan;van der;Berg;13-4-84;", "Jan;van der;Bergen;12-4-84;"])
def test_a_name_alone_or_with_another_birth_date_is_somebody_else(line: str) -> None:
    """R-CRS-08"""
    assert judged(line)[0].verdict is Verdict.NEW


def test_a_match_that_looks_like_two_people_is_pointed_out_and_can_be_undone() -> None:
    """R-CRS-08: families and small firms share an address."""
    line = "Petra;;Kok;;jan@voorbeeld.example"
    (row,) = judged(line)
    assert [(notice.code, notice.value) for notice in row.notices] == [("name_differs", "Jan van der Berg")]
    assert judged(line, others=frozenset({2}))[0].verdict is Verdict.NEW


def test_a_double_names_the_row_that_it_doubles() -> None:
    """R-CRS-08"""
    rows = judged("An;;Kok;1-2-90;an@voorbeeld.example", "An;;Kok;01-02-1990;", "Bo;;Vis;;AN@voorbeeld.example")
    assert [(row.verdict, row.same_as) for row in rows[1:]] == [(Verdict.DUPLICATE, 2), (Verdict.DUPLICATE, 2)]


def test_two_rows_that_match_one_trainee_are_each_others_double() -> None:
    """R-CRS-08: one row by the address, the other by name and birth date."""
    rows = judged("Jan;;Berg;;jan@voorbeeld.example", "Jan;;Berg;12-4-84;")
    assert [(row.verdict, row.same_as) for row in rows] == [(Verdict.MATCHED, None), (Verdict.DUPLICATE, 2)]


def test_a_refused_row_makes_no_other_row_a_double() -> None:
    """R-CRS-08: a refused row loses no other."""
    rows = judged("An;;Kok;31-02-1990;an@voorbeeld.example", "An;;Kok;01-02-1990;an@voorbeeld.example")
    assert [row.verdict for row in rows] == [Verdict.REFUSED, Verdict.NEW]


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        (";;Kok;;", Field.GIVEN_NAME, "required"),
        ("An;van;;;", Field.FAMILY_NAME, "required"),
        ("An;;123;;", Field.FAMILY_NAME, "name_without_letters"),
        ('"=HYPERLINK(""http://x.example"";""klik"")";;Kok;;', Field.GIVEN_NAME, "formula_not_allowed"),
        ("An;;@SUM(A1);;", Field.FAMILY_NAME, "formula_not_allowed"),
        ("An;;" + "k" * 101 + ";;", Field.FAMILY_NAME, "too_long"),
        ("An;;Kok;;" + "k" * 600, Field.EMAIL, "too_long"),
        ("An;;Kok;#N/B;", Field.BIRTH_DATE, "cell_error"),
        ("An;;Kok;;an@voorbeeld.example, bo@voorbeeld.example", Field.EMAIL, "email_several"),
        ("An;;Kok;;;112", Field.PHONE, "phone_invalid"),
        ("An;;123456782;;", Field.FAMILY_NAME, "bsn_not_allowed"),
        ("An;;Kok;;;;bsn 1234.56.782", Field.CUSTOMER, "bsn_not_allowed"),
        ("An;;Kok;;;123456782;", Field.PHONE, "bsn_not_allowed"),
    ],
)
def test_a_row_is_refused_with_column_and_reason(line: str, field: Field, code: str) -> None:
    """R-CRS-08"""
    (row,) = judged(line)
    assert row.verdict is Verdict.REFUSED
    assert [(problem.field, problem.code) for problem in row.problems] == [(field, code)]


def test_everything_wrong_with_a_row_is_told_at_once() -> None:
    """R-CRS-08"""
    (row,) = judged(";;;31-02-1980;jan@;12;")
    assert {problem.field for problem in row.problems} == {
        Field.GIVEN_NAME, Field.FAMILY_NAME, Field.BIRTH_DATE, Field.EMAIL, Field.PHONE,
    }  # fmt: skip


def test_no_citizen_service_number_leaves_the_reader() -> None:
    """R-CRS-08: also not in a column that nobody asked for."""
    layout = lay_out(read_paste("Voornaam;Achternaam;BSN;Pas\nAn;Kok;11122233;111222333\nBo;Vis;;nr 123456782"))
    assert [row.cells[2:] for row in layout.people] == [(BSN_MASK, BSN_MASK), ("", f"nr {BSN_MASK}")]


def test_a_mobile_number_that_lost_its_zero_is_no_citizen_service_number() -> None:
    """R-CRS-08: 612345679 passes the eleven test."""
    (row,) = judged("An;;Kok;;;612345679;")
    assert (row.verdict, row.person.phone) == (Verdict.NEW, "+31612345679")


@given(st.dictionaries(st.sampled_from(Field), st.text(max_size=120)))
def test_any_row_is_a_person_or_refused(values: dict[Field, str]) -> None:
    """R-CRS-08: an accepted person always has a name, and nothing that a database or mail header could choke on."""
    row = read_person(2, values, TODAY)
    if not row.problems:
        assert row.person.name.given
        assert row.person.name.family
        assert not set("\x00\r\n") & set(
            row.person.name.full + row.person.email + row.person.phone + row.person.customer
        )
