"""Asking for the link by mail, for who has no mail with it: the answer is the same whether the address is known or not."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.background import BackgroundTask

from api.public.pages import HEADERS, page
from api.public.visits import Visit, read_form, visit
from app.accounts.errors import TooManyAttempts
from app.accounts.login import note_attempt
from app.core.clock import local_date
from app.core.values import Unusable, email_address
from app.mail.rendering import shared_renderer
from app.providers.settings import get_provider
from app.visiting.errors import VisitOver
from app.visiting.letters import mail_link
from app.visiting.links import PATH, page_link
from app.visiting.readers import look_up, readers_at

router = APIRouter(include_in_schema=False)


@router.api_route(PATH, methods=["GET", "HEAD"])
async def show_asking(request: Request) -> Response:
    """A field for an e-mail address."""
    sent = request.query_params.get("gedaan") == "link"
    return _page(request, sent=sent)


@router.post(PATH)
async def ask(request: Request) -> Response:
    """Mail the link to everybody who has this address, once an hour at most: the answer is the same, and comes first."""
    here = visit(request, PATH, "")
    typed = (await read_form(request)).get("email", "")[:254]
    try:
        email = email_address(typed)
        address = request.client.host if request.client else ""
        await note_attempt(here.hall.database, f"page:{email}", address, here.now)
    except Unusable:
        return _page(request, sent=False, wrong=typed, status=400)
    except TooManyAttempts:
        return _page(request, sent=False, too_many=True, status=429)
    return RedirectResponse(
        f"{PATH}?gedaan=link", status_code=303, headers=HEADERS, background=BackgroundTask(_mail_links, here, email)
    )


async def _mail_links(here: Visit, email: str) -> None:
    async with here.hall.database.platform() as session:
        found = await readers_at(session, email)
    for kind, provider_id, reader_id in found:
        async with here.hall.database.tenant(provider_id) as session:
            today = local_date(here.now, (await get_provider(session)).time_zone)
            try:
                reader = await look_up(session, page_link(kind, provider_id, reader_id, email), today=today)
            except VisitOver:
                continue
            base_url = here.hall.settings.public_url
            await mail_link(session, reader, shared_renderer(), here.signer, base_url, now=here.now)
    await here.hall.doorbell.ring("work")


def _page(
    request: Request, *, sent: bool, wrong: str | None = None, too_many: bool = False, status: int = 200
) -> Response:
    language = visit(request, PATH, "").language
    values = {"provider": None, "action": PATH, "sent": sent, "wrong": wrong, "too_many": too_many}
    return page("visit_ask", language, values, status=status)
