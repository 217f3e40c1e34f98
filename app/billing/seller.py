"""Who sends the invoices: the platform's own company, from the settings."""

from dataclasses import asdict, dataclass

from app.core.config import Settings


@dataclass(frozen=True)
class Party:
    """Seller or buyer as an invoice names them."""

    name: str
    address: str = ""
    postcode: str = ""
    city: str = ""
    kvk_number: str = ""
    vat_number: str = ""
    email: str = ""
    iban: str = ""
    reference: str = ""

    def as_json(self) -> dict[str, str]:
        """The party as it is frozen in an invoice."""
        return asdict(self)


def seller_of(settings: Settings) -> Party | None:
    """The company named in the settings, or None when there is none: then nothing is invoiced."""
    if not (settings.seller_name and settings.seller_vat_number and settings.seller_iban):
        return None
    return Party(
        name=settings.seller_name,
        address=settings.seller_address,
        postcode=settings.seller_postcode,
        city=settings.seller_city,
        kvk_number=settings.seller_kvk_number,
        vat_number=settings.seller_vat_number,
        email=settings.seller_email,
        iban=settings.seller_iban,
    )
