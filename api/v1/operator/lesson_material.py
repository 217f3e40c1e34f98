"""The operator's keeping of lesson material (lesmateriaal), in editions."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.downloads import download, stored_file_response
from api.routing import Route, problems
from api.schemas import Instant, Listing
from api.uploads import read_upload, upload_body
from api.v1.lesson_material import MaterialFile
from api.v1.operator.desk import AsOperator
from app.catalog.lesson_material import every_edition, get_material, keep_material, withdraw_material
from app.files.acceptance import accept_document
from app.files.limits import DOCUMENT_LIMIT

router = APIRouter(route_class=Route, tags=["Operator"])
_FILE = "/operator/lesson-material/{material_id}"
_OF_TYPE = "/operator/course-types/{course_type_id}/lesson-material"


class KeptMaterialView(MaterialFile):
    """A file in one edition, as the operator keeps it."""

    created_at: Instant
    withdrawn_at: Instant | None


@router.get(
    _OF_TYPE,
    operation_id="operator_lesson_material_list",
    summary="List the lesson material of a type (operator)",
)
async def operator_lesson_material_list(here: AsOperator, course_type_id: UUID) -> Listing[KeptMaterialView]:
    """Every file in every edition; those without `withdrawnAt` go along with invitations."""
    rows = await every_edition(here.session, course_type_id)
    return Listing(items=[KeptMaterialView.model_validate(row) for row in rows])


@router.post(
    _OF_TYPE,
    operation_id="operator_lesson_material_create",
    summary="Keep a file of lesson material (operator)",
    status_code=201,
    responses=problems(413, 415),
    openapi_extra=upload_body(),
)
async def operator_lesson_material_create(here: AsOperator, request: Request, course_type_id: UUID) -> KeptMaterialView:
    """Keep a file of at most 10 MiB; one of the same name becomes a former edition, the same bytes change nothing."""
    upload = await read_upload(request, DOCUMENT_LIMIT)
    accepted = accept_document(upload.content, upload.name)
    row = await keep_material(
        here.session, here.services.storage, course_type_id, accepted, actor=here.actor, now=here.now
    )
    return KeptMaterialView.model_validate(row)


@router.get(
    _FILE,
    operation_id="operator_lesson_material_get",
    summary="A file of lesson material (operator)",
    responses=download("*/*"),
    response_class=Response,
)
async def operator_lesson_material_get(here: AsOperator, material_id: UUID) -> Response:
    """The file itself, in whatever edition."""
    return await stored_file_response(here.services.storage, await get_material(here.session, material_id))


@router.delete(
    _FILE,
    operation_id="operator_lesson_material_withdraw",
    summary="Withdraw a file of lesson material (operator)",
    status_code=204,
)
async def operator_lesson_material_withdraw(here: AsOperator, material_id: UUID) -> Response:
    """Let a file go along no longer; mails that were sent with it keep it."""
    await withdraw_material(here.session, material_id, actor=here.actor, now=here.now)
    return Response(status_code=204)
