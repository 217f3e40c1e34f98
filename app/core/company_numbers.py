"""Numbers of Dutch companies: cleaned and checked, or refused with a stable code."""

import re

from app.core.values import Unusable, clean_line

_SEPARATORS = re.compile(r"[\s.\-]")
_DUTCH_VAT = re.compile(r"NL\d{9}B\d{2}", re.ASCII)
_OTHER_VAT = re.compile(r"(?!NL)[A-Z]{2}[0-9A-Z]{2,13}", re.ASCII)


def chamber_number(text: str) -> str:
    """A number of the Chamber of Commerce (KvK): eight digits. Raises Unusable with `kvk_invalid`."""
    digits = _SEPARATORS.sub("", clean_line(text))
    if re.fullmatch(r"\d{8}", digits, re.ASCII) is None or not int(digits):
        raise Unusable("kvk_invalid", "A KvK number has eight digits.")
    return digits


def vat_number(text: str) -> str:
    """A VAT number, `NL123456789B01` or one of another country. Raises Unusable with `vat_invalid`.

    A Dutch one passes the mod-97 check over all of it (persons, since 2020), or the eleven test over its nine digits
    (companies).
    """
    number = _SEPARATORS.sub("", clean_line(text)).upper()
    if _OTHER_VAT.fullmatch(number) or (_DUTCH_VAT.fullmatch(number) and _is_dutch(number)):
        return number
    raise Unusable("vat_invalid", "This is not a VAT number.")


def _is_dutch(number: str) -> bool:
    return _passes_mod_97(number) or _passes_eleven_test(number[2:11])


def _passes_mod_97(number: str) -> bool:
    """Letters count as 10 to 35, as in a bank account number."""
    return int("".join(str(int(char, 36)) for char in number)) % 97 == 1


def _passes_eleven_test(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits[:8], strict=True))
    return total % 11 == int(digits[8])
