"""Signed links (R-STF-04): short tokens that nobody can alter, guess, or use for another purpose.

A token is base64url over `version, key id, purpose, ids, generation, expiry` followed by the first 16 bytes of an
HMAC-SHA-256 over all of that. Each purpose has its own key, derived by HKDF from a rotating list of secrets: the
first of the list signs, every one of it verifies. The token says *which* row is meant and *which generation* of
it; whether that generation is still the current one is the row's affair.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, unique
from uuid import UUID

from app.core.errors import NotFound

_VERSION = 1
_MAC_BYTES = 16
_MIN_SECRET_BYTES = 32
_HEAD = struct.Struct(">BB")
_SUBJECT = struct.Struct(">BB")
_TAIL = struct.Struct(">IQ")


@unique
class Purpose(IntEnum):
    """What a token may be used for; a token of one purpose is worthless for another. Numbers are never reused.

    Each number gives a key of its own, so that two purposes of one number would share it.
    """

    STAFFING_ANSWER = 1
    STAFFING_FORM = 2
    INSTRUCTOR_PAGE = 3
    INSTRUCTOR_FORM = 4
    COURSE_DAY = 5
    LESSON_MATERIAL = 11
    STOP_REMINDERS = 12
    RETURN_PATH = 13
    USER_INVITATION = 21
    NEW_PASSWORD = 22
    SECOND_STEP = 23
    """Seals secrets instead of signing tokens (`app.core.sealing`)."""
    REGISTRATION = 24
    CONTACT_PAGE = 31
    TRAINEE_PAGE = 32
    VISITOR_PASS = 33
    VISITOR_FORM = 34
    WEBHOOK_SECRET = 41
    """Seals the secrets with which webhooks are signed."""
    PAYMENT_NOTICE = 42
    """Where the payment service tells that something changed; not for people."""


class LinkInvalid(NotFound):
    """The token was altered, cut, made for another purpose, or signed with a key that is no longer trusted."""

    code = "link_invalid"


class LinkExpired(NotFound):
    """The token is genuine, but its time is over."""

    code = "link_expired"


@dataclass(frozen=True)
class SignedLink:
    """What a genuine token says."""

    purpose: Purpose
    ids: tuple[UUID, ...]
    generation: int
    expires_at: datetime


@dataclass(frozen=True)
class KeyRing:
    """The secrets by key id, newest first."""

    secrets: Mapping[str, bytes]

    def __post_init__(self) -> None:
        """Refuse an empty ring, a weak secret and a key id that does not fit a token; raises ValueError."""
        if not self.secrets:
            raise ValueError("CBOT_SECRET_KEYS names no key")
        for kid, secret in self.secrets.items():
            if not 1 <= len(kid.encode()) <= 16:
                raise ValueError("a key id has 1 to 16 characters")
            if len(secret) < _MIN_SECRET_BYTES:
                raise ValueError(f"the secret of key {kid} has fewer than {_MIN_SECRET_BYTES} bytes")

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read `kid:base64,kid:base64`, newest first; raises ValueError on anything else."""
        pairs = [entry.strip().partition(":") for entry in text.split(",") if entry.strip()]
        secrets = {kid: _secret(kid, encoded) for kid, _, encoded in pairs}
        if len(secrets) != len(pairs):
            raise ValueError("a key id is named twice")
        return cls(secrets)

    @property
    def newest(self) -> str:
        """The id of the key that signs."""
        return next(iter(self.secrets))

    def derive(self, kid: str, purpose: Purpose) -> bytes:
        """The key of one purpose (HKDF-SHA-256, one block); raises LinkInvalid when the key id is not trusted."""
        secret = self.secrets.get(kid)
        if secret is None:
            raise LinkInvalid("The link is signed with a key that is not in use.")
        extracted = hmac.digest(b"c-bot signed link", secret, hashlib.sha256)
        return hmac.digest(extracted, f"purpose {purpose.value}".encode() + b"\x01", hashlib.sha256)


class LinkSigner:
    """Makes tokens and reads them back."""

    def __init__(self, keys: KeyRing) -> None:
        """`keys` is the rotating list; the newest signs."""
        self._keys = keys

    def sign(self, purpose: Purpose, ids: Sequence[UUID], *, generation: int, expires_at: datetime) -> str:
        """A token for these ids; `expires_at` counts in whole seconds."""
        kid = self._keys.newest
        body = _pack(kid, SignedLink(purpose, tuple(ids), generation, expires_at))
        return _encode(body + self._mac(kid, purpose, body))

    def verify(self, token: str, purpose: Purpose, *, now: datetime) -> SignedLink:
        """What a token of this purpose says; raises LinkInvalid when it is not genuine, LinkExpired when it is late."""
        raw = _decode(token)
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        try:
            kid, link = _unpack(body)
        except (struct.error, ValueError, OverflowError, OSError) as error:
            raise LinkInvalid("The link does not have the form of one of ours.") from error
        if link.purpose is not purpose or not hmac.compare_digest(mac, self._mac(kid, purpose, body)):
            raise LinkInvalid("The link is not genuine.")
        if now >= link.expires_at:
            raise LinkExpired("The link is no longer valid.", expired_at=link.expires_at.isoformat())
        return link

    def _mac(self, kid: str, purpose: Purpose, body: bytes) -> bytes:
        return hmac.digest(self._keys.derive(kid, purpose), body, hashlib.sha256)[:_MAC_BYTES]


def _secret(kid: str, encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ValueError(f"the secret of key {kid!r} is not base64") from error


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _decode(token: str) -> bytes:
    """The bytes of a token; the last character of base64 has spare bits, so only the one canonical spelling passes."""
    if not token.isascii() or not 0 < len(token) <= 1024:
        raise LinkInvalid("The link does not have the form of one of ours.")
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError) as error:
        raise LinkInvalid("The link does not have the form of one of ours.") from error
    if _encode(raw) != token or len(raw) <= _MAC_BYTES:
        raise LinkInvalid("The link does not have the form of one of ours.")
    return raw


def _pack(kid: str, link: SignedLink) -> bytes:
    key = kid.encode()
    return b"".join(
        (
            _HEAD.pack(_VERSION, len(key)),
            key,
            _SUBJECT.pack(link.purpose.value, len(link.ids)),
            *(each.bytes for each in link.ids),
            _TAIL.pack(link.generation, int(link.expires_at.timestamp())),
        )
    )


def _unpack(body: bytes) -> tuple[str, SignedLink]:
    """Key id and content; raises ValueError or struct.error when the bytes are not of our making."""
    version, key_length = _HEAD.unpack_from(body)
    subject_at = _HEAD.size + key_length
    purpose, count = _SUBJECT.unpack_from(body, subject_at)
    ids_at = subject_at + _SUBJECT.size
    tail_at = ids_at + 16 * count
    if version != _VERSION or len(body) != tail_at + _TAIL.size:
        raise ValueError("unknown version or length")
    generation, expiry = _TAIL.unpack_from(body, tail_at)
    ids = tuple(UUID(bytes=body[at : at + 16]) for at in range(ids_at, tail_at, 16))
    expires_at = datetime.fromtimestamp(expiry, UTC)
    return body[_HEAD.size : subject_at].decode(), SignedLink(Purpose(purpose), ids, generation, expires_at)
