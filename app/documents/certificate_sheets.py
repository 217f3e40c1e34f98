"""From certificates in the database to certificates on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.repository import printed, require_printable
from app.certificates.verifying import verification_url
from app.documents.certificate import CertificateSheet
from app.documents.logos import stored_logo
from app.files.storage import FileStore
from app.mail.brand import DEFAULT_COLOUR
from app.providers.models import Provider
from app.providers.settings import get_provider


@dataclass(frozen=True)
class Letterhead:
    """What all certificates of a provider have in common."""

    name: str
    colour: str
    public_url: str
    logo: bytes | None = None


async def letterhead(session: AsyncSession, storage: FileStore, public_url: str) -> Letterhead:
    """The provider's name, colour and logo."""
    provider: Provider = await get_provider(session)
    logo = await stored_logo(session, storage, provider)
    return Letterhead(provider.name, provider.brand_color, public_url, logo)


async def certificate_sheets(
    session: AsyncSession, certificate_ids: Sequence[UUID], head: Letterhead, *, language: str | None = None
) -> list[CertificateSheet]:
    """The named certificates, by number; each in its holder's language unless one is given.

    Raises CertificateNotFound, and what `require_printable` raises.
    """
    rows = await printed(session, certificate_ids)
    for row in rows:
        require_printable(row)
    return [sheet_of(row, head, language) for row in rows]


def sheet_of(row: Any, head: Letterhead, language: str | None = None) -> CertificateSheet:
    """One certificate of `printed`."""
    certified = row.kind == "certified"
    return CertificateSheet(
        language=language or row.locale,
        certified=certified,
        provider_name=head.name,
        colour=DEFAULT_COLOUR if certified else head.colour,
        number=row.number,
        holder_name=row.holder_name,
        type_name=row.type_name,
        days=row.days,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        url=verification_url(head.public_url, row.verification_code),
        logo=None if certified else head.logo,
    )
