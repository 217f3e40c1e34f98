"""The lists that only certified courses have."""

import io
import time as clock
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.documents.assessment_list import assessment_list_name, render_assessment_list
from app.documents.attendance_list import cibot_attendance_list_name, render_cibot_attendance_list
from app.documents.course_sheet import ListRow
from tests.app.documents.test_attendance_list import COURSE
from tests.factories import sample_files

pytestmark = pytest.mark.anyio

LONG = "Wilhelmina Antoinette Geertruida van den Oetelaar-Schimmelpenninck van der Oye tot de Pollaertshoeve"


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


async def test_the_assessment_list_has_what_is_assessed() -> None:
    """R-CRT-03: theory, practice and outcome of everybody, under the mark of CIBOT, in both languages."""
    dutch = text_of(await render_assessment_list(COURSE))
    for expected in (
        "Toetsingslijst",
        "CIBOT",
        "Theorie",
        "Praktijk",
        "Uitslag",
        "Geslaagd",
        "Herhaling hulpverlening",
    ):
        assert expected in dutch
    english = text_of(await render_assessment_list(replace(COURSE, language="en")))
    assert all(label in english for label in ("Assessment list", "Theory", "Practice", "Result", "Date of birth"))
    assert assessment_list_name(COURSE) == "Toetsingslijst Herhaling hulpverlening 806"


async def test_cibot_s_attendance_list_has_its_mark_and_a_column_per_day() -> None:
    """R-CRT-03: with the mark in the place of the provider's logo, beside the neutral one."""
    pdf = await render_cibot_attendance_list(replace(COURSE, logo=sample_files.png()))
    text = text_of(pdf)
    assert all(each in text for each in ("CIBOT-presentielijst", "Handtekening 07-06-2027", "Handtekening 08-06-2027"))
    assert len(PdfReader(io.BytesIO(pdf)).pages[0].images) == 0
    assert cibot_attendance_list_name(COURSE) == "CIBOT-presentielijst Herhaling hulpverlening 806"


@pytest.mark.parametrize("render", [render_assessment_list, render_cibot_attendance_list])
async def test_letters_and_long_names_survive(render: object) -> None:
    """R-CRT-03: ë, ı and ’ can be selected, a name of a hundred letters is there in full, and markup stays text."""
    hostile = "*#panic()* $x$"
    people = [ListRow("Zoë ’t Hart-Yıldız"), ListRow(LONG), ListRow(hostile)]
    text = text_of(await render(replace(COURSE, trainees=people)))  # type: ignore[operator]  # either of the two
    assert all(each in text for each in ("Zoë ’t Hart-Yıldız", hostile))
    assert LONG.replace(" ", "") in text.replace(" ", "")  # it runs on over several lines


async def test_a_full_course_runs_on_over_pages_and_each_list_is_quick() -> None:
    """R-CRT-03: under a tenth of a second once the compiler is warm; the test leaves room for a busy machine."""
    people = [ListRow(f"Cursist {number:03}") for number in range(60)]
    full = replace(COURSE, trainees=people, max_trainees=60)
    assert len(PdfReader(io.BytesIO(await render_assessment_list(full))).pages) > 1
    started = clock.perf_counter()
    await render_assessment_list(COURSE)
    await render_cibot_attendance_list(COURSE)
    assert clock.perf_counter() - started < 1
