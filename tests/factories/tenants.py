"""Real rows of a provider and what it owns: modules, users, locations, customers, trainees.

Every factory takes an open session, writes and flushes, and returns the row. The session works for the provider of the
row afterwards (`act_for`), so that row-level security lets the next row of the same provider in.
"""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.models import Membership, User
from app.core.database.session import bind_tenant
from app.core.identifiers import new_id
from app.core.words import normalise
from app.customers.contacts import contacts_of
from app.customers.models import Customer, CustomerContact
from app.providers.models import Location, Provider, ProviderModule
from app.trainees.identity import name_key
from app.trainees.models import Trainee
from app.trainees.names import PersonName

ALL_MODULES = (
    "external_courses",
    "expiry_reminders",
    "invitations",
    "staffing",
    "customers",
    "certification_items",
)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

_numbers = count(1)


async def act_for(session: AsyncSession, provider_id: UUID) -> None:
    """Let the session work for a provider from here on, also within a transaction that has begun."""
    bind_tenant(session, provider_id)
    await session.execute(text("select set_config('app.provider_id', :id, true)"), {"id": str(provider_id)})


async def make_provider(
    session: AsyncSession,
    *,
    name: str | None = None,
    institute: bool = True,
    modules: tuple[str, ...] = ALL_MODULES,
    **columns: object,
) -> Provider:
    """A provider with the given modules on; a CIBOT institute unless said otherwise."""
    number = next(_numbers)
    provider_id = new_id()
    await act_for(session, provider_id)
    values = {"name": name or f"Opleider {number}", "email": f"info@opleider{number}.example", **columns}
    provider = Provider(id=provider_id, is_cibot_institute=institute, **values)
    session.add(provider)
    await session.flush()
    session.add_all(
        ProviderModule(provider_id=provider_id, module=module, active_from=LONG_AGO.date()) for module in modules
    )
    await session.flush()
    await session.refresh(provider)
    return provider


async def make_user(
    session: AsyncSession,
    provider: Provider | None = None,
    *,
    role: str = "planner",
    password_hash: str = "!",
    **columns: object,
) -> User:
    """A user, with a role at the provider when one is given; `!` as password hash lets nobody in."""
    number = next(_numbers)
    email = str(columns.pop("email", f"gebruiker{number}@opleider.example"))
    values = {"name": f"Gebruiker {number}", **columns}
    user = User(id=new_id(), email=email, email_norm=email.lower(), password_hash=password_hash, **values)
    session.add(user)
    await session.flush()
    if provider is not None:
        session.add(Membership(provider_id=provider.id, user_id=user.id, role=role))
        await session.flush()
    return user


async def make_location(session: AsyncSession, provider: Provider, **columns: object) -> Location:
    """A training location."""
    values = {"name": f"Locatie {next(_numbers)}", "address": "Dorpsstraat 1", "city": "Breda", **columns}
    location = Location(provider_id=provider.id, **values)
    session.add(location)
    await session.flush()
    return location


async def make_customer(session: AsyncSession, provider: Provider, **columns: object) -> Customer:
    """A customer with a contact person, who is `contact_name` with `contact_email`."""
    number = next(_numbers)
    contact = str(columns.pop("contact_name", f"Contact {number}"))
    email = str(columns.pop("contact_email", f"contact{number}@bedrijf.example"))
    values: dict[str, object] = {
        "name": f"Bedrijf {number}",
        "address": f"Industrieweg {number}, Tilburg",
        **columns,
    }
    name = str(values["name"])
    search = normalise(name, contact, email, str(values["address"]))
    customer = Customer(provider_id=provider.id, name_sort=normalise(name), search=search, **values)
    session.add(customer)
    await session.flush()
    await make_contact(session, customer, name=contact, email=email)
    return customer


async def first_contact(session: AsyncSession, customer: Customer) -> CustomerContact:
    """The contact person who was there first."""
    return (await contacts_of(session, customer.id))[0]


async def make_contact(session: AsyncSession, customer: Customer, **columns: object) -> CustomerContact:
    """A contact person of a customer, there for `topics`; the first one unless `position` says otherwise."""
    number = next(_numbers)
    values = {"name": f"Contact {number}", "email": f"contact{number}@bedrijf.example", "position": 0, **columns}
    contact = CustomerContact(provider_id=customer.provider_id, customer_id=customer.id, **values)
    session.add(contact)
    await session.flush()
    return contact


async def make_trainee(
    session: AsyncSession,
    provider: Provider,
    *,
    name: PersonName | None = None,
    email: str | None = "",
    birth_date: date | None = date(1984, 6, 7),
    customer: Customer | None = None,
    **columns: object,
) -> Trainee:
    """A trainee; an e-mail address of its own unless given, or None for a trainee without one."""
    number = next(_numbers)
    person = name or PersonName("Cursist", "", f"Nummer{number:05}")
    address = f"cursist{number}@bedrijf.example" if email == "" else email
    trainee = Trainee(
        provider_id=provider.id,
        given_name=person.given,
        infix=person.infix,
        family_name=person.family,
        name_sort=person.sort_key,
        name_key=name_key(person),
        search=normalise(person.full, address),
        birth_date=birth_date,
        email=address,
        email_norm=address.lower() if address else None,
        customer_id=customer.id if customer else None,
        **columns,
    )
    session.add(trainee)
    await session.flush()
    return trainee
