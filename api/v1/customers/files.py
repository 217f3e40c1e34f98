"""Files of a customer (R-CUS-01)."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.routing import Route, problems
from api.schemas import ApiModel, Instant
from api.uploads import read_upload, upload_body
from api.v1.customers.routes import ReadCustomers, WriteCustomers
from app.customers import filing
from app.customers.models import CustomerFile
from app.customers.repository import get_customer
from app.files.acceptance import accept_document
from app.files.keeping import keep_file
from app.files.limits import DOCUMENT_LIMIT
from app.files.models import StoredFile

router = APIRouter(route_class=Route, tags=["Customers"])


class CustomerFileView(ApiModel):
    """A file that is kept with a customer."""

    id: UUID
    name: str
    size: int
    content_type: str
    added_at: Instant


class CustomerFiles(ApiModel):
    """The files of a customer, the latest first."""

    items: list[CustomerFileView]


@router.get("/customers/{customer_id}/files", operation_id="customer_files_list", summary="The files of a customer")
async def customer_files_list(scope: ReadCustomers, customer_id: UUID) -> CustomerFiles:
    """What is kept with a customer; each is fetched at `/files/{id}`."""
    await get_customer(scope.session, customer_id)
    found = await filing.files_of(scope.session, customer_id)
    return CustomerFiles(items=[_view(row, stored) for row, stored in found])


@router.post(
    "/customers/{customer_id}/files",
    operation_id="customer_files_create",
    summary="Add a file to a customer",
    status_code=201,
    responses=problems(413, 415),
    openapi_extra=upload_body(),
)
async def customer_files_create(
    scope: WriteCustomers, request: Request, response: Response, customer_id: UUID
) -> CustomerFileView:
    """Keep a file with a customer; at most 10 MiB, and its type is judged by its content."""
    upload = await read_upload(request, DOCUMENT_LIMIT)
    await get_customer(scope.session, customer_id)
    by = scope.actor.id if scope.actor.kind == "user" else None
    accepted = accept_document(upload.content, upload.name)
    stored = await keep_file(scope.session, scope.services.storage, accepted, created_by=by, now=scope.now)
    row = await filing.add_file(scope.session, customer_id, stored, actor=scope.actor, now=scope.now)
    response.headers["Location"] = f"/api/v1/files/{stored.id}"
    return _view(row, stored)


@router.delete(
    "/customers/{customer_id}/files/{file_id}",
    operation_id="customer_files_delete",
    summary="Take a file away from a customer",
    status_code=204,
)
async def customer_files_delete(scope: WriteCustomers, customer_id: UUID, file_id: UUID) -> None:
    """Take a file away."""
    await filing.remove_file(scope.session, customer_id, file_id, actor=scope.actor, now=scope.now)


def _view(row: CustomerFile, stored: StoredFile) -> CustomerFileView:
    return CustomerFileView(
        id=stored.id, name=stored.name, size=stored.size, content_type=stored.content_type, added_at=row.added_at
    )
