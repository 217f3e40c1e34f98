"""Signing up as a training company: what it costs, telling who one is, and confirming the address (SPEC 1).

Nobody is logged in here. The answers are the same whoever is known already.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import EmailStr, Field, StringConstraints

from api.credentials import refuse_cross_site
from api.deps import services
from api.routing import Route, problems
from api.schemas import ApiModel, Money, RequiredLine
from api.services import Services
from api.v1.account_access import LinkInput
from api.v1.billing.schemas import Band
from api.v1.modules import Sold
from app.accounts.login import note_attempt
from app.billing.prices import table_on
from app.billing.repository import price_tables
from app.core.clock import local_date
from app.core.signing import LinkSigner
from app.mail.rendering import shared_renderer
from app.providers.modules import Module
from app.providers.settings import get_provider
from app.registrations.links import RegistrationLinks
from app.registrations.registering import Applicant, Post, confirm, register

router = APIRouter(route_class=Route, tags=["Registration"])
_TIME_ZONE = "Europe/Amsterdam"


class OfferView(ApiModel):
    """Today's prices, exclusive of VAT."""

    bands: list[Band]
    institute_discount: Money = Field(description="What a CIBOT institute pays less for each module")
    one_off_fee: Money = Field(description="For whoever is no CIBOT institute")
    vat_percent: int


class RegistrationInput(ApiModel):
    """A training company that wants to work with the portal."""

    name: RequiredLine
    kvk_number: RequiredLine = Field(description="Of the Chamber of Commerce, eight digits", examples=["12345678"])
    address: RequiredLine
    postcode: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20, pattern=r"^[^\x00-\x1f]*$")
    ]
    city: RequiredLine
    contact_name: RequiredLine
    email: EmailStr
    locale: Literal["nl", "en"] = "nl"
    is_institute: bool = False
    modules: list[Sold] = Field(default=[], max_length=6)
    agrees: Literal[True] = Field(description="To the terms and the prices")


class ConfirmedView(ApiModel):
    """The company whose address was confirmed."""

    company: str


@router.get("/registration-offer", operation_id="registration_offer_get", summary="What the portal costs")
async def registration_offer_get(request: Request) -> OfferView:
    """The price list of today, for who thinks of signing up."""
    hall = services(request)
    async with hall.database.platform() as session:
        table = table_on(await price_tables(session), local_date(hall.clock.now(), _TIME_ZONE))
    return OfferView(
        bands=[
            Band(tier=band.tier, from_courses=band.from_courses, price=Money(amount=band.module_cents))
            for band in table.bands
        ],
        institute_discount=Money(amount=table.institute_discount_cents),
        one_off_fee=Money(amount=table.one_off_fee_cents),
        vat_percent=table.vat_percent,
    )


@router.post(
    "/registrations",
    operation_id="registrations_create",
    summary="Sign up as a training company",
    status_code=202,
    responses=problems(429),
)
async def registrations_create(request: Request, body: RegistrationInput) -> None:
    """Mail a link to the given address; the operator decides once it was used."""
    hall = services(request)
    refuse_cross_site(request, hall.settings)
    now = hall.clock.now()
    address = request.client.host if request.client else ""
    await note_attempt(hall.database, f"register:{body.email.casefold()}", address, now, most=3)
    await note_attempt(hall.database, f"register-from:{address}", address, now)
    told = body.model_dump(exclude={"agrees", "modules"})
    applicant = Applicant(**told, modules=tuple(Module(key) for key in dict.fromkeys(body.modules)))
    await register(hall.database, applicant, Post(shared_renderer(), _links(hall)), now=now)
    await hall.doorbell.ring("work")


@router.post(
    "/registration-confirmations",
    operation_id="registration_confirmations_create",
    summary="Confirm the address of a registration",
    responses=problems(404),
)
async def registration_confirmations_create(request: Request, body: LinkInput) -> ConfirmedView:
    """Confirm the address by the link of the mail; doing so twice is doing so once."""
    hall = services(request)
    refuse_cross_site(request, hall.settings)
    now = hall.clock.now()
    async with hall.database.tenant(_links(hall).read(body.token, now)) as session:
        await confirm(session, now)
        return ConfirmedView(company=(await get_provider(session)).name)


def _links(hall: Services) -> RegistrationLinks:
    return RegistrationLinks(LinkSigner(hall.keys), hall.settings.public_url)
