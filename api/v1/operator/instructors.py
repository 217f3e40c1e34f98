"""The operator's register of instructors with their teaching qualifications (R-INS-01)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.concurrency import IfMatch, set_etag
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import ApiModel, Instant, Line, Listing, RequiredLine
from api.v1.operator.desk import AsOperator
from app.instructors import registry
from app.instructors.registry import Details, Registered

router = APIRouter(route_class=Route, tags=["Operator"])
_HERE = "/operator/instructors"
_ONE = f"{_HERE}/{{instructor_id}}"
Language = Literal["nl", "en", "de", "fr"]
Locale = Literal["nl", "en"]


class RegisterInput(ApiModel):
    """An instructor as the operator types him."""

    given_name: RequiredLine
    infix: Line = ""
    family_name: RequiredLine
    email: RequiredLine
    phone: Line = ""
    city: Line = ""
    postcode: Line = ""
    languages: list[Language] = Field(default=["nl"], min_length=1, max_length=4, examples=[["nl", "en"]])
    locale: Locale = "nl"


class RegisterChange(ApiModel):
    """What is to change; what is left out stays. Who is suspended leaves every list at once."""

    given_name: RequiredLine | None = None
    infix: Line | None = None
    family_name: RequiredLine | None = None
    email: RequiredLine | None = None
    phone: Line | None = None
    city: Line | None = None
    postcode: Line | None = None
    languages: list[Language] | None = Field(default=None, min_length=1, max_length=4)
    locale: Locale | None = None
    suspended: bool | None = None


class Period(ApiModel):
    """From when until when a qualification holds; without an end it goes on."""

    valid_from: date
    valid_to: date | None = None


class QualificationInput(Period):
    """The right to teach a certified type."""

    course_type_id: UUID


class QualificationView(QualificationInput):
    """A qualification with the name of its type."""

    id: UUID
    type_name: str


class RegisteredView(RegisterInput):
    """An instructor of the register."""

    id: UUID
    name: str
    email_visible: bool = Field(description="Whether he agreed that providers see his address; his own choice")
    suspended_at: Instant | None
    qualifications: list[QualificationView]
    version: int


@router.get(_HERE, operation_id="operator_instructors_list", summary="List the register (operator)")
async def operator_instructors_list(
    here: AsOperator,
    request: Request,
    response: Response,
    page: PageQuery,
    q: Annotated[str, Query(max_length=200, description="Words of name or town")] = "",
) -> Listing[RegisteredView]:
    """The instructors by name, suspended ones among them, with their qualifications."""
    found, cursor = await registry.list_registered(here.session, q, page)
    link_next(request, response, cursor)
    return Listing(items=[_view(each) for each in found], next_cursor=cursor)


@router.post(
    _HERE,
    operation_id="operator_instructors_create",
    summary="Register an instructor (operator)",
    status_code=201,
    responses=problems(409),
)
async def operator_instructors_create(here: AsOperator, response: Response, body: RegisterInput) -> RegisteredView:
    """Take somebody into the register; an address that is taken is refused with 409 `instructor_registered`."""
    found = await registry.register(here.session, _details(body.model_dump()), actor=here.actor, now=here.now)
    response.headers["Location"] = f"/api/v1{_HERE}/{found.instructor.id}"
    return _answer(response, found)


@router.get(_ONE, operation_id="operator_instructors_get", summary="An instructor of the register (operator)")
async def operator_instructors_get(here: AsOperator, response: Response, instructor_id: UUID) -> RegisteredView:
    """One instructor with the qualifications, past ones among them."""
    return _answer(response, await registry.get_registered(here.session, instructor_id))


@router.patch(
    _ONE,
    operation_id="operator_instructors_change",
    summary="Change or suspend an instructor (operator)",
    responses=problems(409, 412, 428),
)
async def operator_instructors_change(
    here: AsOperator, response: Response, instructor_id: UUID, body: RegisterChange, if_match: IfMatch
) -> RegisteredView:
    """Change the fields that are given. Courses keep the name under which he was booked."""
    changes = body.model_dump(exclude_none=True, exclude={"suspended"})
    if "languages" in changes:
        changes["languages"] = tuple(changes["languages"])
    found = await registry.change(
        here.session,
        instructor_id,
        changes,
        suspended=body.suspended,
        version=if_match,
        actor=here.actor,
        now=here.now,
    )
    return _answer(response, found)


@router.delete(
    f"{_ONE}/links",
    operation_id="operator_instructors_void_links",
    summary="Make an instructor's links void (operator)",
    status_code=204,
)
async def operator_instructors_void_links(here: AsOperator, instructor_id: UUID) -> None:
    """Every link to his own page and his calendar feed stop working: for a mailbox or a phone that was lost."""
    await registry.void_links(here.session, instructor_id, actor=here.actor, now=here.now)


@router.post(
    f"{_ONE}/qualifications",
    operation_id="operator_qualifications_create",
    summary="Give a teaching qualification (operator)",
    status_code=201,
    responses=problems(409),
)
async def operator_qualifications_create(
    here: AsOperator, response: Response, instructor_id: UUID, body: QualificationInput
) -> RegisteredView:
    """Let him teach a certified type for a period; one that overlaps is refused with 409 `qualification_overlaps`."""
    found = await registry.qualify(
        here.session,
        instructor_id,
        body.course_type_id,
        body.valid_from,
        body.valid_to,
        actor=here.actor,
        now=here.now,
    )
    return _answer(response, found)


@router.patch(
    f"{_ONE}/qualifications/{{qualification_id}}",
    operation_id="operator_qualifications_change",
    summary="Change the period of a qualification (operator)",
    responses=problems(409),
)
async def operator_qualifications_change(
    here: AsOperator, response: Response, instructor_id: UUID, qualification_id: UUID, body: Period
) -> RegisteredView:
    """Write another period, such as an end."""
    found = await registry.requalify(
        here.session,
        instructor_id,
        qualification_id,
        body.valid_from,
        body.valid_to,
        actor=here.actor,
        now=here.now,
    )
    return _answer(response, found)


@router.delete(
    f"{_ONE}/qualifications/{{qualification_id}}",
    operation_id="operator_qualifications_delete",
    summary="Take a qualification away (operator)",
    status_code=204,
)
async def operator_qualifications_delete(here: AsOperator, instructor_id: UUID, qualification_id: UUID) -> None:
    """For one that was entered by mistake; one that ends is given an end instead."""
    await registry.disqualify(here.session, instructor_id, qualification_id, actor=here.actor, now=here.now)


def _details(values: dict[str, Any]) -> Details:
    return Details(**values | {"languages": tuple(values["languages"])})


def _answer(response: Response, found: Registered) -> RegisteredView:
    set_etag(response, found.instructor.version)
    return _view(found)


def _view(found: Registered) -> RegisteredView:
    person = found.instructor
    names = (person.given_name, person.infix, person.family_name)
    values = {name: getattr(person, name) for name in RegisterInput.model_fields}
    return RegisteredView.model_validate(
        values
        | {
            "id": person.id,
            "name": " ".join(part for part in names if part),
            "email_visible": person.email_visible,
            "suspended_at": person.suspended_at,
            "version": person.version,
            "qualifications": [QualificationView.model_validate(each) for each in found.qualifications],
        }
    )
