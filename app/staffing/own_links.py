"""Signed links to an instructor's own page and to the day page of a course that he teaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.core.signing import LinkExpired, LinkInvalid, LinkSigner, Purpose
from app.staffing.errors import PageOutdated

OWN_PATH, DAY_PATH, FEED_PATH = "/instructeur", "/lesdag", "/agenda"
OWN_LIFE = timedelta(days=30)
"""A link to the own page shows bookings at every provider: it is mailed to him alone, and does not live long."""
DAY_LIFE = timedelta(days=14)
"""How long after a course its day page can be filled in."""
_FORM_LIFE = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class OwnLink:
    """What a link to the own page says; whether its generation is the current one, the instructor's row says."""

    instructor_id: UUID
    generation: int


@dataclass(frozen=True, slots=True)
class DayLink:
    """A course, and the instructor to whom its day page was given."""

    provider_id: UUID
    course_id: UUID
    instructor_id: UUID


def make_own_link(signer: LinkSigner, base_url: str, link: OwnLink, *, now: datetime) -> str:
    """The address of the own page."""
    token = signer.sign(
        Purpose.INSTRUCTOR_PAGE, [link.instructor_id], generation=link.generation, expires_at=now + OWN_LIFE
    )
    return f"{base_url}{OWN_PATH}/{token}"


def read_own_link(signer: LinkSigner, token: str, *, now: datetime) -> OwnLink:
    """What a token points at; raises LinkInvalid or LinkExpired."""
    link = signer.verify(token, Purpose.INSTRUCTOR_PAGE, now=now)
    if len(link.ids) != 1:
        raise LinkInvalid("The link does not have the form of one of ours.")
    return OwnLink(link.ids[0], link.generation)


def make_day_link(signer: LinkSigner, base_url: str, link: DayLink, *, over_at: datetime) -> str:
    """The address of the day page; good until two weeks after the course."""
    ids = (link.provider_id, link.course_id, link.instructor_id)
    token = signer.sign(Purpose.COURSE_DAY, ids, generation=1, expires_at=over_at + DAY_LIFE)
    return f"{base_url}{DAY_PATH}/{token}"


def read_day_link(signer: LinkSigner, token: str, *, now: datetime) -> DayLink:
    """What a token points at; raises LinkInvalid or LinkExpired."""
    link = signer.verify(token, Purpose.COURSE_DAY, now=now)
    if len(link.ids) != 3:
        raise LinkInvalid("The link does not have the form of one of ours.")
    return DayLink(*link.ids)


def make_form_nonce(signer: LinkSigner, ids: tuple[UUID, ...], *, now: datetime) -> str:
    """A token that only the opened page shows, so that a change comes from somebody who saw it."""
    return signer.sign(Purpose.INSTRUCTOR_FORM, ids, generation=1, expires_at=now + _FORM_LIFE)


def check_form_nonce(signer: LinkSigner, nonce: str, ids: tuple[UUID, ...], *, now: datetime) -> None:
    """Raise PageOutdated unless this nonce was made for these ids, not too long ago."""
    try:
        matches = signer.verify(nonce, Purpose.INSTRUCTOR_FORM, now=now).ids == ids
    except (LinkInvalid, LinkExpired):
        matches = False
    if not matches:
        raise PageOutdated("Look at the page again and press once more.", reason="press_again")
