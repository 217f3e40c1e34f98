"""Signed links to the page of a contact person or a trainee, and what a browser holds once a code let it in.

A link belongs to the address to which it was mailed: when the address changes, earlier links are void. It shows nothing
personal by itself; only a code, mailed to the present address, does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

from app.core.signing import LinkExpired, LinkInvalid, LinkSigner, Purpose
from app.visiting.errors import PressAgain

PATH = "/mijn"
ReaderKind = Literal["contact", "trainee"]
_LIFE = timedelta(days=400)
PASS_LIFE = timedelta(hours=2)
"""How long a code lets a browser in."""
_PURPOSES: dict[ReaderKind, Purpose] = {"contact": Purpose.CONTACT_PAGE, "trainee": Purpose.TRAINEE_PAGE}


@dataclass(frozen=True, slots=True)
class PageLink:
    """Whose page a link leads to; `generation` stands for the address to which it was mailed."""

    kind: ReaderKind
    provider_id: UUID
    reader_id: UUID
    generation: int

    @property
    def ids(self) -> tuple[UUID, UUID]:
        """What is signed."""
        return self.provider_id, self.reader_id


@dataclass(frozen=True, slots=True)
class PageOwner:
    """Somebody who has a page, as who writes a mail knows him."""

    kind: ReaderKind
    reader_id: UUID
    email: str


def page_link(kind: ReaderKind, provider_id: UUID, reader_id: UUID, email: str) -> PageLink:
    """The link of a reader with this address."""
    return PageLink(kind, provider_id, reader_id, generation_of(email))


def contact_page(row: Any) -> PageOwner | None:
    """The contact person in a row that joined `contact_of`; None where there is none."""
    return PageOwner("contact", row.contact_id, row.contact_email) if row.contact_id else None


def owner_url(signer: LinkSigner, base_url: str, provider_id: UUID, owner: PageOwner | None, *, now: datetime) -> str:
    """The address of somebody's page, for a mail to him; empty for nobody."""
    if owner is None:
        return ""
    link = page_link(owner.kind, provider_id, owner.reader_id, owner.email)
    return make_page_url(signer, base_url, link, now=now)


def generation_of(email: str) -> int:
    """A number that changes with the address."""
    return int.from_bytes(sha256(email.strip().lower().encode()).digest()[:4])


def make_page_url(signer: LinkSigner, base_url: str, link: PageLink, *, now: datetime) -> str:
    """The address of the page, as mails name it."""
    token = signer.sign(_PURPOSES[link.kind], link.ids, generation=link.generation, expires_at=now + _LIFE)
    return f"{base_url}{PATH}/{token}"


def read_page_link(signer: LinkSigner, token: str, *, now: datetime) -> PageLink:
    """What a token points at; raises LinkInvalid or LinkExpired."""
    for kind, purpose in _PURPOSES.items():
        try:
            found = signer.verify(token, purpose, now=now)
        except LinkInvalid:
            continue
        if len(found.ids) == 2:
            return PageLink(kind, *found.ids, found.generation)
    raise LinkInvalid("The link is not genuine.")


def make_pass(signer: LinkSigner, link: PageLink, *, now: datetime) -> str:
    """What the browser keeps once the code was right."""
    return signer.sign(Purpose.VISITOR_PASS, link.ids, generation=link.generation, expires_at=now + PASS_LIFE)


def has_pass(signer: LinkSigner, shown: str, link: PageLink, *, now: datetime) -> bool:
    """Whether a browser was let in to this very page, not too long ago."""
    return _is_for(signer, shown, Purpose.VISITOR_PASS, link, now)


def make_form_nonce(signer: LinkSigner, link: PageLink, *, now: datetime) -> str:
    """A token that only the opened page shows, so that what is sent comes from somebody who saw it."""
    return signer.sign(Purpose.VISITOR_FORM, link.ids, generation=link.generation, expires_at=now + PASS_LIFE)


def check_form_nonce(signer: LinkSigner, nonce: str, link: PageLink, *, now: datetime) -> None:
    """Raise PressAgain unless this nonce was made for this page, not too long ago."""
    if not _is_for(signer, nonce, Purpose.VISITOR_FORM, link, now):
        raise PressAgain("Look at the page again and press once more.")


def _is_for(signer: LinkSigner, token: str, purpose: Purpose, link: PageLink, now: datetime) -> bool:
    try:
        found = signer.verify(token, purpose, now=now)
    except (LinkInvalid, LinkExpired):
        return False
    return (found.ids, found.generation) == (link.ids, link.generation)
