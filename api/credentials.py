"""Cookies, keys, and the check that a browser's request comes from our own pages."""

from urllib.parse import urlsplit

from fastapi import Request, Response

from app.core.config import Settings
from app.core.errors import NotAllowed

SECURE_COOKIE = "__Host-cbot_session"
PLAIN_COOKIE = "cbot_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})


class CrossSiteRefused(NotAllowed):
    """A page of another site tried to act in the user's name."""

    code = "cross_site_refused"


def cookie_name(settings: Settings) -> str:
    """`__Host-` needs HTTPS; without it, as on a laptop, a plain name is used."""
    return SECURE_COOKIE if settings.secure_cookies else PLAIN_COOKIE


def session_token(request: Request) -> str | None:
    """The session's token, if the request carries one."""
    hall = request.app.state.services
    return request.cookies.get(cookie_name(hall.settings))


def bearer_key(request: Request) -> str | None:
    """The API key, if the request carries one."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" and value.strip() else None


def set_session_cookie(response: Response, settings: Settings, token: str) -> None:
    """Hand the browser its session."""
    response.set_cookie(
        cookie_name(settings), token, httponly=True, secure=settings.secure_cookies, samesite="lax", path="/"
    )


def clear_session_cookie(response: Response, settings: Settings) -> None:
    """Take the session back from the browser."""
    response.delete_cookie(
        cookie_name(settings), httponly=True, secure=settings.secure_cookies, samesite="lax", path="/"
    )


def refuse_cross_site(request: Request, settings: Settings) -> None:
    """Raise CrossSiteRefused for an unsafe request from another site's page.

    Browsers say where a request comes from in Sec-Fetch-Site; older ones at least send Origin with unsafe methods.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in _OWN_SITES:
        raise CrossSiteRefused("This request comes from another site.")
    if site is None and origin is not None and not _own_origin(request, origin, settings):
        raise CrossSiteRefused("This request comes from another site.")


def _own_origin(request: Request, origin: str, settings: Settings) -> bool:
    own = {urlsplit(settings.public_url).netloc, request.headers.get("host", "")}
    return urlsplit(origin).netloc in own
