"""Signed links to lesson material that is too large to go along with a mail (R-INV-03)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.catalog.models import LessonMaterial
from app.core.signing import LinkInvalid, LinkSigner, Purpose

PATH = "/lesmateriaal"


@dataclass(frozen=True)
class MaterialLinks:
    """Makes the addresses that stand in mails."""

    signer: LinkSigner
    base_url: str

    def address(self, material: LessonMaterial, *, expires_at: datetime) -> str:
        """Where this edition of the file can be fetched until then, without logging in."""
        token = self.signer.sign(
            Purpose.LESSON_MATERIAL, (material.id,), generation=material.edition, expires_at=expires_at
        )
        return f"{self.base_url}{PATH}/{token}"


def material_of_link(signer: LinkSigner, token: str, *, now: datetime) -> UUID:
    """Which file a token means; raises LinkInvalid or LinkExpired."""
    link = signer.verify(token, Purpose.LESSON_MATERIAL, now=now)
    if len(link.ids) != 1:
        raise LinkInvalid("The link does not have the form of one of ours.")
    return link.ids[0]
