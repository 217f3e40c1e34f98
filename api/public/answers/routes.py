"""GET shows, POST records (R-STF-04). Mail scanners open links too, so opening one never changes anything."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import services
from api.public.answers.showing import CHOICES, show_dead_link, show_outcome, show_question, show_thanks
from api.public.pages import HEADERS
from api.services import Services
from api.titles import preferred_language
from app.core.errors import Invalid, NotFound, TooManyRequests
from app.core.signing import LinkExpired, LinkSigner
from app.files.errors import AttachmentTooLarge
from app.files.limits import read_within
from app.mail.language import as_language
from app.mail.rendering import shared_renderer
from app.staffing.answering import GivenAnswer, Question, answer_by_link, open_question
from app.staffing.errors import AnswerClosed, LinkSuperseded, PageOutdated
from app.staffing.links import PATH, RequestLink, check_nonce, make_nonce, read_link
from app.staffing.mails import Post
from app.staffing.states import Answer

router = APIRouter(include_in_schema=False)
_FORM_LIMIT = 16_384
_ANSWERS: dict[str, Answer] = {"available": "available", "unavailable": "unavailable"}


@dataclass(frozen=True)
class _Visit:
    """One request behind a link."""

    hall: Services
    signer: LinkSigner
    token: str
    now: datetime

    @property
    def action(self) -> str:
        """Where the form goes: back to the link itself."""
        return f"{PATH}/{self.token}"

    def nonce(self, link: RequestLink) -> str:
        """The token that proves that the page was opened."""
        return make_nonce(self.signer, link, now=self.now)


@router.api_route(f"{PATH}/{{token}}", methods=["GET", "HEAD"])
async def show_answer_page(request: Request, token: str) -> Response:
    """The page behind the link, as it stands now; `?a=ja` or `?a=nee` has a choice ready."""
    visit = _visit(request, token)
    try:
        link = read_link(visit.signer, token, now=visit.now)
        question = await _look(visit, link)
    except NotFound as error:
        return _dead(request, error)
    return _present(visit, link, question, CHOICES.get(request.query_params.get("a", "")))


@router.post(f"{PATH}/{{token}}")
async def take_answer(request: Request, token: str) -> Response:
    """Record the answer of the pressed button, then lead back to the page."""
    visit = _visit(request, token)
    try:
        link = read_link(visit.signer, token, now=visit.now)
        form = await _form(request)
        question = await _answer(visit, link, form)
    except NotFound as error:
        return _dead(request, error)
    return question or RedirectResponse(visit.action, status_code=303, headers=HEADERS)


async def _answer(visit: _Visit, link: RequestLink, form: dict[str, str]) -> Response | None:
    """None when the answer was recorded, else the page that says why it was not."""
    answer = _ANSWERS.get(form.get("answer", ""))
    try:
        check_nonce(visit.signer, form.get("nonce", ""), link, now=visit.now)
        if answer is None:
            raise PageOutdated("No button was pressed.", reason="choose_one")
        given = GivenAnswer(answer, form.get("note", ""), form.get("agent", ""), form.get("days"))
        post = Post(shared_renderer(), visit.signer, visit.hall.settings.public_url)
        async with visit.hall.database.tenant(link.provider_id) as session:
            await answer_by_link(session, link, given, post, now=visit.now)
    except AnswerClosed:
        return show_outcome(await _look(visit, link), status=409)
    except (PageOutdated, Invalid, TooManyRequests) as refusal:
        return await _ask_once_more(visit, link, form, refusal)
    await visit.hall.doorbell.ring("work")
    return None


async def _ask_once_more(
    visit: _Visit, link: RequestLink, form: dict[str, str], refusal: PageOutdated | Invalid | TooManyRequests
) -> Response:
    """The question again, with what was typed still in it."""
    question = await _look(visit, link)
    if question.outcome is not None:
        return show_outcome(question, status=409)
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
        action=visit.action,
        nonce=visit.nonce(link),
        choice=_ANSWERS.get(form.get("answer", "")),
        note=form.get("note", "")[:2000],
        notice=notice,
        status=status,
    )


def _present(visit: _Visit, link: RequestLink, question: Question, choice: str | None) -> Response:
    if question.outcome is not None:
        return show_outcome(question)
    if question.given is not None and choice in (None, question.given):
        return show_thanks(question, action=visit.action, nonce=visit.nonce(link))
    return show_question(question, action=visit.action, nonce=visit.nonce(link), choice=choice)


async def _look(visit: _Visit, link: RequestLink) -> Question:
    async with visit.hall.database.tenant(link.provider_id) as session:
        return await open_question(session, link, now=visit.now)


def _visit(request: Request, token: str) -> _Visit:
    hall = services(request)
    return _Visit(hall, LinkSigner(hall.keys), token, hall.clock.now())


def _dead(request: Request, error: NotFound) -> Response:
    language = as_language(preferred_language(request.headers.get("accept-language")))
    if isinstance(error, LinkExpired):
        return show_dead_link("expired", language, status=410)
    if isinstance(error, LinkSuperseded):
        return show_dead_link("superseded", language, status=410)
    return show_dead_link("invalid", language, status=404)


async def _form(request: Request) -> dict[str, str]:
    """The fields of the form, each once; a body that is too large is no form of ours."""
    try:
        body = await read_within(request.stream(), _FORM_LIMIT)
    except AttachmentTooLarge:
        return {}
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    agent = request.headers.get("user-agent", "")
    return {name: values[-1] for name, values in fields.items()} | {"agent": agent}
