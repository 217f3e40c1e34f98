"""Search instructors by name, town, course type and free days (R-INS-02)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.answers import write_page
from api.deps import Scope, allow
from api.pagination import PageQuery
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.courses.desk import desk_of
from api.v1.instructors.schemas import InstructorView, LetterInput, LetterView
from app.core.signing import LinkSigner
from app.instructors.people import InstructorRef, ListedInstructor
from app.instructors.repository import HeldQualification
from app.mail.rendering import shared_renderer
from app.staffing.contacting import Letter, write_to_instructor
from app.staffing.mails import Post
from app.staffing.searching import FoundInstructor, InstructorQuery, find_instructors

router = APIRouter(route_class=Route, tags=["Instructors"])
ReadInstructors = Annotated[Scope, Depends(allow("instructors:read"), scope="function")]
WriteInstructors = Annotated[Scope, Depends(allow("instructors:write"), scope="function")]
Words = Annotated[str, Query(max_length=200, description="Words of name or town")]
TypeId = Annotated[
    UUID | None, Query(alias="courseTypeId", description="A certified type: who may teach it on the days")
]
Kind = Annotated[Literal["registered", "external"] | None, Query(description="Only instructors of this kind")]
OnlyFree = Annotated[bool, Query(description="Only who is free on all the days that are named")]
Region = Annotated[
    str, Query(pattern="^([1-9][0-9]{0,3})?$", description="The first digits of the postcode where they live")
]
Days = Annotated[list[date], Query(alias="day", max_length=60, description="Days on which they are wanted")]


@router.get(
    "/instructors",
    operation_id="instructors_list",
    summary="Search instructors",
    response_model=Listing[InstructorView],
)
async def instructors_list(
    scope: ReadInstructors,
    request: Request,
    page: PageQuery,
    q: Words = "",
    course_type_id: TypeId = None,
    kind: Kind = None,
    day: Days = [],  # noqa: B006  # FastAPI copies defaults
    free: OnlyFree = False,
    region: Region = "",
) -> Response:
    """Instructors by name; with `day`, `busy` says who is booked on one of the days, and `free` leaves them out."""
    query = InstructorQuery(
        words=q,
        region=region,
        kind=kind,
        course_type_id=course_type_id,
        days=tuple(day),
        only_free=free,
        today=scope.today,
        with_external="external_courses" in scope.caller.modules,
    )
    found, cursor = await find_instructors(scope.session, query, page)
    return write_page(request, [_row_values(each) for each in found], cursor)


@router.post(
    "/instructors/{kind}/{instructor_id}/messages",
    operation_id="instructors_write",
    summary="Write to an instructor",
    status_code=201,
    responses=problems(429),
)
async def instructors_write(
    scope: WriteInstructors, kind: Literal["registered", "external"], instructor_id: UUID, body: LetterInput
) -> LetterView:
    """Mail an instructor through the portal; the reply goes to the provider (R-INS-02). At most 50 a day."""
    post = Post(shared_renderer(), LinkSigner(scope.services.keys), scope.services.settings.public_url)
    letter = Letter(body.subject, body.text)
    ref = InstructorRef(kind, instructor_id)
    return LetterView(mail_id=await write_to_instructor(scope.session, ref, letter, desk_of(scope), post))


def _row_values(found: FoundInstructor) -> dict[str, Any]:
    """An instructor in the words of `InstructorView`."""
    person: ListedInstructor = found.instructor
    return {
        "kind": person.ref.kind,
        "id": person.ref.id,
        "name": person.name,
        "city": person.city,
        "languages": person.languages,
        "email": person.email,
        "qualifications": [_held_values(each) for each in found.qualifications],
        "busy": found.busy,
    }


def _held_values(held: HeldQualification) -> dict[str, Any]:
    return {
        "courseTypeId": held.course_type_id,
        "name": held.name,
        "validFrom": held.valid_from,
        "validTo": held.valid_to,
    }
