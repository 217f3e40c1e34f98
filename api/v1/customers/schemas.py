"""How customers look outside."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import ApiModel, Instant, Line, Remarks, RequiredLine
from app.customers.contacts import MOST
from app.customers.correspondence import Topic

Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x09\x0b\x0c\x0e-\x1f\x7f]*$"
    ),
]

OptionalAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00-\x09\x0b\x0c\x0e-\x1f\x7f]*$"),
]


class ContactInput(ApiModel):
    """A contact person of a customer, and what he is there for."""

    id: UUID | None = Field(default=None, description="Of the contact person that is changed; none for a new one")
    name: RequiredLine = Field(description="Contactpersoon", examples=["Petra Kok"])
    email: RequiredLine = Field(description="Contactpersoon e-mail", examples=["petra@bakkerij.example"])
    phone: Line = ""
    topics: Annotated[list[Topic], Field(max_length=len(Topic))] = Field(
        default_factory=list, description="What goes to him in place of the first contact person"
    )


class ContactView(ApiModel):
    """A contact person as it is kept."""

    id: UUID
    name: str
    email: str
    phone: str
    topics: list[Topic]


ContactList = Annotated[list[ContactInput], Field(min_length=1, max_length=MOST)]


class CustomerInput(ApiModel):
    """A new customer (R-CUS-02)."""

    name: RequiredLine = Field(description="Firma", examples=["Bakkerij Smit"])
    address: Address = Field(description="Adres, on one or more lines", examples=["Dorpsstraat 1, 1234 AB Ons Dorp"])
    contacts: ContactList = Field(description="Contactpersonen; the first gets what nobody else is there for")
    correspondence_via_contact: bool = Field(
        default=False, description="All mail for its trainees goes to the contact persons"
    )
    kvk_number: Line = Field(default="", description="Eight digits", examples=["12345678"])
    vat_number: Line = Field(default="", description="Checked when Dutch", examples=["NL123456782B12"])
    invoice_address: OptionalAddress = Field(default="", description="Where invoices go, if elsewhere")
    remarks: Remarks = ""


class CustomerChange(ApiModel):
    """What is to change; what is left out stays."""

    name: RequiredLine | None = None
    address: Address | None = None
    contacts: ContactList | None = Field(
        default=None, description="All its contact persons from now on: with its id one is changed, without it is new"
    )
    correspondence_via_contact: bool | None = None
    kvk_number: Line | None = None
    vat_number: Line | None = None
    invoice_address: OptionalAddress | None = None
    remarks: Remarks | None = None


class CustomerRow(ApiModel):
    """A customer in the list."""

    id: UUID
    name: str
    address: str
    contact_name: str = Field(description="The first contact person")
    contact_email: str
    correspondence_via_contact: bool
    archived_at: Instant | None


class CustomerView(CustomerRow):
    """A customer with all that is known of it."""

    contacts: list[ContactView]
    kvk_number: str
    vat_number: str
    invoice_address: str
    remarks: str
    trainee_count: int
    course_count: int
    created_at: Instant
    version: int
