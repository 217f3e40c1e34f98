"""GET shows, POST acts (RFC 8058): mail scanners open links too, so opening one never stops a reminder."""

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import services
from api.public.pages import HEADERS, page
from api.public.visits import show_dead_link
from api.titles import preferred_language
from app.core.errors import NotFound
from app.core.signing import LinkExpired, LinkSigner
from app.files.errors import AttachmentTooLarge
from app.files.limits import read_within
from app.mail.language import as_language
from app.reminders.kinds import ReminderKind
from app.reminders.stop_links import PATH, StopLink, read_stop_link
from app.reminders.stopping import Reader, look_up, resume, stop

router = APIRouter(include_in_schema=False)
_FORM_LIMIT = 4096


@router.api_route(f"{PATH}/{{token}}", methods=["GET", "HEAD"])
async def show_stop_page(request: Request, token: str) -> Response:
    """Ask whether the reminders should stop, or say that they have."""
    try:
        return await _page(request, _read(request, token), token)
    except NotFound as error:
        return _dead(request, error)


@router.post(f"{PATH}/{{token}}")
async def act_on_stop_page(request: Request, token: str) -> Response:
    """Stop or resume by the pressed button; a mail program's one click is answered at once (RFC 8058)."""
    hall = services(request)
    form = await _form(request)
    try:
        link = _read(request, token)
        async with hall.database.tenant(link.provider_id) as session:
            act = resume if form.get("act") == "resume" else stop
            await act(session, link, now=hall.clock.now())
        if form.get("List-Unsubscribe") == "One-Click":
            return await _page(request, link, token)
    except NotFound as error:
        return _dead(request, error)
    return RedirectResponse(f"{PATH}/{token}", status_code=303, headers=HEADERS)


def _dead(request: Request, error: NotFound) -> Response:
    language = as_language(preferred_language(request.headers.get("accept-language")))
    return show_dead_link("invalid", language, status=410 if isinstance(error, LinkExpired) else 404)


def _read(request: Request, token: str) -> StopLink:
    hall = services(request)
    return read_stop_link(LinkSigner(hall.keys), token, now=hall.clock.now())


async def _page(request: Request, link: StopLink, token: str) -> Response:
    async with services(request).database.tenant(link.provider_id) as session:
        reader = await look_up(session, link)
    provider = reader.provider
    values = {
        "provider": {"name": provider.name, "email": provider.email, "phone": provider.phone},
        "action": f"{PATH}/{token}",
        "meaning": _meaning(link),
        "reversible": reader.reversible,
    }
    return page(_template(reader), reader.language, values)


def _template(reader: Reader) -> str:
    return "stopped" if reader.stopped else "stop"


def _meaning(link: StopLink) -> str:
    if link.spared.kind is ReminderKind.CUSTOMER_EXPIRY:
        return "stop_customer_expiry"
    return "stop_trainee_expiry" if link.spared.trainee_id else "stop_customer_trainee_expiry"


async def _form(request: Request) -> dict[str, str]:
    """The fields of the form, each once; a body that is too large is no form of ours."""
    try:
        body = await read_within(request.stream(), _FORM_LIMIT)
    except AttachmentTooLarge:
        return {}
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
    return {name: values[-1] for name, values in fields.items()}
