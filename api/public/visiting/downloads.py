"""What a visitor takes along: a certificate, all of them in one zip, a course for the calendar."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.downloads import file_response
from api.public.pages import HEADERS
from api.public.visiting.letting_in import Guest, received
from api.public.visiting.routes import dead
from api.public.visiting.showing import show_door
from app.certificates.errors import CertificateNotFound
from app.core.errors import Conflict, NotFound
from app.core.signing import LinkInvalid
from app.documents.certificate import certificate_name, render_certificate
from app.documents.certificate_sheets import certificate_sheets, letterhead
from app.files.bundling import Bundle
from app.files.kinds import PDF
from app.mail.calendar import CourseEvents, published_calendar
from app.visiting.links import PATH
from app.visiting.overview import certificates_of, courses_ahead, is_own

router = APIRouter(include_in_schema=False)


@router.get(f"{PATH}/{{token}}/certificaten.zip")
async def fetch_all(request: Request, token: str) -> Response:
    """Every certificate in force that was issued here, at most a hundred: the newest."""
    try:
        async with received(request, token) as guest:
            return await _all(guest) if guest.is_in else show_door(guest, sent=False, status=403)
    except NotFound as error:
        return dead(request, token, error)


@router.get(f"{PATH}/{{token}}/certificaat/{{certificate_id}}")
async def fetch_one(request: Request, token: str, certificate_id: UUID) -> Response:
    """One certificate as PDF; only of the visitor or the visitor's people."""
    try:
        async with received(request, token) as guest:
            return await _one(guest, certificate_id) if guest.is_in else show_door(guest, sent=False, status=403)
    except (NotFound, Conflict) as error:
        return dead(request, token, LinkInvalid(str(error)) if isinstance(error, Conflict) else error)


@router.get(f"{PATH}/{{token}}/cursus/{{course_id}}.ics")
async def fetch_course(request: Request, token: str, course_id: UUID) -> Response:
    """A course to come for the visitor's calendar."""
    try:
        async with received(request, token) as guest:
            return await _course(guest, course_id) if guest.is_in else show_door(guest, sent=False, status=403)
    except NotFound as error:
        return dead(request, token, error)


async def _all(guest: Guest) -> Response:
    held = await certificates_of(guest.session, guest.reader, guest.today)
    ids = [each.id for each in held if each.printable]
    if not ids:
        raise CertificateNotFound("There is no certificate.")
    hall = guest.here.hall
    head = await letterhead(guest.session, hall.storage, hall.settings.public_url)
    bundle = Bundle(guest.here.now)
    for sheet in await certificate_sheets(guest.session, ids, head):
        bundle.add(certificate_name(sheet).removesuffix(".pdf"), "pdf", await render_certificate(sheet))
    made = bundle.close("certificaten")
    return _safe(file_response(made.content, made.name, made.kind.content_type))


async def _one(guest: Guest, certificate_id: UUID) -> Response:
    if not await is_own(guest.session, guest.reader, certificate_id, guest.today):
        raise CertificateNotFound("There is no such certificate.")
    hall = guest.here.hall
    head = await letterhead(guest.session, hall.storage, hall.settings.public_url)
    [sheet] = await certificate_sheets(guest.session, [certificate_id], head)
    return _safe(file_response(await render_certificate(sheet), certificate_name(sheet), PDF.content_type))


async def _course(guest: Guest, course_id: UUID) -> Response:
    for course in await courses_ahead(guest.session, guest.reader, guest.today):
        if course.id == course_id and course.days:
            provider = guest.reader.provider
            events = CourseEvents(
                course_id=course.id,
                sequence=course.sequence,
                title=course.type_name,
                location=course.location,
                description=provider.name,
                days=course.days,
                time_zone=provider.time_zone,
            )
            status = "TENTATIVE" if course.waiting else "CONFIRMED"
            body = published_calendar([(events, status)], name=course.type_name, now=guest.here.now)
            named = {"Content-Disposition": 'attachment; filename="cursus.ics"'}
            return Response(body, media_type="text/calendar", headers=HEADERS | named)
    raise LinkInvalid("There is no such course.")


def _safe(answer: Response) -> Response:
    answer.headers.update(HEADERS)
    return answer
