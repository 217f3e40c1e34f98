"""Why a row is refused or deserves a look, in words: for the answers of the API and the list of errors to download."""

REASONS: dict[str, tuple[str, str]] = {
    "required": ("Dit veld is leeg.", "This field is empty."),
    "too_long": ("De tekst is te lang.", "The text is too long."),
    "name_without_letters": ("Een naam heeft letters.", "A name has letters."),
    "formula_not_allowed": ("Hier staat een formule.", "There is a formula here."),
    "cell_error": (
        "In deze cel staat een foutmelding van het rekenblad.",
        "The cell holds an error of the spreadsheet.",
    ),
    "bsn_not_allowed": (
        "Dit lijkt een burgerservicenummer. Dat bewaren we niet.",
        "This looks like a citizen service number, which is never kept.",
    ),
    "email_invalid": ("Dit is geen volledig e-mailadres.", "This is not a complete e-mail address."),
    "email_several": ("Hier staat meer dan één e-mailadres.", "There is more than one e-mail address here."),
    "phone_invalid": ("Dit is geen volledig telefoonnummer.", "This is not a complete phone number."),
    "date_not_understood": (
        "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 07-06-1984.",
        "Write the date as day-month-year, for example 07-06-1984.",
    ),
    "date_does_not_exist": ("Deze datum bestaat niet.", "The calendar has no such date."),
    "birth_date_in_future": ("Een geboortedatum ligt niet in de toekomst.", "A birth date cannot lie in the future."),
    "birth_date_too_long_ago": (
        "Deze geboortedatum is meer dan 120 jaar geleden.",
        "This birth date is more than 120 years ago.",
    ),
    "double_of_row": ("Dezelfde persoon als in rij {value}.", "The same person as in row {value}."),
    "name_differs": (
        "Zelfde e-mailadres als {value}. Controleer of dit dezelfde persoon is.",
        "The e-mail address of {value}. Check whether this is the same person.",
    ),
    "email_differs": ("Eerder bekend met het adres {value}.", "Known with the address {value}."),
    "characters_lost": (
        "Er lijken letters verloren te zijn gegaan.",
        "Letters seem to have been lost on the way.",
    ),
    "date_out_of_range": ("Deze datum ligt te ver weg.", "This date lies too far away."),
    "certificate_date_needed": (
        "Vul in wanneer het certificaat is uitgegeven of wanneer het verloopt.",
        "Say when the certificate was issued, or when it expires.",
    ),
    "expires_before_issued": (
        "De verloopdatum ligt voor de datum van uitgifte.",
        "It expires before it was issued.",
    ),
    "customer_new": ("De klant {value} wordt aangemaakt.", "The customer {value} will be made."),
    "customer_unknown": (
        "De klant {value} is niet bekend en wordt niet gekoppeld.",
        "The customer {value} is not known and will not be linked.",
    ),
}
FIELDS: dict[str, tuple[str, str]] = {
    "given_name": ("Voornaam", "First name"),
    "infix": ("Tussenvoegsel", "Infix"),
    "family_name": ("Achternaam", "Last name"),
    "full_name": ("Naam", "Name"),
    "birth_date": ("Geboortedatum", "Date of birth"),
    "email": ("E-mailadres", "E-mail address"),
    "phone": ("Telefoonnummer", "Phone number"),
    "customer": ("Klant", "Customer"),
    "certificate_type": ("Type certificaat", "Type of certificate"),
    "certificate_number": ("Certificaatnummer", "Certificate number"),
    "issued_on": ("Uitgegeven op", "Issued on"),
    "expires_on": ("Verloopdatum", "Expiry date"),
}
COLUMN_NAMES = {"row": ("Rij", "Row"), "reason": ("Reden", "Reason"), "column": ("Kolom {number}", "Column {number}")}


def reason(code: str, value: str, language: str) -> str:
    """One sentence for a code, in `nl` or `en`; the code itself when there is none."""
    return _in(REASONS.get(code, (code, code)), language).replace("{value}", value)


def field_name(field: str | None, language: str) -> str:
    """How a field is called; empty when no field is meant."""
    return _in(FIELDS.get(field or "", ("", "")), language)


def column_name(key: str, language: str, number: int = 0) -> str:
    """A header of the list of errors."""
    return _in(COLUMN_NAMES[key], language).replace("{number}", str(number))


def _in(words: tuple[str, str], language: str) -> str:
    return words[1] if language == "en" else words[0]
