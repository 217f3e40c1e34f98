"""Many files in one zip."""

import io
import zipfile
from datetime import UTC, datetime

from app.files.bundling import ZIP, Bundle

MOMENT = datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_a_bundle_holds_every_file_under_a_name_of_its_own() -> None:
    """R-CRT-03: two lists of the same name do not replace each other, and no name leads out of the folder."""
    bundle = Bundle(MOMENT)
    for content in (b"een", b"twee", b"drie"):
        bundle.add("Lijst 806", "pdf", content)
    bundle.add("../../etc/passwd", "pdf", b"vier")
    made = bundle.close("Lijsten")
    assert (made.name, made.kind, len(bundle)) == ("Lijsten.zip", ZIP, 4)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {
        "Lijst 806.pdf": b"een",
        "Lijst 806 (2).pdf": b"twee",
        "Lijst 806 (3).pdf": b"drie",
        "passwd.pdf": b"vier",
    }


def test_the_same_files_give_the_same_bytes() -> None:
    """R-CRT-03: a job that runs twice makes the same zip."""
    made = []
    for _ in range(2):
        bundle = Bundle(MOMENT)
        bundle.add("Lijst", "pdf", b"inhoud")
        made.append(bundle.close("Lijsten").sha256)
    assert made[0] == made[1]
