"""The words by which lists head their columns, in Dutch and English."""

from enum import StrEnum

from app.core.words import normalise


class Field(StrEnum):
    """What a column of a list can fill."""

    GIVEN_NAME = "given_name"
    INFIX = "infix"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    EMAIL = "email"
    PHONE = "phone"
    CUSTOMER = "customer"
    CERTIFICATE_TYPE = "certificate_type"
    CERTIFICATE_NUMBER = "certificate_number"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"


CERTIFICATE_FIELDS = frozenset({Field.CERTIFICATE_TYPE, Field.CERTIFICATE_NUMBER, Field.ISSUED_ON, Field.EXPIRES_ON})
"""Only lists of certificates have these (R-PRC-04)."""


_WORDS = {
    Field.GIVEN_NAME: "voornaam voornamen roepnaam voorletters initialen firstname givenname forename christianname",
    Field.INFIX: "tussenvoegsel tussenvoegsels tussenv tv tussen voorvoegsel voorvoegsels infix nameprefix surnameprefix",
    Field.FAMILY_NAME: "achternaam familienaam geslachtsnaam lastname surname familyname secondname",
    Field.FULL_NAME: (
        "naam volledigenaam naamcursist cursistnaam cursist naamdeelnemer deelnemer deelnemers naammedewerker "
        "medewerker naamkandidaat kandidaat name fullname participant participantname trainee student employee"
    ),
    Field.BIRTH_DATE: (
        "geboortedatum gebdatum geboren geboortedag geboorte datumgeboorte gbdatum gebdat dateofbirth birthdate "
        "birthday dob born"
    ),
    Field.EMAIL: "email emailadres emailaddress mail mailadres mailaddress mailcursist emailcursist",
    Field.PHONE: (
        "telefoon telefoonnummer telefoonnr tel telnr telnummer mobiel mobielnummer mobieletelefoon gsm gsmnummer "
        "phone phonenumber mobile mobilephone telephone cellphone"
    ),
    Field.CUSTOMER: (
        "bedrijf bedrijfsnaam naambedrijf klant klantnaam naamklant firma organisatie werkgever onderneming "
        "opdrachtgever company companyname customer customername employer organisation organization client"
    ),
    Field.CERTIFICATE_TYPE: (
        "type soort cursus cursustype cursusnaam opleiding certificaat certificaattype soortcertificaat diploma "
        "certificate certificatetype course coursetype training"
    ),
    Field.CERTIFICATE_NUMBER: (
        "nummer nr certificaatnummer certificaatnr certnr diplomanummer number certificatenumber certificateno"
    ),
    Field.ISSUED_ON: (
        "behaald behaaldop datumbehaald afgiftedatum datumafgifte uitgegeven uitgegevenop uitgiftedatum cursusdatum "
        "issued issuedon issuedate dateofissue"
    ),
    Field.EXPIRES_ON: (
        "verloopdatum vervaldatum einddatum geldigtot geldigtotenmet verloopt verlooptop expires expireson expirydate "
        "expirationdate validuntil validto"
    ),
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split()}
_LONG_WORDS = sorted((word for word in _FIELD_OF if len(word) >= 7), key=len, reverse=True)
_FORBIDDEN = frozenset("bsn bsnnummer bsnnr burgerservicenummer burgerservicenr sofinummer sofi sofinr".split())
_SOMEBODY_ELSE = ("contactpersoon", "contactperson", "leidinggevende", "manager", "instructeur", "instructor")


def field_of(header: str, *, certificates: bool = False) -> Field | None:
    """The field that a header names, also with something behind it: `Geboortedatum (dd-mm-jjjj)`."""
    found = _named(header)
    return found if certificates or found not in CERTIFICATE_FIELDS else None


def _named(header: str) -> Field | None:
    word = normalise(header).replace(" ", "")
    if any(other in word for other in _SOMEBODY_ELSE):
        return None
    if found := _FIELD_OF.get(word):
        return found
    return next((_FIELD_OF[start] for start in _LONG_WORDS if word.startswith(start)), None)


def is_forbidden(header: str) -> bool:
    """Whether the header announces citizen service numbers, which are never kept."""
    return normalise(header).replace(" ", "") in _FORBIDDEN
