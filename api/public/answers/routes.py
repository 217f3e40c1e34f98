"""GET shows, POST records (R-STF-04). Mail scanners open links too, so opening one never changes anything."""

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.public.answers.showing import (
    CHOICES,
    show_mailed,
    show_outcome,
    show_question,
    show_thanks,
)
from api.public.pages import HEADERS
from api.public.visits import Visit, dead_link, read_form, visit
from app.core.errors import Invalid, NotFound, TooManyRequests
from app.staffing.answering import GivenAnswer, Question, answer_by_link, open_question, own_clashes
from app.staffing.errors import AnswerClosed, PageOutdated
from app.staffing.introducing import mail_own_page
from app.staffing.links import PATH, RequestLink, check_nonce, make_nonce, read_link
from app.staffing.mails import calendar_entry
from app.staffing.states import Answer

router = APIRouter(include_in_schema=False)
_ANSWERS: dict[str, Answer] = {"available": "available", "unavailable": "unavailable"}


@router.api_route(f"{PATH}/{{token}}", methods=["GET", "HEAD"])
async def show_answer_page(request: Request, token: str) -> Response:
    """The page behind the link, as it stands now; `?a=ja` or `?a=nee` has a choice ready."""
    here = visit(request, PATH, token)
    try:
        link = read_link(here.signer, token, now=here.now)
        question = await _look(here, link)
        return await _present(here, link, question, CHOICES.get(request.query_params.get("a", "")))
    except NotFound as error:
        return dead_link(here, error)


@router.post(f"{PATH}/{{token}}")
async def take_answer(request: Request, token: str) -> Response:
    """Record the answer of the pressed button, then lead back to the page."""
    here = visit(request, PATH, token)
    try:
        link = read_link(here.signer, token, now=here.now)
        form = await read_form(request) | {"agent": request.headers.get("user-agent", "")}
        question = await _answer(here, link, form)
    except NotFound as error:
        return dead_link(here, error)
    return question or RedirectResponse(here.action, status_code=303, headers=HEADERS)


@router.api_route(f"{PATH}/{{token}}/agenda.ics", methods=["GET", "HEAD"])
async def give_calendar_entry(request: Request, token: str) -> Response:
    """The course as a calendar file: tentative for who said yes, firm for who was chosen."""
    here = visit(request, PATH, token)
    try:
        question = await _look(here, read_link(here.signer, token, now=here.now))
    except NotFound as error:
        return dead_link(here, error)
    body = calendar_entry(question.course, is_firm=question.outcome == "confirmed", now=here.now)
    named = {"Content-Disposition": 'attachment; filename="cursus.ics"'}
    return Response(body, media_type="text/calendar", headers=HEADERS | named)


@router.post(f"{PATH}/{{token}}/pagina")
async def send_own_page(request: Request, token: str) -> Response:
    """Mail the link to the instructor's own page to his own address; whoever holds this link learns nothing by it."""
    here = visit(request, PATH, token)
    try:
        link = read_link(here.signer, token, now=here.now)
        question = await _look(here, link)
        form = await read_form(request)
        check_nonce(here.signer, form.get("nonce", ""), link, now=here.now)
        async with here.hall.database.tenant(link.provider_id) as session:
            await mail_own_page(session, question.course, question.instructor, here.post, now=here.now)
    except PageOutdated:
        return RedirectResponse(here.action, status_code=303, headers=HEADERS)
    except NotFound as error:
        return dead_link(here, error)
    await here.hall.doorbell.ring("work")
    return show_mailed(question)


async def _answer(here: Visit, link: RequestLink, form: dict[str, str]) -> Response | None:
    """None when the answer was recorded, else the page that says why it was not."""
    answer = _ANSWERS.get(form.get("answer", ""))
    try:
        check_nonce(here.signer, form.get("nonce", ""), link, now=here.now)
        if answer is None:
            raise PageOutdated("No button was pressed.", reason="choose_one")
        given = GivenAnswer(answer, form.get("note", ""), form.get("agent", ""), form.get("days"), _seen(form))
        async with here.hall.database.tenant(link.provider_id) as session:
            await answer_by_link(session, link, given, here.post, now=here.now)
    except AnswerClosed:
        return show_outcome(here, await _look(here, link), nonce=_nonce(here, link), status=409)
    except (PageOutdated, Invalid, TooManyRequests) as refusal:
        return await _ask_once_more(here, link, form, refusal)
    await here.hall.doorbell.ring("work")
    return None


async def _ask_once_more(
    here: Visit, link: RequestLink, form: dict[str, str], refusal: PageOutdated | Invalid | TooManyRequests
) -> Response:
    """The question again, with what was typed still in it."""
    question = await _look(here, link)
    if question.outcome is not None:
        return show_outcome(here, question, nonce=_nonce(here, link), status=409)
    status: Literal[400, 409, 429] = 409
    notice = "press_again"
    if isinstance(refusal, PageOutdated):
        notice = refusal.params["reason"]
    elif isinstance(refusal, Invalid):
        status, notice = 400, "note_too_long"
    else:
        status, notice = 429, "too_many"
    return show_question(
        question,
        action=here.action,
        nonce=_nonce(here, link),
        choice=_ANSWERS.get(form.get("answer", "")),
        note=form.get("note", "")[:2000],
        notice=notice,
        status=status,
    )


async def _present(here: Visit, link: RequestLink, question: Question, choice: str | None) -> Response:
    nonce = _nonce(here, link)
    if question.outcome is not None:
        return show_outcome(here, question, nonce=nonce)
    if question.given is not None and choice in (None, question.given):
        return show_thanks(question, action=here.action, nonce=nonce)
    async with here.hall.database.tenant(link.provider_id) as session:
        clashes = await own_clashes(session, question)
    notice = "contradicted" if question.contradicted else None
    return show_question(question, action=here.action, nonce=nonce, choice=choice, clashes=clashes, notice=notice)


async def _look(here: Visit, link: RequestLink) -> Question:
    async with here.hall.database.tenant(link.provider_id) as session:
        return await open_question(session, link, now=here.now)


def _nonce(here: Visit, link: RequestLink) -> str:
    """The token that proves that the page was opened."""
    return make_nonce(here.signer, link, now=here.now)


def _seen(form: dict[str, str]) -> int:
    """How many answers there were when the page was made; none for what does not say so."""
    text = form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
