"""What lesson material (lesmateriaal) goes along with a course's invitations."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from api.deps import Scope, allow
from api.routing import Route
from api.schemas import ApiModel
from app.catalog.lesson_material import current_material
from app.courses.loading import get_course
from app.invitations.material import goes_by_link

router = APIRouter(route_class=Route)
ReadMails = Annotated[Scope, Depends(allow("mails:read", module="invitations"), scope="function")]


class MaterialFile(ApiModel):
    """A file that goes along."""

    id: UUID
    name: str
    size: int
    content_type: str
    edition: int


class CourseMaterialView(ApiModel):
    """What would go along with an invitation to a course."""

    items: list[MaterialFile]
    total_size: int
    by_link: bool
    """Whether the files are more than a mail may carry, so that it names a link to each."""


@router.get(
    "/courses/{course_id}/lesson-material",
    operation_id="course_lesson_material_get",
    summary="The lesson material of a course",
    tags=["Mailings"],
)
async def course_lesson_material_get(scope: ReadMails, course_id: UUID) -> CourseMaterialView:
    """The files that **Stuur CIBOT lesmateriaal mee** sends; none for an external course (R-INV-03)."""
    course = await get_course(scope.session, course_id)
    files = await current_material(scope.session, course.certified_type_id)
    return CourseMaterialView(
        items=[MaterialFile.model_validate(file) for file in files],
        total_size=sum(file.size for file in files),
        by_link=goes_by_link(files),
    )
