"""The photo of the signed attendance list, which the teacher adds on the day page (R-EXT-04)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import TooManyRequests
from app.courses.documents import add_file
from app.courses.loading import take_course
from app.courses.models import Course, CourseDocument
from app.courses.states import Action, require
from app.files.acceptance import AcceptedFile
from app.files.keeping import keep_file
from app.files.storage import FileStore
from app.mail.language import Language
from app.staffing.day_page import desk_of_teacher, open_day
from app.staffing.own_links import DayLink

MAX_PHOTOS = 10
_LABELS: dict[Language, str] = {"nl": "Presentielijst", "en": "Attendance list"}


async def add_photo(
    session: AsyncSession, storage: FileStore, link: DayLink, photo: AcceptedFile, language: Language, *, now: datetime
) -> None:
    """Keep the photo with the course: where the checklist asks for the attendance list, and beside it when one is there.

    Raises what `open_day` raises, ActionNotAllowed, and TooManyRequests after MAX_PHOTOS of them.
    """
    desk = desk_of_teacher(await open_day(session, link, None, now=now), link, now)
    course = await take_course(session, link.course_id)
    require(course, Action.UPLOAD, desk.today)
    if len(_photos(course)) >= MAX_PHOTOS:
        raise TooManyRequests("There are many photos of this list already.")
    wanted = next((each for each in course.documents if each.kind == "attendance_list" and not each.file_id), None)
    stored = await keep_file(session, storage, photo, created_by=None, now=now)
    place = wanted.id if wanted else None
    await add_file(session, course.id, stored, desk, document_id=place, label=_LABELS[language])


def _photos(course: Course) -> list[CourseDocument]:
    return [each for each in course.documents if each.kind == "file" and each.label in _LABELS.values()]
