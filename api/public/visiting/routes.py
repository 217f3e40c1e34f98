"""Opening the page changes nothing; its buttons ask for a code, let in, show out, and tell the provider something."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.public.pages import HEADERS
from api.public.visiting.letting_in import Guest, let_in, received, show_out
from api.public.visiting.showing import LONGEST_TEXT, show_door, show_own
from api.public.visits import dead_link, read_form, show_dead_link, visit
from app.core.errors import NotFound
from app.core.signing import LinkExpired
from app.core.values import contains_bsn
from app.mail.rendering import shared_renderer
from app.visiting.codes import check_code, mail_code
from app.visiting.errors import PressAgain, TooManyCodes, VisitOver
from app.visiting.letters import Wish, tell_provider
from app.visiting.links import PATH, check_form_nonce
from app.visiting.overview import person_of

router = APIRouter(include_in_schema=False)
_TOLD = ("visit_told_correction", "visit_told_course")


@router.api_route(f"{PATH}/{{token}}", methods=["GET", "HEAD"])
async def show_page(request: Request, token: str) -> Response:
    """The door, or the page for who was let in."""
    try:
        async with received(request, token) as guest:
            if not guest.is_in:
                return show_door(guest, sent=request.query_params.get("stap") == "code")
            told = request.query_params.get("gedaan", "")
            number = _number(request.query_params.get("pagina", ""))
            return await show_own(guest, number=number, notice=told if told in _TOLD else None)
    except NotFound as error:
        return dead(request, token, error)


@router.post(f"{PATH}/{{token}}")
async def press_button(request: Request, token: str) -> Response:
    """Do what the pressed button says, then lead back to the page."""
    try:
        form = await read_form(request)
        async with received(request, token) as guest:
            return await _act(guest, form)
    except NotFound as error:
        return dead(request, token, error)


def dead(request: Request, token: str, error: NotFound) -> Response:
    """Says why a link does not work, without a word about what it was for."""
    here = visit(request, PATH, token)
    if isinstance(error, VisitOver | LinkExpired):
        return show_dead_link("visit_over", here.language, status=410)
    return dead_link(here, error)


async def _act(guest: Guest, form: dict[str, str]) -> Response:
    act = form.get("act", "")
    if act == "code":
        return await _ask_code(guest)
    if act == "enter":
        return await _enter(guest, form.get("code", ""))
    if not guest.is_in:
        return show_door(guest, sent=False, notice="visit_again", status=403)
    if act == "leave":
        answer = RedirectResponse(guest.here.action, status_code=303, headers=HEADERS)
        show_out(guest, answer)
        return answer
    return await _tell(guest, form)


async def _ask_code(guest: Guest) -> Response:
    try:
        await mail_code(guest.session, guest.reader, shared_renderer(), now=guest.here.now)
    except TooManyCodes:
        return show_door(guest, sent=True, notice="visit_too_many", status=429)
    return RedirectResponse(f"{guest.here.action}?stap=code", status_code=303, headers=HEADERS)


async def _enter(guest: Guest, code: str) -> Response:
    if not await check_code(guest.session, guest.reader, code[:40], now=guest.here.now):
        return show_door(guest, sent=True, notice="visit_code_wrong", status=403)
    answer = RedirectResponse(guest.here.action, status_code=303, headers=HEADERS)
    let_in(guest, answer)
    return answer


async def _tell(guest: Guest, form: dict[str, str]) -> Response:
    text = form.get("text", "").strip()
    try:
        check_form_nonce(guest.here.signer, form.get("nonce", ""), guest.link, now=guest.here.now)
    except PressAgain:
        return await show_own(guest, notice="visit_press_again", typed=text, status=409)
    wish = await _wish(guest, form.get("act", ""), text, form.get("about", ""))
    if wish is None:
        return await show_own(guest, notice="visit_text_wrong", typed=text, status=400)
    await tell_provider(guest.session, guest.reader, shared_renderer(), wish, now=guest.here.now)
    return RedirectResponse(f"{guest.here.action}?gedaan=visit_told_{wish.kind}", status_code=303, headers=HEADERS)


async def _wish(guest: Guest, act: str, text: str, about: str) -> Wish | None:
    """What the visitor wants; None for a text that is empty, too long or holds a citizen service number."""
    if not text or len(text) > LONGEST_TEXT or contains_bsn(text) or act not in ("correction", "course"):
        return None
    if act == "course":
        return Wish("course", text)
    if guest.link.kind == "trainee":
        return Wish("correction", text)
    person = await person_of(guest.session, guest.reader, _id(about))
    return Wish("correction", text, person) if person else None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 10_000 else 1
