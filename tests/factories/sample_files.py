"""Small files of every kind, made on the spot."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
EXECUTABLE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(200)
ELF = b"\x7fELF\x02\x01\x01" + bytes(60)
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip archive of these parts, the same bytes whenever it is made: tests are named after it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def office(main_part: str, **extra: bytes | str) -> bytes:
    """An office document with this main part."""
    return zipped({"[Content_Types].xml": "<Types/>", main_part: "<x/>", **extra})


def png(width: int = 2, height: int = 1) -> bytes:
    """A PNG whose header claims this size; its pixels are for two."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(b"\x00" + b"\x33" * 6)),
            (b"IEND", b""),
        )
    )


def jpeg(width: int, height: int) -> bytes:
    """The header of a JPEG of this size."""
    comment = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + bytes(9)
    return b"\xff\xd8" + comment + b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(20)
