"""Signed links of accounts (R-ACC-02): they stand behind the `#`, so that no server on the way ever reads the token."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.core.signing import LinkInvalid, LinkSigner, Purpose

INVITATION_LIFE = timedelta(days=7)
PASSWORD_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AccountLinks:
    """Makes the links of invitations and new passwords, and reads them back."""

    signer: LinkSigner
    base_url: str

    def invitation(self, provider_id: UUID, invitation_id: UUID, *, generation: int, expires_at: datetime) -> str:
        """Where an invited colleague makes an account."""
        ids = (provider_id, invitation_id)
        token = self.signer.sign(Purpose.USER_INVITATION, ids, generation=generation, expires_at=expires_at)
        return f"{self.base_url}/welcome#{token}"

    def new_password(self, user_id: UUID, *, generation: int, expires_at: datetime) -> str:
        """Where a user chooses a new password."""
        token = self.signer.sign(Purpose.NEW_PASSWORD, (user_id,), generation=generation, expires_at=expires_at)
        return f"{self.base_url}/new-password#{token}"

    def read_invitation(self, token: str, now: datetime) -> tuple[UUID, UUID, int]:
        """Provider, invitation and generation; raises LinkInvalid or LinkExpired."""
        link = self.signer.verify(token, Purpose.USER_INVITATION, now=now)
        if len(link.ids) != 2:
            raise LinkInvalid("The link does not have the form of one of ours.")
        return link.ids[0], link.ids[1], link.generation

    def read_new_password(self, token: str, now: datetime) -> tuple[UUID, int]:
        """User and generation; raises LinkInvalid or LinkExpired."""
        link = self.signer.verify(token, Purpose.NEW_PASSWORD, now=now)
        if len(link.ids) != 1:
            raise LinkInvalid("The link does not have the form of one of ours.")
        return link.ids[0], link.generation
