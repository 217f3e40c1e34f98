"""Addresses of mails: checked where they enter, so that no mail can be bent into another one (R-MAIL-03)."""

import re
from dataclasses import dataclass

from app.core.values import Unusable, email_address
from app.mail.errors import AddressNotValid, HeaderNotAllowed

MAX_HEADER = 500
# C0 and C1 controls and the two Unicode line separators: all of them end a line somewhere.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """A checked address with the name that stands before it. Made by `check_address`."""

    email: str
    name: str = ""


def check_address(email: str, *, name: str = "", field: str = "/to") -> MailAddress:
    """A normalised address; raises AddressNotValid or HeaderNotAllowed with `field` as the pointer."""
    if _CONTROLS.search(email.strip()):
        raise AddressNotValid.at(field, AddressNotValid.code, "An address is one line without control characters.")
    try:
        checked = email_address(email)
    except Unusable as error:
        raise AddressNotValid.at(field, error.code, error.detail) from error
    return MailAddress(checked, check_header(name, field=field))


def check_header(value: str, *, field: str) -> str:
    """A text that may stand in a header line, trimmed; raises HeaderNotAllowed with `field` as the pointer."""
    stripped = value.strip()
    if len(stripped) > MAX_HEADER:
        raise HeaderNotAllowed.at(field, "too_long", f"At most {MAX_HEADER} characters.")
    if _CONTROLS.search(stripped):
        raise HeaderNotAllowed.at(field, HeaderNotAllowed.code, "Line breaks and control characters are not allowed.")
    return stripped
