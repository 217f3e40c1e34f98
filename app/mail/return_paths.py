"""Return paths that name their mail (VERP): what comes back says by its own address which mail it was (R-MAIL-04).

The address carries a MAC, so that nobody can make a mail count as bounced without having had it. It has no key id, for
the part before the @ holds 64 characters: every key that is still trusted is tried.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from app.core.signing import KeyRing, Purpose

_MAC_BYTES = 10


@dataclass(frozen=True)
class ReturnPaths:
    """Makes and reads the addresses `bounce+…@host`; without a base address there are none."""

    keys: KeyRing
    base: str

    def of(self, mail_id: UUID) -> str:
        """To where this mail comes back, or nothing."""
        if not self.base:
            return ""
        local, _, host = self.base.partition("@")
        token = mail_id.bytes + self._mac(self.keys.newest, mail_id)
        return f"{local}+{base64.b32encode(token).decode().rstrip('=').lower()}@{host}"

    def mail_of(self, address: str) -> UUID | None:
        """Which mail an address means; None for one that is not of our making."""
        local, _, host = address.strip().strip("<>").rpartition("@")
        ours, _, our_host = self.base.partition("@")
        name, _, token = local.partition("+")
        if not ours or (name.casefold(), host.casefold()) != (ours.casefold(), our_host.casefold()):
            return None
        return self._read(token.upper())

    def _read(self, token: str) -> UUID | None:
        try:
            raw = base64.b32decode(token + "=" * (-len(token) % 8))
        except (binascii.Error, ValueError):
            return None
        if len(raw) != 16 + _MAC_BYTES:
            return None
        mail_id = UUID(bytes=raw[:16])
        genuine = any(hmac.compare_digest(raw[16:], self._mac(kid, mail_id)) for kid in self.keys.secrets)
        return mail_id if genuine else None

    def _mac(self, kid: str, mail_id: UUID) -> bytes:
        return hmac.digest(self.keys.derive(kid, Purpose.RETURN_PATH), mail_id.bytes, hashlib.sha256)[:_MAC_BYTES]
