"""Moving a course to another date (R-CRS-10): all its days as one, with the checks of any change."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import Invalid
from app.courses.booking import rewrite
from app.courses.dates import shifted
from app.courses.desk import Desk
from app.courses.draft import draft_of
from app.courses.loading import take_course
from app.courses.models import Course
from app.courses.states import Action, require


async def move(
    session: AsyncSession,
    course_id: UUID,
    to: date | timedelta,
    desk: Desk,
    *,
    accept_double_booking: bool = False,
) -> Course:
    """Put the first day on another date, or so much later (or earlier), and the other days as far behind it as they were.

    Instructors move along: they are booked on the new days and free on the old ones. The calendar sequence goes up, and
    staffing answers count as answers for the old date from then on. Raises CourseNotFound, ActionNotAllowed, InstructorBusy
    unless double booking is accepted (R-CRS-05), and Invalid, also for an instructor who does not hold the qualification on
    the new days (R-CRT-02).
    """
    course = await take_course(session, course_id)
    require(course, Action.MOVE, desk.today)
    pointer = "/firstDay" if isinstance(to, date) else "/byDays"
    first_day = to if isinstance(to, date) else course.first_day + to
    if first_day == course.first_day:
        raise Invalid.at(pointer, "same_date", "The course is on this date already.")
    days = shifted(draft_of(course).days, first_day, pointer=pointer)
    return await rewrite(session, course, {"days": days}, desk, accept_double_booking=accept_double_booking)
