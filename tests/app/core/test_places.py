"""Distances without an outside service: approximate, and right in their order."""

import pytest

from app.core.places import CENTRES, NEARBY_KM, distances_from, kilometres, region_of


def test_every_region_of_the_country_has_a_centre_within_it() -> None:
    """R-INS-02: 90 regions, none outside the Netherlands."""
    assert sorted(CENTRES) == [str(number) for number in range(10, 100)]
    assert all(50.7 < north < 53.6 and 3.3 < east < 7.3 for north, east in CENTRES.values())


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("3512 AB",), "35"),
        (("3512ab",), "35"),
        (("3512",), "35"),
        (("", "Den Haag"), "25"),
        (("", "'s-Hertogenbosch"), "52"),
        (("", "", "Havenloods 4, 3087 AN Rotterdam"), "30"),
        (("", "", "Zaal 3, Ede"), "67"),
        (("", "", "Zaal 1234, ergens"), None),
        (("0123 AB",), None),
        (("B-2000", "Antwerpen"), None),
    ],
)
def test_a_place_is_found_by_postcode_town_or_text(place: tuple[str, ...], expected: str | None) -> None:
    """R-INS-02 R-STF-02: the postcode first, else the town, else what the text says; never a guess."""
    assert region_of(*place) == expected


@pytest.mark.parametrize(
    ("one", "other", "about"), [("10", "30", 60), ("10", "62", 180), ("35", "38", 30), ("97", "43", 265)]
)
def test_distances_are_about_right(one: str, other: str, about: int) -> None:
    """R-STF-02: as the crow flies, in steps of five, the same in both directions."""
    assert abs(kilometres(one, other) - about) <= 0.15 * about
    assert kilometres(one, other) == kilometres(other, one)
    assert kilometres(one, other) % 5 == 0
    assert kilometres(one, one) == NEARBY_KM


def test_distances_are_listed_for_regions_and_towns() -> None:
    """R-STF-02: an instructor without postcode has one by his town."""
    far = distances_from("35")
    assert far["30"] == far["rotterdam"] == kilometres("35", "30")
    assert distances_from(None) == {}
