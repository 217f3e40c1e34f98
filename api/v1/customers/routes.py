"""Customers (module 5)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic.alias_generators import to_camel

from api.answers import write_page
from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.pagination import PageQuery
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.customers.schemas import ContactView, CustomerChange, CustomerInput, CustomerRow, CustomerView
from app.customers import keeping, repository
from app.customers.contacts import contacts_of, facts_of
from app.customers.models import Customer

router = APIRouter(route_class=Route, tags=["Customers"])
ReadCustomers = Annotated[Scope, Depends(allow("customers:read", "customers"), scope="function")]
WriteCustomers = Annotated[Scope, Depends(allow("customers:write", "customers"), scope="function")]
_ROW = {name: to_camel(name) for name in CustomerRow.model_fields}
Words = Annotated[str, Query(alias="q", max_length=200, description="Words of name, contact person or address")]


@router.get(
    "/customers",
    operation_id="customers_list",
    summary="List and search customers",
    response_model=Listing[CustomerRow],
)
async def customers_list(
    scope: ReadCustomers,
    request: Request,
    page: PageQuery,
    q: Words = "",
    archived: Annotated[bool, Query(description="Those archived in place of those in use")] = False,
) -> Response:
    """The customers by name (R-CUS-01)."""
    rows, cursor = await repository.list_customers(scope.session, page, query=q, archived=archived)
    return write_page(request, [{wire: getattr(row, name) for name, wire in _ROW.items()} for row in rows], cursor)


@router.post("/customers", operation_id="customers_create", summary="Add a customer", status_code=201)
async def customers_create(scope: WriteCustomers, response: Response, body: CustomerInput) -> CustomerView:
    """Add a customer (R-CUS-02)."""
    customer = await keeping.create_customer(scope.session, body.model_dump(), actor=scope.actor, now=scope.now)
    response.headers["Location"] = f"/api/v1/customers/{customer.id}"
    return await _view(scope, response, customer)


@router.get("/customers/{customer_id}", operation_id="customers_get", summary="A customer")
async def customers_get(scope: ReadCustomers, response: Response, customer_id: UUID) -> CustomerView:
    """One customer, archived ones included."""
    return await _view(scope, response, await repository.get_customer(scope.session, customer_id))


@router.patch(
    "/customers/{customer_id}",
    operation_id="customers_change",
    summary="Change a customer",
    responses=problems(412, 428),
)
async def customers_change(
    scope: WriteCustomers, response: Response, customer_id: UUID, body: CustomerChange, if_match: IfMatch
) -> CustomerView:
    """Change what is sent, keep the rest."""
    customer = await keeping.change_customer(
        scope.session,
        customer_id,
        body.model_dump(exclude_none=True),
        version=if_match,
        actor=scope.actor,
        now=scope.now,
    )
    return await _view(scope, response, customer)


@router.post("/customers/{customer_id}/archiving", operation_id="customers_archive", summary="Archive a customer")
async def customers_archive(scope: WriteCustomers, response: Response, customer_id: UUID) -> CustomerView:
    """Take a customer out of lists and choices; its history stays (R-CUS-05)."""
    customer = await keeping.set_archived(scope.session, customer_id, True, actor=scope.actor, now=scope.now)
    return await _view(scope, response, customer)


@router.delete("/customers/{customer_id}/archiving", operation_id="customers_restore", summary="Bring a customer back")
async def customers_restore(scope: WriteCustomers, response: Response, customer_id: UUID) -> CustomerView:
    """Undo the archiving."""
    customer = await keeping.set_archived(scope.session, customer_id, False, actor=scope.actor, now=scope.now)
    return await _view(scope, response, customer)


@router.delete(
    "/customers/{customer_id}",
    operation_id="customers_delete",
    summary="Delete a customer",
    status_code=204,
    responses=problems(409),
)
async def customers_delete(scope: WriteCustomers, customer_id: UUID) -> None:
    """Delete a customer without history; one with history is refused with `customer_has_history`."""
    await keeping.delete_customer(scope.session, customer_id, actor=scope.actor, now=scope.now)


async def _view(scope: Scope, response: Response, customer: Customer) -> CustomerView:
    counts = await repository.count_of_customer(scope.session, customer.id)
    set_etag(response, customer.version)
    people = await contacts_of(scope.session, customer.id)
    own: dict[str, Any] = {
        name: getattr(customer, name) for name in CustomerView.model_fields if hasattr(customer, name)
    }
    own |= {"contact_name": people[0].name if people else "", "contact_email": people[0].email if people else ""}
    return CustomerView(
        **own,
        contacts=[ContactView(**facts_of(one)) for one in people],
        trainee_count=counts.trainees,
        course_count=counts.courses,
    )
