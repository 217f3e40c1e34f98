"""The list prices of a module per month, as the SPA shows them where a module is off (R-BIL-02)."""

BRONZE_CENTS = 400
INSTITUTE_DISCOUNT_CENTS = 200


def from_price(*, is_cibot_institute: bool) -> int:
    """The lowest monthly price of a module in cents, exclusive of VAT."""
    return BRONZE_CENTS - (INSTITUTE_DISCOUNT_CENTS if is_cibot_institute else 0)
