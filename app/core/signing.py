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
from enum import IntEnum
from uuid import UUID

from app.core.errors import NotFound

_VERSION = 1
_MAC_BYTES = 16
_MIN_SECRET_BYTES = 32
_HEAD = struct.Struct(">BB")
_SUBJECT = struct.Struct(">BB")
_TAIL = struct.Struct(">IQ")


class Purpose(IntEnum):
    """What a token may be used for; a token of one purpose is worthless for another. Numbers are never reused."""

    STAFFING_ANSWER = 1
    STAFFING_FORM = 2
    STOP_REMINDERS = 9
    LESSON_MATERIAL = 11
