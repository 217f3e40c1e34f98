"""A demo provider's customers and trainees."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from app.core.words import normalise
from app.customers.models import Customer, CustomerContact
from app.demo.rows import Rows
from app.demo.stock import CUSTOMERS, FAMILY_NAMES, GIVEN_NAMES
from app.trainees.identity import name_key
from app.trainees.models import Trainee
from app.trainees.names import PersonName

WITHOUT_EMAIL = 25
"""Every so manieth trainee has no address, so that the demo shows who is left out of a mailing."""


@dataclass(frozen=True)
class Person:
    """A trainee with the customer that sends him, if any."""

    id: UUID
    customer_id: UUID | None
    name: str


def customers(rows: Rows) -> list[UUID]:
    """The customers, some with all correspondence through the contact person (R-CUS-03)."""
    return [_customer(rows, *line) for line in CUSTOMERS]


def _customer(rows: Rows, name: str, address: str, contact: str, via_contact: bool) -> UUID:
    email = f"{normalise(contact).replace(' ', '.')}@klanten-demo.example"
    customer_id = rows.add(
        Customer,
        name=name,
        name_sort=normalise(name),
        search=normalise(name, contact, address),
        address=address,
        correspondence_via_contact=via_contact,
        remarks="Facturen altijd met inkoopnummer." if via_contact else "",
    )
    rows.add(CustomerContact, customer_id=customer_id, position=0, name=contact, email=email)
    return customer_id


def trainees(rows: Rows, count: int, customer_ids: list[UUID], today: date, chance: Random) -> list[Person]:
    """So many different people; about one in six comes for himself, the others for a customer."""
    full_names = [(given, *family) for given in GIVEN_NAMES for family in FAMILY_NAMES]
    made = []
    for number, parts in enumerate(chance.sample(full_names, count)):
        customer = chance.choice(customer_ids) if customer_ids and chance.random() > 1 / 6 else None
        made.append(
            _trainee(rows, PersonName(*parts), number, customer, today - timedelta(days=chance.randint(6700, 22000)))
        )
    return made


def _trainee(rows: Rows, name: PersonName, number: int, customer: UUID | None, born: date) -> Person:
    email = None
    if number % WITHOUT_EMAIL:
        email = f"{normalise(name.given)}.{normalise(name.family).replace(' ', '')}{number}@cursisten-demo.example"
    trainee_id = rows.add(
        Trainee,
        given_name=name.given,
        infix=name.infix,
        family_name=name.family,
        name_sort=name.sort_key,
        name_key=name_key(name),
        search=normalise(name.full, email),
        birth_date=born,
        email=email,
        email_norm=email,
        locale="en" if name.family == "Kowalski" else "nl",
        customer_id=customer,
    )
    return Person(trainee_id, customer, name.full)
