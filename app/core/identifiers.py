"""Identifiers: UUID version 7 (RFC 9562), so that keys sort by the moment they were made."""

import os
import time
from uuid import UUID

_VERSION = 7 << 76
_VARIANT = 2 << 62


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, the rest random."""
    milliseconds = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    return UUID(
        int=(milliseconds & (1 << 48) - 1) << 80 | _VERSION | (noise >> 68) << 64 | _VARIANT | noise & (1 << 62) - 1
    )
