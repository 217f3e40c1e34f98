"""To whom mail about a trainee goes (R-CUS-03): the one place that decides it, for every kind of mail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """A customer's contact person; `receives_everything` is the box *Alle correspondentie via de contactpersoon*."""

    name: str
    email: str
    receives_everything: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who receives the mail, and whether that is the contact person in the trainee's place."""

    name: str
    email: str
    is_contact: bool = False


def addressee(name: str, email: str | None, contact: ContactPerson | None) -> Addressee | None:
    """The trainee, or the contact person alone where the customer wants so; nobody when there is no address.

    A customer that wants everything but has no address gets nothing: its trainees are never written to instead.
    """
    if contact is not None and contact.receives_everything:
        return to_contact(contact)
    return Addressee(name, email) if email else None


def to_contact(contact: ContactPerson) -> Addressee | None:
    """The contact person, or nobody when there is no address."""
    return Addressee(contact.name, contact.email, is_contact=True) if contact.email else None
