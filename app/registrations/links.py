"""The signed link by which a company confirms its address; it stands behind the `#`, so that no server reads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.core.signing import LinkInvalid, LinkSigner, Purpose

LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RegistrationLinks:
    """Makes the links and reads them back."""

    signer: LinkSigner
    base_url: str

    def confirmation(self, provider_id: UUID, *, expires_at: datetime) -> str:
        """Where the company confirms that the address is its own."""
        token = self.signer.sign(Purpose.REGISTRATION, (provider_id,), generation=1, expires_at=expires_at)
        return f"{self.base_url}/registration#{token}"

    def read(self, token: str, now: datetime) -> UUID:
        """The provider to be; raises LinkInvalid or LinkExpired."""
        link = self.signer.verify(token, Purpose.REGISTRATION, now=now)
        if len(link.ids) != 1:
            raise LinkInvalid("The link does not have the form of one of ours.")
        return link.ids[0]
