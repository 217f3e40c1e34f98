"""The neutral attendance list: complete, legible, selectable, and the same bytes for the same course."""

import io
import time as clock
from dataclasses import replace
from datetime import date, time

import pytest
from pypdf import PdfReader

from app.documents.attendance_list import attendance_list_name, render_attendance_list
from app.documents.course_sheet import CourseSheet, ListDay, ListRow
from tests.factories import sample_files

pytestmark = pytest.mark.anyio

COURSE = CourseSheet(
    language="nl",
    provider_name="Opleidingen De Brug",
    course_type="Herhaling hulpverlening",
    number=806,
    days=[ListDay(date(2027, 6, 7), time(9, 30), time(17, 30)), ListDay(date(2027, 6, 8), time(9), time(12))],
    location="Zaal 3, Dorpsstraat 1, Ede",
    instructors=["Max Wilting"],
    trainees=[ListRow("Zoë ’t Hart-Yıldız", date(1981, 3, 12), "Bakkerij Smit"), ListRow("Łukasz İnce")],
    max_trainees=12,
)


async def read(course: CourseSheet) -> PdfReader:
    return PdfReader(io.BytesIO(await render_attendance_list(course)))


async def text_of(course: CourseSheet) -> str:
    return "\n".join(page.extract_text() for page in (await read(course)).pages)


async def test_list_names_the_course_and_its_people() -> None:
    """R-EXT-03: course, number, dates, times, place, instructor and trainees can be read and selected."""
    text = await text_of(COURSE)
    for expected in (
        "Presentielijst", "Opleidingen De Brug", "Herhaling hulpverlening (#806)", "07-06-2027, 09:30 tot 17:30",
        "08-06-2027, 09:00 tot 12:00", "Zaal 3, Dorpsstraat 1, Ede", "Max Wilting", "12-03-1981", "Bakkerij Smit",
        "Handtekening 08-06-2027", "Pagina 1 van 1",
    ):  # fmt: skip
        assert expected in text


async def test_letters_of_all_names_survive() -> None:
    """R-EXT-03: accents, the dotless i and the curly apostrophe come out as they were typed."""
    text = await text_of(COURSE)
    assert "Zoë ’t Hart-Yıldız" in text
    assert "Łukasz İnce" in text


async def test_every_place_has_a_line() -> None:
    """R-EXT-03: empty lines follow up to the maximum, for who comes unannounced."""
    numbers = {line.split(" ")[0] for line in (await text_of(COURSE)).splitlines()}
    assert {str(number) for number in range(1, 13)} <= numbers
    assert "13" not in numbers


async def test_list_is_neutral() -> None:
    """R-EXT-03: no mark of CIBOT or of the portal, neither on the page nor in the file's properties."""
    everything = f"{await text_of(COURSE)} {(await read(COURSE)).metadata}".lower()
    assert "cibot" not in everything
    assert "c-bot" not in everything


async def test_list_carries_the_provider_s_own_logo() -> None:
    """R-EXT-03: the logo of the account settings, or none."""
    plain, branded = await read(COURSE), await read(replace(COURSE, logo=sample_files.png()))
    assert [len(page.images) for page in (plain.pages[0], branded.pages[0])] == [0, 1]


async def test_english_list_has_english_labels() -> None:
    """R-EXT-03: the list exists in both languages, also under its name."""
    english = replace(COURSE, language="en", instructors=[])
    text = await text_of(english)
    assert all(label in text for label in ("Attendance list", "Not known yet", "Page 1 of 1"))
    assert attendance_list_name(english) == "Attendance list Herhaling hulpverlening 806"


async def test_markup_in_names_stays_text() -> None:
    """R-EXT-03: what people type is never read as markup, code or a file to open."""
    hostile = '#panic("x") *b* $x$ #read("/etc/passwd") <a> \\ @preview'
    text = await text_of(replace(COURSE, location=hostile, trainees=[ListRow(hostile)]))
    assert hostile in text


async def test_broken_logo_does_not_cost_the_list() -> None:
    """R-EXT-03: with a logo that cannot be read, the list comes without it."""
    broken = replace(COURSE, logo=b"\x89PNG\r\n\x1a\nbroken")
    assert "Max Wilting" in await text_of(broken)


async def test_long_course_is_spread_over_sheets() -> None:
    """R-CRS-02: each of many days has a signature column."""
    days = [ListDay(date(2027, 6, day), time(9), time(17)) for day in range(1, 9)]
    text = await text_of(replace(COURSE, days=days))
    assert all(f"Handtekening {day.date:%d-%m-%Y}" in " ".join(text.split()) for day in days)


async def test_same_course_gives_the_same_bytes_quickly() -> None:
    """R-EXT-03: reproducible, and fast once the compiler is warm."""
    first = await render_attendance_list(COURSE)
    started = clock.perf_counter()
    second = await render_attendance_list(COURSE)
    assert second == first
    assert clock.perf_counter() - started < 0.5
