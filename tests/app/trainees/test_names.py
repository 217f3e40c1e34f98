"""Names with a Dutch infix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trainees.names import PersonName, split_family_name, split_full_name


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Jan Smit", ("Jan", "", "Smit")),
        ("Jan van der Berg", ("Jan", "van der", "Berg")),
        ("Jan Willem van 't Hof", ("Jan Willem", "van 't", "Hof")),
        ("Jan Willem van ’t Hof", ("Jan Willem", "van 't", "Hof")),
        ("Berg, Jan van der", ("Jan", "van der", "Berg")),
        ("van der Berg, Jan", ("Jan", "van der", "Berg")),
        ("Maria Hoofd-Sterk", ("Maria", "", "Hoofd-Sterk")),
        ("Anna Bakker-de Vries", ("Anna", "", "Bakker-de Vries")),
        ("Jean-Claude Van Damme", ("Jean-Claude Van", "", "Damme")),
        ("Dhr. J. op den Kamp", ("J.", "op den", "Kamp")),
        ("  Zoë \u00a0 Núñez ", ("Zoë", "", "Núñez")),
        ("Smit", ("", "", "Smit")),
        ("Anouk de", ("Anouk", "", "de")),
        ("", ("", "", "")),
    ],
)
def test_a_full_name_is_split_at_its_infix(typed: str, parts: tuple[str, str, str]) -> None:
    """R-CRS-08"""
    name = split_full_name(typed)
    assert (name.given, name.infix, name.family) == parts


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("van der Berg", ("van der", "Berg")),
        ("Berg, van der", ("van der", "Berg")),
        ("Van Damme", ("", "Van Damme")),
        ("in 't Veld", ("in 't", "Veld")),
        ("de", ("", "de")),
        ("Smit", ("", "Smit")),
    ],
)
def test_an_infix_before_a_family_name_moves_to_its_own_place(typed: str, parts: tuple[str, str]) -> None:
    """R-CRS-08: a capital keeps it in the name, as in Belgium."""
    assert split_family_name(typed) == parts


def test_an_infix_that_was_typed_in_its_own_column_stays() -> None:
    """R-CRS-08"""
    assert PersonName.of("Jan", "van", "de Berg") == PersonName("Jan", "van", "de Berg")


def test_names_are_shown_listed_and_addressed_in_the_dutch_way() -> None:
    """R-CRS-07"""
    name = PersonName("Jan", "van der", "Berg")
    assert (name.full, name.listed, name.formal) == ("Jan van der Berg", "Berg, Jan van der", "Van der Berg")
    assert PersonName("Jan", "'t", "Hart").formal == "'t Hart"


def test_lists_sort_on_the_family_name_without_infix_and_accents() -> None:
    """R-CRS-07"""
    names = [PersonName("Jan", "van der", "Vries"), PersonName("Ömer", "", "Özdemir"), PersonName("An", "de", "Berg")]
    assert [name.family for name in sorted(names, key=lambda name: name.sort_key)] == ["Berg", "Özdemir", "Vries"]


@given(st.text(max_size=80))
def test_splitting_loses_no_letter(typed: str) -> None:
    """R-CRS-08: whatever stands in the cell, its letters are in the parts (titles and commas aside)."""
    name = split_full_name(typed.replace(",", " "))
    kept = split_full_name(name.full)
    assert kept.full == name.full
