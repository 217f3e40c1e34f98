"""The operator's keeping of certified course types (R-CRT-01)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, StringConstraints

from api.concurrency import IfMatch, set_etag
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import ApiModel, ClockTime, Instant, Listing, RequiredLine
from api.v1.courses.schemas import HourMinute, Places
from api.v1.operator.desk import AsOperator
from app.catalog import keeping
from app.catalog.keeping import Details
from app.catalog.models import CertifiedCourseType

router = APIRouter(route_class=Route, tags=["Operator"])
_HERE = "/operator/course-types"
_ONE = f"{_HERE}/{{course_type_id}}"
Code = Annotated[RequiredLine, StringConstraints(max_length=40)]
Months = Annotated[int, Field(ge=1, le=240, description="So long a certificate holds, in months after the last day")]
Documents = Annotated[
    list[RequiredLine],
    Field(max_length=50, description="`attendance_list`, `exams`, or the name of any other document"),
]


class CertifiedTypeInput(ApiModel):
    """A certified course type, with what it proposes for a new course."""

    code: Code = Field(examples=["BHV"])
    name: RequiredLine = Field(examples=["Bedrijfshulpverlener"])
    validity_months: Months
    starts: HourMinute = Field(examples=["09:00"])
    ends: HourMinute = Field(examples=["17:00"])
    max_trainees: Places = Field(examples=[12])
    is_code95: bool = False
    required_documents: Documents = Field(default=[], examples=[["attendance_list", "exams", "Evaluatie"]])


class CertifiedTypeChange(ApiModel):
    """What is to change; what is left out stays. An archived type cannot be booked."""

    code: Code | None = None
    name: RequiredLine | None = None
    validity_months: Months | None = None
    starts: HourMinute | None = None
    ends: HourMinute | None = None
    max_trainees: Places | None = None
    is_code95: bool | None = None
    required_documents: Documents | None = None


class CertifiedTypeView(ApiModel):
    """A certified course type as the operator keeps it."""

    id: UUID
    code: str
    name: str
    validity_months: int
    starts: ClockTime
    ends: ClockTime
    max_trainees: int
    is_code95: bool
    required_documents: list[str]
    archived_at: Instant | None
    version: int


@router.get(_HERE, operation_id="operator_course_types_list", summary="List the certified course types (operator)")
async def operator_course_types_list(
    here: AsOperator,
    request: Request,
    response: Response,
    page: PageQuery,
    q: Annotated[str, Query(max_length=200, description="Part of the name or the code")] = "",
    archived: Annotated[bool, Query(description="Those archived in place of those in use")] = False,
) -> Listing[CertifiedTypeView]:
    """The types by name."""
    rows, cursor = await keeping.list_kept(here.session, page, words=q, archived=archived)
    link_next(request, response, cursor)
    return Listing(items=[CertifiedTypeView.model_validate(row) for row in rows], next_cursor=cursor)


@router.post(
    _HERE,
    operation_id="operator_course_types_create",
    summary="Add a certified course type (operator)",
    status_code=201,
    responses=problems(409),
)
async def operator_course_types_create(
    here: AsOperator, response: Response, body: CertifiedTypeInput
) -> CertifiedTypeView:
    """Add a type, which every CIBOT institute can book at once; a code or name that is taken is refused with 409."""
    row = await keeping.add(here.session, Details(**_columns(body)), actor=here.actor, now=here.now)
    response.headers["Location"] = f"/api/v1{_HERE}/{row.id}"
    return _answer(response, row)


@router.get(_ONE, operation_id="operator_course_types_get", summary="A certified course type (operator)")
async def operator_course_types_get(here: AsOperator, response: Response, course_type_id: UUID) -> CertifiedTypeView:
    """One type, archived ones included."""
    return _answer(response, await keeping.get_kept(here.session, course_type_id))


@router.patch(
    _ONE,
    operation_id="operator_course_types_change",
    summary="Change a certified course type (operator)",
    responses=problems(409, 412, 428),
)
async def operator_course_types_change(
    here: AsOperator, response: Response, course_type_id: UUID, body: CertifiedTypeChange, if_match: IfMatch
) -> CertifiedTypeView:
    """Change the fields that are given, for courses that are booked from now on; courses that exist stay as they are."""
    row = await keeping.change(
        here.session,
        course_type_id,
        _columns(body),
        version=if_match,
        actor=here.actor,
        now=here.now,
    )
    return _answer(response, row)


@router.post(
    f"{_ONE}/archiving",
    operation_id="operator_course_types_archive",
    summary="Archive a certified course type (operator)",
    responses=problems(412, 428),
)
async def operator_course_types_archive(
    here: AsOperator, response: Response, course_type_id: UUID, if_match: IfMatch
) -> CertifiedTypeView:
    """Let a type be booked no longer; courses, certificates and qualifications stay as they are."""
    return await _archive(here, response, course_type_id, True, if_match)


@router.delete(
    f"{_ONE}/archiving",
    operation_id="operator_course_types_restore",
    summary="Bring a certified course type back (operator)",
    responses=problems(412, 428),
)
async def operator_course_types_restore(
    here: AsOperator, response: Response, course_type_id: UUID, if_match: IfMatch
) -> CertifiedTypeView:
    """Let it be booked again."""
    return await _archive(here, response, course_type_id, False, if_match)


async def _archive(
    here: AsOperator, response: Response, course_type_id: UUID, archived: bool, version: int
) -> CertifiedTypeView:
    row = await keeping.set_archived(
        here.session, course_type_id, archived, version=version, actor=here.actor, now=here.now
    )
    return _answer(response, row)


def _columns(body: CertifiedTypeInput | CertifiedTypeChange) -> dict[str, Any]:
    """What is given, by column."""
    given = {name: value for name, value in body if value is not None}
    documents = given.get("required_documents")
    return given if documents is None else given | {"required_documents": tuple(documents)}


def _answer(response: Response, row: CertifiedCourseType) -> CertifiedTypeView:
    set_etag(response, row.version)
    return CertifiedTypeView.model_validate(row)
