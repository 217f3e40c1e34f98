"""Values that people type or import: cleaned and made uniform, or refused with a stable code."""

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

BSN_MASK = "•••••••••"
"""What stands in place of a citizen service number: the number itself is never kept."""

_BSN = re.compile(r"(?<![\d+])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?![\d@])")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_PLAIN_ADDRESS = re.compile(
    r"[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII
)
_PHONE_SEPARATORS = re.compile(r"\(0\)|[\s().\-/]")


class Unusable(ValueError):
    """A typed value that cannot be kept; `code` is stable, `detail` is for a reader."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def clean_line(text: str) -> str:
    """The text on one line: composed accents, single spaces, nothing invisible at the ends or in between."""
    tidy = text.strip()
    if tidy.isascii() and tidy.isprintable() and "  " not in tidy:
        return tidy
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", tidy)).split())


def email_address(text: str) -> str:
    """The address in lower case, its domain in ASCII; raises Unusable with `email_several` or `email_invalid`."""
    address = clean_line(text).casefold().removeprefix("mailto:")
    if len(address) <= 254 and _PLAIN_ADDRESS.fullmatch(address) and address.index("@") <= 64:
        return address
    if len(re.findall(r"[^\s;,]+@[^\s;,]+", address)) > 1:
        raise Unusable("email_several", "There is more than one e-mail address here.")
    if "@" not in address:
        raise Unusable("email_invalid", "This is not a complete e-mail address.")
    try:
        checked = validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as error:
        raise Unusable("email_invalid", "This is not a complete e-mail address.") from error
    return (checked.ascii_email or checked.normalized).lower()


def phone_number(text: str) -> str:
    """The number as `+31612345678`, read as Dutch when no country is given; raises Unusable with `phone_invalid`.

    A spreadsheet eats the leading zero of a mobile number: nine digits that begin with 6 are read as one.
    """
    digits = _PHONE_SEPARATORS.sub("", clean_line(text))
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    if re.fullmatch(r"0[1-9]\d{8}", digits, re.ASCII):
        return "+31" + digits[1:]
    if re.fullmatch(r"6\d{8}", digits, re.ASCII):
        return "+31" + digits
    if re.fullmatch(r"31[1-9]\d{8}", digits, re.ASCII):
        return "+" + digits
    if re.fullmatch(r"\+[1-9]\d{7,14}", digits, re.ASCII):
        return digits
    raise Unusable("phone_invalid", "This is not a complete phone number.")


def contains_bsn(text: str) -> bool:
    """Whether a citizen service number stands somewhere in the text (nine digits that pass the eleven test)."""
    if _BSN.search(text) is None:
        return False
    return any(_passes_eleven_test(found.group()) for found in _BSN.finditer(text))


def without_bsn(text: str) -> str:
    """The text with every citizen service number in it replaced by a mask."""
    return _BSN.sub(lambda found: BSN_MASK if _passes_eleven_test(found.group()) else found.group(), text)


def _passes_eleven_test(text: str) -> bool:
    digits = [int(char) for char in text if char.isdigit()]
    total = sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    return total % 11 == 0 and any(digits)
