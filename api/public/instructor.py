"""The instructor's own page: bookings, open questions, days off, calendar feed, consent. No login and no script."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from api.public.pages import HEADERS, page
from api.public.visits import Visit, dead_link, read_form, visit
from app.core.clock import local_date
from app.core.errors import Invalid, NotFound
from app.core.signing import LinkInvalid
from app.instructors import himself
from app.instructors.errors import InstructorUnknown
from app.instructors.himself import Profile
from app.mail.language import as_language
from app.staffing.agenda import KEPT_BACK, Booking, agenda_calendar, open_questions, read_agenda
from app.staffing.errors import LinkSuperseded, PageOutdated
from app.staffing.own_links import (
    DAY_LIFE,
    FEED_PATH,
    OWN_PATH,
    DayLink,
    OwnLink,
    check_form_nonce,
    make_day_link,
    make_form_nonce,
    read_own_link,
)

router = APIRouter(include_in_schema=False)
HOME_ZONE = "Europe/Amsterdam"
"""Where an instructor's days begin and end; he has no provider whose zone could say it."""
_GOOD = ("own_away_added", "own_away_removed", "own_address_saved", "own_feed_revoked")
_SHOWN_BOOKINGS = 40


@router.api_route(f"{OWN_PATH}/{{token}}", methods=["GET", "HEAD"])
async def show_own_page(request: Request, token: str) -> Response:
    """The page as it stands; opening it changes nothing."""
    here = visit(request, OWN_PATH, token)
    try:
        link = read_own_link(here.signer, token, now=here.now)
        async with here.hall.database.instructor(link.instructor_id) as session:
            told = request.query_params.get("gedaan", "")
            return await _show(session, here, link, notice=told if told in _GOOD else None)
    except NotFound as error:
        return dead_link(here, error)


@router.post(f"{OWN_PATH}/{{token}}")
async def change_own_page(request: Request, token: str) -> Response:
    """Do what the pressed button says, then lead back to the page."""
    here = visit(request, OWN_PATH, token)
    try:
        link = read_own_link(here.signer, token, now=here.now)
        form = await read_form(request)
        async with here.hall.database.instructor(link.instructor_id) as session:
            await _profile(session, here, link)
            return await _change(session, here, link, form)
    except NotFound as error:
        return dead_link(here, error)


@router.api_route(f"{FEED_PATH}/{{name}}", methods=["GET", "HEAD"])
async def give_feed(request: Request, name: str) -> Response:
    """The calendar feed: the bookings from three months back, for whoever knows the secret (R-INS-03)."""
    here = visit(request, FEED_PATH, name)
    async with here.hall.database.platform() as session:
        owner = await himself.feed_owner(session, name.removesuffix(".ics"))
    if owner is None:
        return dead_link(here, LinkInvalid("There is no such feed."))
    async with here.hall.database.instructor(owner) as session:
        profile = await himself.read_profile(session, owner, today=_today(here))
        bookings = await read_agenda(session, _today(here) - KEPT_BACK)
    body = agenda_calendar(bookings, language=as_language(profile.locale), now=here.now)
    return Response(body, media_type="text/calendar", headers=HEADERS)


async def _change(session: AsyncSession, here: Visit, link: OwnLink, form: dict[str, str]) -> Response:
    try:
        check_form_nonce(here.signer, form.get("nonce", ""), (link.instructor_id,), now=here.now)
        done = await _act(session, here, link, form)
    except PageOutdated:
        return await _show(session, here, link, notice="press_again_own", typed=form, status=409)
    except Invalid:
        return await _show(session, here, link, notice="own_away_wrong", typed=form, status=400)
    if done.startswith("http"):
        return await _show(session, here, link, feed_url=done)
    return RedirectResponse(f"{here.action}?gedaan={done}", status_code=303, headers=HEADERS)


async def _act(session: AsyncSession, here: Visit, link: OwnLink, form: dict[str, str]) -> str:
    """Do it, and say which sentence tells of it; for a new feed its address."""
    person, act = link.instructor_id, form.get("act", "")
    if act == "away_add":
        first = _day(form.get("first", ""))
        last = _day(form.get("last", "")) if form.get("last", "").strip() else first
        await himself.add_away(session, person, first, last, today=_today(here))
        return "own_away_added"
    if act == "away_remove":
        await himself.remove_away(session, person, _day(form.get("day", "")))
        return "own_away_removed"
    if act in ("address_show", "address_hide"):
        await himself.show_address(session, person, visible=act == "address_show")
        return "own_address_saved"
    if act == "feed_revoke":
        await himself.revoke_feed(session, person, now=here.now)
        return "own_feed_revoked"
    if act == "feed_make":
        token = await himself.make_feed(session, person, now=here.now)
        return f"{here.hall.settings.public_url}{FEED_PATH}/{token}.ics"
    raise PageOutdated("No button was pressed.", reason="press_again")


async def _show(
    session: AsyncSession,
    here: Visit,
    link: OwnLink,
    *,
    notice: str | None = None,
    feed_url: str | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    profile = await _profile(session, here, link)
    questions = await open_questions(session, here.signer, "", now=here.now)
    bookings = await read_agenda(session, _today(here) - DAY_LIFE)
    values: dict[str, Any] = {
        "provider": None,
        "course": None,
        "name": profile.name,
        "email": profile.email,
        "email_visible": profile.email_visible,
        "qualifications": profile.qualifications,
        "away": profile.away,
        "feed_since": local_date(profile.feed_since, HOME_ZONE) if profile.feed_since else None,
        "questions": questions,
        "bookings": [_booking(here, link, each) for each in bookings if _is_shown(here, each)][:_SHOWN_BOOKINGS],
        "notice": notice,
        "good": _GOOD,
        "feed_url": feed_url,
        "typed": {name: (typed or {}).get(name, "")[:10] for name in ("first", "last")},
        "action": here.action,
        "nonce": make_form_nonce(here.signer, (link.instructor_id,), now=here.now),
    }
    return page("own", as_language(profile.locale), values, status=status)


async def _profile(session: AsyncSession, here: Visit, link: OwnLink) -> Profile:
    """The instructor behind the link; raises LinkSuperseded when his links were renewed, LinkInvalid when he is gone."""
    try:
        profile = await himself.read_profile(session, link.instructor_id, today=_today(here))
    except InstructorUnknown as error:
        raise LinkInvalid("The instructor is not known any more.") from error
    if profile.page_generation != link.generation:
        raise LinkSuperseded("There is a later link.")
    return profile


def _is_shown(here: Visit, booking: Booking) -> bool:
    """What is ahead, and what is past as long as its day page can be filled in."""
    return booking.over_at > here.now or not booking.is_off


def _booking(here: Visit, link: OwnLink, booking: Booking) -> dict[str, Any]:
    day_link = DayLink(booking.provider_id, booking.course_id, link.instructor_id)
    day_page = None if booking.is_off else make_day_link(here.signer, "", day_link, over_at=booking.over_at)
    return {
        "type_name": booking.type_name,
        "is_off": booking.is_off,
        "days": booking.days,
        "provider_name": booking.provider_name,
        "location": booking.location,
        "position": booking.position,
        "day_page": day_page,
    }


def _today(here: Visit) -> date:
    return local_date(here.now, HOME_ZONE)


def _day(text: str) -> date:
    """A day as a date field sends it; raises Invalid for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid.at("/away", "date_invalid", "Choose a day.") from error
