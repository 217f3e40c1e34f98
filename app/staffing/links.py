"""The signed link of a staffing request (R-STF-04), and the nonce of the form that opens behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.core.signing import LinkExpired, LinkInvalid, LinkSigner, Purpose
from app.staffing.errors import PageOutdated

PATH = "/antwoord"
_FORM_LIFE = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class RequestLink:
    """What a genuine link points at; whether its generation is still the current one, the request says."""

    provider_id: UUID
    request_id: UUID
    generation: int


def make_link(
    signer: LinkSigner, base_url: str, provider_id: UUID, request_id: UUID, *, generation: int, expires_at: datetime
) -> str:
    """The address in the mail; good until the course is over."""
    ids = (provider_id, request_id)
    token = signer.sign(Purpose.STAFFING_ANSWER, ids, generation=generation, expires_at=expires_at)
    return f"{base_url}{PATH}/{token}"


def read_link(signer: LinkSigner, token: str, *, now: datetime) -> RequestLink:
    """What a token points at; raises LinkInvalid or LinkExpired."""
    return _read(signer, token, Purpose.STAFFING_ANSWER, now)


def make_nonce(signer: LinkSigner, link: RequestLink, *, now: datetime) -> str:
    """A token that only the page behind the link shows, so that an answer comes from somebody who saw it."""
    ids = (link.provider_id, link.request_id)
    return signer.sign(Purpose.STAFFING_FORM, ids, generation=link.generation, expires_at=now + _FORM_LIFE)


def check_nonce(signer: LinkSigner, nonce: str, link: RequestLink, *, now: datetime) -> None:
    """Raise PageOutdated unless this nonce was made for this link, not too long ago."""
    try:
        matches = _read(signer, nonce, Purpose.STAFFING_FORM, now) == link
    except (LinkInvalid, LinkExpired):
        matches = False
    if not matches:
        raise PageOutdated("Look at the page again and press once more.", reason="press_again")


def _read(signer: LinkSigner, token: str, purpose: Purpose, now: datetime) -> RequestLink:
    link = signer.verify(token, purpose, now=now)
    if len(link.ids) != 2:
        raise LinkInvalid("The link does not have the form of one of ours.")
    return RequestLink(link.ids[0], link.ids[1], link.generation)
