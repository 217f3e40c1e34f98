"""The day page of a course: attendance and results, marked by the instructor on a phone, without login and script."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.public.pages import HEADERS, page
from api.public.visits import Visit, dead_link, read_form, visit
from api.uploads import read_upload
from app.core.errors import DomainError, Invalid, NotFound, TooManyRequests
from app.files.acceptance import accept_photo
from app.files.errors import AttachmentTooLarge, FileTypeNotAllowed
from app.files.limits import DOCUMENT_LIMIT
from app.mail.language import as_language
from app.staffing.day_page import DayPage, Marked, Participant, open_day, save_marks
from app.staffing.day_photo import add_photo
from app.staffing.errors import PageOutdated
from app.staffing.own_links import DAY_PATH, DayLink, check_form_nonce, make_form_nonce, read_day_link

router = APIRouter(include_in_schema=False)
_SAID: dict[str, bool | None] = {"y": True, "n": False, "-": None}
_TOLD = ("day_saved", "day_absent", "photo_added")
_REFUSED: dict[type[DomainError], tuple[str, int]] = {
    PageOutdated: ("press_again_own", 409),
    Invalid: ("photo_missing", 400),
    AttachmentTooLarge: ("photo_too_large", 413),
    FileTypeNotAllowed: ("photo_type", 415),
    TooManyRequests: ("photo_enough", 429),
}
"""Why a photo was not taken: the words for it, and the status."""


@router.api_route(f"{DAY_PATH}/{{token}}", methods=["GET", "HEAD"])
async def show_day_page(request: Request, token: str) -> Response:
    """The list as it stands; `?dag=2027-03-01` names the day of a longer course."""
    here = visit(request, DAY_PATH, token)
    try:
        link = read_day_link(here.signer, token, now=here.now)
        async with here.hall.database.tenant(link.provider_id) as session:
            shown = await open_day(session, link, _day(request.query_params.get("dag", "")), now=here.now)
    except NotFound as error:
        return dead_link(here, error)
    told = request.query_params.get("gedaan", "")
    return _show(here, link, shown, notice=told if told in _TOLD else None)


@router.post(f"{DAY_PATH}/{{token}}")
async def save_day_page(request: Request, token: str) -> Response:
    """Save what was changed on the page, and nothing else: what the planner marked meanwhile stays."""
    here = visit(request, DAY_PATH, token)
    try:
        link = read_day_link(here.signer, token, now=here.now)
        form = await read_form(request)
        async with here.hall.database.tenant(link.provider_id) as session:
            shown = await open_day(session, link, _day(form.get("dag", "")), now=here.now)
            check_form_nonce(here.signer, form.get("nonce", ""), _ids(link), now=here.now)
            marked = _marked(form, shown)
            await save_marks(session, link, shown.day, marked, now=here.now)
            after = await open_day(session, link, shown.day, now=here.now)
    except NotFound as error:
        return dead_link(here, error)
    except PageOutdated:
        return _show(here, link, shown, notice="press_again_own", status=409)
    except DomainError:
        return _show(here, link, shown, notice="day_closed", status=409)
    told = "day_saved" if _all_passed_as_wished(marked, after) else "day_absent"
    return RedirectResponse(f"{here.action}?dag={shown.day}&gedaan={told}", status_code=303, headers=HEADERS)


@router.post(f"{DAY_PATH}/{{token}}/foto")
async def add_day_photo(request: Request, token: str) -> Response:
    """Keep a photo of the signed attendance list with the course, and lead back to the page."""
    here = visit(request, DAY_PATH, token)
    try:
        link = read_day_link(here.signer, token, now=here.now)
        async with here.hall.database.tenant(link.provider_id) as session:
            shown = await open_day(session, link, None, now=here.now)
    except NotFound as error:
        return dead_link(here, error)
    try:
        upload = await read_upload(request, DOCUMENT_LIMIT)
        check_form_nonce(here.signer, upload.fields.get("nonce", ""), _ids(link), now=here.now)
        if not upload.content:
            raise Invalid.at("/file", "required", "Choose a photo first.")
        photo, language = accept_photo(upload.content, upload.name), as_language(here.language)
        async with here.hall.database.tenant(link.provider_id) as session:
            await add_photo(session, here.hall.storage, link, photo, language, now=here.now)
    except DomainError as refusal:
        notice, status = _REFUSED.get(type(refusal), ("day_closed", 409))
        return _show(here, link, shown, notice=notice, status=status)
    day = _day(upload.fields.get("dag", "")) or shown.day
    return RedirectResponse(f"{here.action}?dag={day}&gedaan=photo_added", status_code=303, headers=HEADERS)


def _show(here: Visit, link: DayLink, shown: DayPage, *, notice: str | None, status: int = 200) -> Response:
    course, provider = shown.course, shown.course.provider
    values: dict[str, Any] = {
        "provider": {"name": provider.name, "email": provider.email, "phone": provider.phone},
        "course": {"type": course.type_name, "days": course.days},
        "teacher": shown.teacher,
        "day": shown.day,
        "people": [
            {"key": _key(each), "name": each.name, "present": each.present, "passed": each.passed}
            for each in shown.participants
        ],
        "may_mark": shown.may_mark,
        "may_add": shown.may_add,
        "notice": notice,
        "action": here.action,
        "nonce": make_form_nonce(here.signer, _ids(link), now=here.now),
    }
    return page("day", as_language(here.language), values, status=status)


def _marked(form: dict[str, str], shown: DayPage) -> Marked:
    """What the person changed: a field carries the mark that he saw, and counts when another one was chosen."""
    by_key = {_key(each): each.enrolment_id for each in shown.participants}
    changed: dict[str, dict[UUID, bool | None]] = {"p": {}, "r": {}}
    for name, value in form.items():
        field, _, seen = name.partition(".")
        enrolment_id = by_key.get(field[1:])
        if field[:1] in changed and enrolment_id and value in _SAID and value != seen:
            changed[field[:1]][enrolment_id] = _SAID[value]
    act = form.get("act", "")
    if act == "all_present":
        changed["p"] = dict.fromkeys(by_key.values(), True)
    if act == "all_passed":
        changed["r"] = dict.fromkeys(
            (each.enrolment_id for each in shown.participants if _may_pass(each, changed)), True
        )
    return Marked(changed["p"], changed["r"])


def _may_pass(person: Participant, changed: dict[str, dict[UUID, bool | None]]) -> bool:
    return changed["p"].get(person.enrolment_id, person.present) is True


def _all_passed_as_wished(marked: Marked, after: DayPage) -> bool:
    passed = {each.enrolment_id: each.passed for each in after.participants}
    return all(passed[each] is said for each, said in marked.passed.items())


def _key(person: Participant) -> str:
    """A short name for a person within one list: the random end of the id."""
    return person.enrolment_id.hex[-10:]


def _ids(link: DayLink) -> tuple[UUID, ...]:
    return (link.provider_id, link.course_id, link.instructor_id)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
