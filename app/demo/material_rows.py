"""The operator's lesson material of the demo: small PDF files, written here so that the demo needs no others."""

import hashlib
from datetime import datetime

from app.catalog.lesson_material import material_key
from app.catalog.models import LessonMaterial
from app.core.identifiers import new_id
from app.demo.operator_rows import CourseTypeRow
from app.demo.rows import Rows
from app.files.storage import FileStore

MATERIAL = (
    ("BHV-B", "Voorbereiding BHV basis.pdf", "Lees hoofdstuk 1 tot 3 en oefen de stabiele zijligging."),
    ("BHV-B", "Woordenlijst BHV.pdf", "De begrippen die in de cursus terugkomen."),
    ("EHBO", "Voorbereiding EHBO.pdf", "Bekijk vooraf de stappen van reanimatie."),
    ("VCA-B", "Oefenvragen VCA basis.pdf", "Twintig vragen om jezelf te testen."),
    ("C95-LV", "Lading zekeren.pdf", "Neem je rijbewijs en je bestuurderskaart mee."),
)
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


async def lesson_material(rows: Rows, types: dict[str, CourseTypeRow], storage: FileStore, now: datetime) -> None:
    """Write the files and remember their rows."""
    for code, name, line in MATERIAL:
        content = _pdf("CIBOT lesmateriaal", name.removesuffix(".pdf"), line)
        material_id = new_id()
        await storage.put(material_key(material_id), content)
        rows.add(
            LessonMaterial,
            id=material_id,
            course_type_id=types[code].id,
            name=name,
            name_norm=name.casefold(),
            edition=1,
            content_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            storage_key=material_key(material_id),
            created_at=now,
        )


def _pdf(*lines: str) -> bytes:
    """A page with these lines; they hold no brackets and no backslash."""
    shown = "T* ".join(f"({line}) Tj " for line in lines)
    page = f"BT /F 16 Tf 24 TL 72 760 Td {shown}ET".encode("latin-1")
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        _FONT,
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
    )
    written, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(written))
    return written + head + table + tail
