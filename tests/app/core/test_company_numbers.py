"""Numbers of companies are cleaned and checked."""

import pytest

from app.core.company_numbers import chamber_number, vat_number
from app.core.values import Unusable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NL004495445B01", "NL004495445B01"),  # a company: the eleven test
        ("nl 0044.95.445.B.01", "NL004495445B01"),
        ("NL000099998B57", "NL000099998B57"),  # a person: mod 97, as the tax office's own example
        ("BE0123456789", "BE0123456789"),
        ("DE123456789", "DE123456789"),
    ],
)
def test_a_vat_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    """R-CUS-02"""
    assert vat_number(typed) == kept


@pytest.mark.parametrize(
    "typed", ["NL004495446B01", "NL000099998B58", "NL004495445B1", "NL12", "004495445B01", "B", "1"]
)
def test_a_wrong_vat_number_is_refused(typed: str) -> None:
    """R-CUS-02: one digit off is told."""
    with pytest.raises(Unusable) as refused:
        vat_number(typed)
    assert refused.value.code == "vat_invalid"


def test_a_chamber_number_has_eight_digits() -> None:
    """R-CUS-02"""
    assert chamber_number(" 12 34.56 78 ") == "12345678"
    for typed in ("1234567", "123456789", "1234567a", "00000000", "١٢٣٤٥٦٧٨"):
        with pytest.raises(Unusable):
            chamber_number(typed)
