"""To whom mail about a trainee goes (R-CUS-03): the one place that decides it, for every kind of mail."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Topic(StrEnum):
    """What a contact person can be there for; who has it gets that mail in place of the first contact person."""

    INVITATIONS = "invitations"
    """Invitations, confirmations, course reminders, and what becomes of a course."""
    CERTIFICATES = "certificates"
    REMINDERS = "reminders"
    """What expires: certificates and certification items."""
    INVOICES = "invoices"
    """The provider's own invoices, which the portal does not send."""


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


def contact_of(customer: str, topic: Topic | None) -> str:
    """SQL of the contact person to write to about a topic: `contact_id`, `contact_name`, `contact_email`.

    It is the first who has the topic, else the first of all; no row for a customer without any. `customer` is the name
    of the customer's table in the statement around it, which joins this by `left join lateral (...) on true`.
    """
    first = f"'{topic.value}' = any(p.topics) desc, " if topic else ""
    return (
        "select p.id as contact_id, p.name as contact_name, p.email as contact_email from customer_contact p "
        f"where p.provider_id = {customer}.provider_id and p.customer_id = {customer}.id "
        f"order by {first}p.position, p.id limit 1"
    )


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


def contact_in(row: Any) -> ContactPerson:
    """The contact person of a row that joined `contact_of`, beside its customer's `correspondence_via_contact`."""
    return ContactPerson(
        row.contact_name or "", row.contact_email or "", bool(getattr(row, "correspondence_via_contact", False))
    )
