"""Values that people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.values import (
    BSN_MASK,
    Unusable,
    clean_line,
    contains_bsn,
    email_address,
    phone_number,
    without_bsn,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Jan.Smit@Voorbeeld.EXAMPLE ", "jan.smit@voorbeeld.example"),
        ("mailto:jan@voorbeeld.example", "jan@voorbeeld.example"),
        ("jan@café.nl", "jan@xn--caf-dma.nl"),
        ("o'neill@voorbeeld.example", "o'neill@voorbeeld.example"),
        ("\u200bjan@voorbeeld.example\ufeff", "jan@voorbeeld.example"),
    ],
)
def test_an_address_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    """R-CRS-08: the same address in other capitals is the same person."""
    assert email_address(typed) == kept


@pytest.mark.parametrize(
    "broken",
    ["jan@", "@voorbeeld.example", "jan", "jan smit@voorbeeld.example", "jan@voorbeeld", "jan@@voorbeeld.example",
     "jan at voorbeeld.example", "ruud.kok@voorbeeld.example\nBcc: x", "a" * 65 + "@voorbeeld.example",
     "jan@" + "a" * 250 + ".example", "jan@-voorbeeld.example", "jan..smit@voorbeeld.example"],
)  # fmt: skip
def test_a_broken_address_is_refused(broken: str) -> None:
    """R-CRS-08"""
    with pytest.raises(Unusable) as refusal:
        email_address(broken)
    assert refusal.value.code == "email_invalid"


def test_two_addresses_in_one_cell_are_told_apart_from_a_broken_one() -> None:
    """R-CRS-08"""
    with pytest.raises(Unusable) as refusal:
        email_address("jan@voorbeeld.example; piet@voorbeeld.example")
    assert refusal.value.code == "email_several"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12345678", "+31612345678"),
        ("06-1234 5678", "+31612345678"),
        ("612345678", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"),
        ("0031 20 1234567", "+31201234567"),
        ("31612345678", "+31612345678"),
        ("020-1234567", "+31201234567"),
        ("+32 470 12 34 56", "+32470123456"),
    ],
)
def test_a_phone_number_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    """R-CRS-08"""
    assert phone_number(typed) == kept


@pytest.mark.parametrize("broken", ["112", "06 1234", "bel Jan", "1234567890123456", "+0612345678", "201234567"])
def test_an_incomplete_phone_number_is_refused(broken: str) -> None:
    """R-CRS-08"""
    with pytest.raises(Unusable, match="phone number"):
        phone_number(broken)


@pytest.mark.parametrize("text", ["123456782", "1234.56.782", "111 222 333", "Jan, bsn 123456782.", "(123456782)"])
def test_a_citizen_service_number_is_recognised(text: str) -> None:
    """R-CRS-08: no citizen service number anywhere."""
    assert contains_bsn(text)
    assert not contains_bsn(without_bsn(text))
    assert BSN_MASK in without_bsn(text)


@pytest.mark.parametrize(
    "text", ["123456789", "000000000", "+31123456782", "1234567821", "12345678", "NL91ABNA0417164300"]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """R-CRS-08"""
    assert not contains_bsn(text)
    assert without_bsn(text) == text


@given(st.integers(min_value=0, max_value=99_999_999))
def test_masking_agrees_with_the_eleven_test(stem: int) -> None:
    """R-CRS-08: of the numbers with the same first eight digits, exactly those that pass the eleven test are masked."""
    head = f"{stem:08}"
    passing = [
        last for last in range(10) if last == sum(int(d) * w for d, w in zip(head, range(9, 1, -1), strict=True)) % 11
    ]
    masked = [last for last in range(10) if without_bsn(f"{head}{last}") == BSN_MASK]
    assert masked == [last for last in passing if int(f"{head}{last}")]


@given(st.text())
def test_a_cleaned_line_is_stable_and_holds_nothing_invisible(text: str) -> None:
    """R-CRS-08"""
    line = clean_line(text)
    assert clean_line(line) == line
    assert line == line.strip()
    assert not set(line) & set("\x00\n\r\t\u200b\u202e\ufeff")
