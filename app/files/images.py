"""How many pixels an image claims to have, read from its header without decoding it."""

import struct

_MAX_PIXELS = 25_000_000
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def too_many_pixels(content: bytes) -> bool:
    """Whether a PNG, JPEG, GIF or WebP is over 25 megapixels, or hides its size."""
    try:
        width, height = _size(content)
    except (struct.error, IndexError, ValueError):
        return True
    return not 0 < width * height <= _MAX_PIXELS


def _size(content: bytes) -> tuple[int, int]:
    if content.startswith(b"\x89PNG"):
        width, height = struct.unpack_from(">II", content, 16)
        return width, height
    if content.startswith(b"GIF8"):
        width, height = struct.unpack_from("<HH", content, 6)
        return width, height
    if content[8:12] == b"WEBP":
        return _webp_size(content)
    return _jpeg_size(content)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walk the segments up to the frame header; raises struct.error or IndexError when there is none."""
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    raise ValueError("no frame header")


def _webp_size(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF
