"""Secrets that must be read again are kept sealed (AES-256-GCM), by keys that the database does not hold.

The newest key of the ring seals and every one of it opens, as with signed links; what is sealed says by which key.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.signing import KeyRing, LinkInvalid, Purpose

_NONCE_BYTES = 12


class SealBroken(Exception):
    """What is kept was altered, belongs to something else, or was sealed by a key that is gone."""


class Sealer:
    """Seals and opens; `belongs_to` binds what is sealed to its row, so that it opens in no other one."""

    def __init__(self, keys: KeyRing, purpose: Purpose) -> None:
        """`purpose` gives the key of this use."""
        self._keys, self._purpose = keys, purpose

    def seal(self, plain: bytes, belongs_to: bytes) -> bytes:
        """The sealed form: key id, a zero byte, nonce, and the text with its tag."""
        kid = self._keys.newest
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = AESGCM(self._keys.derive(kid, self._purpose)).encrypt(nonce, plain, belongs_to)
        return kid.encode() + b"\0" + nonce + cipher

    def open(self, sealed: bytes, belongs_to: bytes) -> bytes:
        """What was sealed; raises SealBroken."""
        kid, _, rest = sealed.partition(b"\0")
        try:
            key = self._keys.derive(kid.decode(), self._purpose)
            return AESGCM(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], belongs_to)
        except (LinkInvalid, InvalidTag, ValueError) as error:
            raise SealBroken("The secret cannot be read.") from error

    def is_stale(self, sealed: bytes) -> bool:
        """Whether another key than the newest sealed it."""
        return sealed.partition(b"\0")[0] != self._keys.newest.encode()
