"""Who is let in: the link must be genuine and its reader there, and the browser must hold the pass that a code gives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from fastapi import Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from api.public.visits import Visit, visit
from app.core.clock import local_date
from app.providers.settings import get_provider
from app.visiting.links import PASS_LIFE, PATH, PageLink, has_pass, make_pass, read_page_link
from app.visiting.readers import Reader, look_up

_COOKIE = "cbot_page"


@dataclass(frozen=True)
class Guest:
    """A request on somebody's own page."""

    here: Visit
    session: AsyncSession
    link: PageLink
    reader: Reader
    today: date
    is_in: bool
    """The browser was let in by a code."""


@asynccontextmanager
async def received(request: Request, token: str) -> AsyncIterator[Guest]:
    """The guest of a request, in a transaction of the provider; raises LinkInvalid, LinkExpired or VisitOver."""
    here = visit(request, PATH, token)
    link = read_page_link(here.signer, token, now=here.now)
    async with here.hall.database.tenant(link.provider_id) as session:
        today = local_date(here.now, (await get_provider(session)).time_zone)
        reader = await look_up(session, link, today=today)
        shown = request.cookies.get(_COOKIE, "")
        yield Guest(here, session, link, reader, today, has_pass(here.signer, shown, link, now=here.now))


def let_in(guest: Guest, response: Response) -> None:
    """Hand the browser its pass, for these pages only."""
    secure = guest.here.hall.settings.secure_cookies
    made = make_pass(guest.here.signer, guest.link, now=guest.here.now)
    response.set_cookie(
        _COOKIE,
        made,
        max_age=int(PASS_LIFE.total_seconds()),
        path=PATH,
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def show_out(guest: Guest, response: Response) -> None:
    """Take the pass back."""
    secure = guest.here.hall.settings.secure_cookies
    response.delete_cookie(_COOKIE, path=PATH, httponly=True, secure=secure, samesite="lax")
