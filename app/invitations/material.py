"""The operator's lesson material with a mailing (R-INV-03): attached, or by link when it is more than a mail may carry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.lesson_material import current_material, find_material
from app.catalog.material_links import MaterialLinks
from app.catalog.models import LessonMaterial
from app.files.limits import ATTACHMENT_LIMIT
from app.invitations.errors import NoLessonMaterial
from app.invitations.roster import CourseDetails
from app.mail.system_mails import FileLink

LINK_LIFE = timedelta(days=30)
"""How long after the course its material can be fetched."""


@dataclass(frozen=True)
class EnclosedMaterial:
    """How the files go along: one of the two is empty."""

    attached: tuple[UUID, ...] = ()
    downloads: tuple[FileLink, ...] = ()


async def chosen_material(session: AsyncSession, course: CourseDetails, *, wanted: bool) -> list[str]:
    """The ids of the files that go along from now on; raises NoLessonMaterial where it is wanted and there is none."""
    if not wanted:
        return []
    files = await current_material(session, course.certified_type_id)
    if not files:
        raise NoLessonMaterial("There is no lesson material for this course.")
    return [str(file.id) for file in files]


def goes_by_link(files: Iterable[LessonMaterial]) -> bool:
    """Whether these are more together than a mail may carry, so that it links to each (R-INV-06)."""
    return sum(file.size for file in files) > ATTACHMENT_LIMIT


async def enclose(
    session: AsyncSession, ids: Sequence[str], links: MaterialLinks | None, *, course: CourseDetails
) -> EnclosedMaterial:
    """Attach these files, or link to them where they go by link."""
    wanted = [UUID(file_id) for file_id in ids]
    found = await find_material(session, wanted)
    files = [found[file_id] for file_id in wanted if file_id in found]
    if not goes_by_link(files):
        return EnclosedMaterial(attached=tuple(file.id for file in files))
    if links is None:
        raise RuntimeError("Lesson material is linked to, and nobody was given to make the links.")
    until = _until(course)
    downloads = (FileLink(file.name, in_megabytes(file.size), links.address(file, expires_at=until)) for file in files)
    return EnclosedMaterial(downloads=tuple(downloads))


def in_megabytes(size: int) -> str:
    """A size as mails show it, rounded up: `2,1 MB`."""
    tenths = -(-size * 10 // 1_048_576)
    return f"{tenths // 10},{tenths % 10} MB"


def _until(course: CourseDetails) -> datetime:
    midnight = datetime.combine(course.last_day, time(), ZoneInfo(course.sender.time_zone))
    return midnight + LINK_LIFE
