"""How customers look outside."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import ApiModel, Instant, Line, Remarks, RequiredLine

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


class CustomerInput(ApiModel):
    """A new customer (R-CUS-02)."""

    name: RequiredLine = Field(description="Firma", examples=["Bakkerij Smit"])
    address: Address = Field(description="Adres, on one or more lines", examples=["Dorpsstraat 1, 1234 AB Ons Dorp"])
    contact_name: RequiredLine = Field(description="Contactpersoon", examples=["Petra Kok"])
    contact_email: RequiredLine = Field(description="Contactpersoon e-mail", examples=["petra@bakkerij.example"])
    correspondence_via_contact: bool = Field(default=False, description="All mail for its trainees goes to the contact")
    kvk_number: Line = Field(default="", description="Eight digits", examples=["12345678"])
    vat_number: Line = Field(default="", description="Checked when Dutch", examples=["NL123456782B12"])
    invoice_address: OptionalAddress = Field(default="", description="Where invoices go, if elsewhere")
    remarks: Remarks = ""


class CustomerChange(ApiModel):
    """What is to change; what is left out stays."""

    name: RequiredLine | None = None
    address: Address | None = None
    contact_name: RequiredLine | None = None
    contact_email: RequiredLine | None = None
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
    contact_name: str
    contact_email: str
    correspondence_via_contact: bool
    archived_at: Instant | None


class CustomerView(CustomerRow):
    """A customer with all that is known of it."""

    kvk_number: str
    vat_number: str
    invoice_address: str
    remarks: str
    trainee_count: int
    course_count: int
    created_at: Instant
    version: int
