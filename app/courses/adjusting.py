"""Changing one enrolment: its place, its customer, its marks, together or one by one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.courses.desk import Desk
from app.courses.enrolling import assign_customer, get_enrolment, give_place
from app.courses.loading import take_bare_course
from app.courses.marking import Mark, mark_one
from app.courses.models import Enrolment


@dataclass(frozen=True)
class Adjustment:
    """What is to change of an enrolment."""

    mark: Mark
    give_place: bool = False
    """From the waiting list to a place (R-CRS-08)."""
    link_customer: bool = False
    customer_id: UUID | None = None


async def adjust(
    session: AsyncSession, course_id: UUID, enrolment_id: UUID, wanted: Adjustment, desk: Desk, *, version: int
) -> Enrolment:
    """Change an enrolment that the caller saw as `version`.

    Raises CourseNotFound, EnrolmentNotFound, PreconditionFailed, and what each of the changes raises.
    """
    await take_bare_course(session, course_id)
    enrolment = await get_enrolment(session, course_id, enrolment_id, version)
    if wanted.give_place:
        enrolment = await give_place(session, course_id, enrolment_id, desk)
    if wanted.link_customer:
        [enrolment] = await assign_customer(session, course_id, [enrolment_id], wanted.customer_id, desk)
    if wanted.mark.given:
        enrolment = await mark_one(session, course_id, enrolment_id, wanted.mark, desk)
    return enrolment
