"""Which column is which."""

import pytest

from app.core.errors import Invalid
from app.files.lists.reading import read_paste
from app.trainees.importing.columns import check_columns
from app.trainees.importing.headers import Field, field_of
from app.trainees.importing.reviewing import lay_out


def guessed(text: str) -> dict[int, str]:
    return {at: field.value for at, field in lay_out(read_paste(text)).columns.items()}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Geboortedatum (dd-mm-jjjj)", Field.BIRTH_DATE),
        ("E-mail", Field.EMAIL),
        ("  E-MAILADRES ", Field.EMAIL),
        ("Date of birth", Field.BIRTH_DATE),
        ("Last Name", Field.FAMILY_NAME),
        ("Tussenv.", Field.INFIX),
        ("Mobiel nummer", Field.PHONE),
        ("Naam werkgever", None),
        ("E-mailadres contactpersoon", None),
        ("Pasnr", None),
        ("", None),
    ],
)
def test_headers_are_understood_in_dutch_and_english(header: str, field: Field | None) -> None:
    """R-CRS-08"""
    assert field_of(header) is field


def test_naam_beside_voornaam_is_the_family_name() -> None:
    """R-CRS-08"""
    assert guessed("Naam;Voornaam\nSmit;Jan") == {0: "family_name", 1: "given_name"}
    assert guessed("Naam;Voornaam;Achternaam\nJan Smit;Jan;Smit") == {1: "given_name", 2: "family_name"}
    assert guessed("Naam;E-mail\nJan Smit;jan@voorbeeld.example") == {0: "full_name", 1: "email"}


def test_a_list_without_headers_is_read_by_its_content() -> None:
    """R-CRS-08"""
    full = "Jan van der Berg;12-04-1984;jan@voorbeeld.example;Bakkerij Smit\nAn Kok;1-2-90;an@voorbeeld.example;Bakkerij Smit"
    assert guessed(full) == {0: "full_name", 1: "birth_date", 2: "email", 3: "customer"}
    parts = "Jan;van der;Berg;06-12345678\nAn;de;Kok;0612345679"
    assert guessed(parts) == {0: "given_name", 1: "infix", 2: "family_name", 3: "phone"}
    assert guessed("Jan;Berg\nAn;Kok") == {0: "given_name", 1: "family_name"}
    assert guessed("Jan Berg\nAn Kok") == {0: "full_name"}


def test_addresses_under_an_unknown_header_are_found() -> None:
    """R-CRS-08"""
    assert guessed("Voornaam;Achternaam;Bereikbaar via\nJan;Smit;jan@voorbeeld.example")[2] == "email"


def test_titles_above_the_headers_are_no_people() -> None:
    """R-CRS-08"""
    layout = lay_out(read_paste("BHV 7 juni\n\nVoornaam;Achternaam\nJan;Smit"))
    assert [row.number for row in layout.people] == [4]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({0: Field.EMAIL}, "name_missing"),
        ({0: Field.GIVEN_NAME, 1: Field.EMAIL}, "name_missing"),
        ({0: Field.FULL_NAME, 1: Field.INFIX}, "name_twice"),
        ({0: Field.FULL_NAME, 1: Field.EMAIL, 2: Field.EMAIL}, "column_twice"),
    ],
)
def test_columns_that_make_up_no_person_are_refused(columns: dict[int, Field], code: str) -> None:
    """R-CRS-08"""
    with pytest.raises(Invalid) as refusal:
        check_columns(columns)
    assert [error.code for error in refusal.value.errors] == [code]
