"""Moving trainees from one course to another (R-CRS-08): all of them or none, and nobody loses a place on the way."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.errors import Invalid
from app.courses.desk import Desk
from app.courses.enrolling import CustomerOf, enrol, get_enrolment
from app.courses.loading import course_lock, take_bare_course
from app.courses.models import Enrolment
from app.courses.states import Action, require
from app.events.audit import record
from app.events.changes import announce


async def transfer(
    session: AsyncSession,
    course_id: UUID,
    enrolment_ids: Sequence[UUID],
    to_course_id: UUID,
    desk: Desk,
    *,
    accept_waiting_list: bool = False,
) -> list[Enrolment]:
    """Enrol these trainees in another course, with the customer of their enrolment, and take them out of this one.

    Marks and invitations belong to the course that they leave. Raises CourseNotFound, EnrolmentNotFound, ActionNotAllowed,
    WhiteLabelCourse, AlreadyEnrolled, and CourseFull unless the waiting list was accepted.
    """
    if to_course_id == course_id:
        raise Invalid.at("/courseId", "same_course", "The trainees are in this course already.")
    await lock(session, [course_lock(course_id), course_lock(to_course_id)])
    course = await take_bare_course(session, course_id)
    leaving = [await get_enrolment(session, course_id, each) for each in dict.fromkeys(enrolment_ids)]
    require(course, Action.ENROL, desk.today)
    arrived = [
        await enrol(
            session,
            to_course_id,
            each.trainee_id,
            desk,
            customer=CustomerOf(own=False, id=each.customer_id),
            accept_waiting_list=accept_waiting_list,
        )
        for each in leaving
    ]
    for each in leaving:
        await session.delete(each)
    await session.flush()
    changes = {"trainees": [each.trainee_id for each in leaving], "to_course": to_course_id}
    await record(session, desk.actor, "enrolment.transferred", "course", course_id, now=desk.now, changes=changes)
    await announce(session, "enrolments", course_id)
    return arrived
