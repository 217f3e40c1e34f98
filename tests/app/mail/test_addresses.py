"""What may stand in the address and header lines of a mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.mail.addresses import MailAddress, check_address, check_header

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)]


def test_an_address_is_normalised_and_keeps_its_name() -> None:
    """R-MAIL-03"""
    assert check_address(" Jan@Example.COM ", name=" Jan de Vries ") == MailAddress("jan@example.com", "Jan de Vries")


@pytest.mark.parametrize(
    "broken",
    ["", "jan", "jan@", "@example.com", "jan@example", "jan@ex ample.com", "a@x.nl, b@x.nl", "x" * 250 + "@x.nl"],
)
def test_a_broken_address_is_refused_at_its_field(broken: str) -> None:
    """R-MAIL-03: the refusal names the field, so that the form can show it there."""
    with pytest.raises(Invalid) as refusal:
        check_address(broken, field="/cc/0")
    assert refusal.value.errors[0].pointer == "/cc/0"


@pytest.mark.parametrize(
    "injected", ["jan@example.com\r\nBcc: all@example.com", "jan@example.com\nX: y", "jan\x00@example.com"]
)
def test_a_second_header_in_an_address_is_refused(injected: str) -> None:
    """R-MAIL-03: header injection."""
    with pytest.raises(Invalid):
        check_address(injected)


@given(st.text(max_size=40), st.sampled_from(CONTROLS), st.text(min_size=1, max_size=40))
def test_no_control_character_enters_a_header(before: str, control: str, after: str) -> None:
    """R-MAIL-03: whatever ends a line in some mail program is refused inside a header."""
    text = f"x{before}{control}{after}x"
    with pytest.raises(Invalid):
        check_header(text, field="/subject")


def test_a_header_that_is_too_long_is_refused() -> None:
    """R-MAIL-03"""
    with pytest.raises(Invalid) as refusal:
        check_header("x" * 501, field="/subject")
    assert refusal.value.errors[0].code == "too_long"
