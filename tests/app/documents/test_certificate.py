"""Certificates on paper: complete, legible, selectable, quick, and with a code that a scanner reads."""

import io
import time as clock
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from app.documents.certificate import CertificateSheet, certificate_name, render_certificate
from tests.factories import sample_files

pytestmark = pytest.mark.anyio

URL = "https://portaal.opleider.example/certificaat/AbCdEfGhIjKlMnOpQrStUv"
SHEET = CertificateSheet(
    language="nl",
    certified=False,
    provider_name="Opleidingen De Brug",
    colour="#0B6E4F",
    number=42,
    holder_name="Zoë ’t Hart-Yıldız",
    type_name="Herhaling hulpverlening",
    days=[date(2027, 3, 1), date(2027, 3, 2)],
    issued_on=date(2027, 3, 3),
    expires_on=date(2028, 3, 2),
    url=URL,
)


async def read(sheet: CertificateSheet) -> PdfReader:
    return PdfReader(io.BytesIO(await render_certificate(sheet)))


async def text_of(sheet: CertificateSheet) -> str:
    [page] = (await read(sheet)).pages
    return page.extract_text()


async def test_a_scanner_reads_the_code() -> None:
    """R-PRC-02: the QR code of the printed page leads to the verification page."""
    document = pypdfium2.PdfDocument(await render_certificate(SHEET))
    picture = document[0].render(scale=150 / 72, grayscale=True)
    pixels = memoryview(bytes(picture.buffer)).cast("B", shape=[picture.height, picture.stride])
    document.close()
    assert [found.text for found in zxingcpp.read_barcodes(pixels)] == [URL]


async def test_a_certificate_says_who_passed_what_and_until_when() -> None:
    """R-PRC-02: name, type, days, number and dates, as text that can be selected, and the address beside the code."""
    text = await text_of(SHEET)
    for expected in (
        "Certificaat", "Zoë ’t Hart-Yıldız", "Herhaling hulpverlening", "01-03-2027, 02-03-2027", "42", "03-03-2027",
        "02-03-2028", URL,
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize(
    "name", ["Łukasz İnce", "Gülçin Şahin-Öztürk", "Ørsted Þór Æsir", "Ngọc Ánh", "D’Angelo ‘t Hoen"]
)
async def test_letters_of_all_names_survive_in_the_shipped_font(name: str) -> None:
    """R-PRC-02: no letter is lost or drawn in another font."""
    reader = await read(replace(SHEET, holder_name=name))
    assert name in reader.pages[0].extract_text()
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]  # a PDF's own dictionaries
    assert all("OpenSans" in font["/BaseFont"] for font in fonts)


async def test_long_names_stay_on_the_page() -> None:
    """R-PRC-02: a name or type of any length is set smaller, then on more lines, and the certificate stays one page."""
    name = "Maria Wilhelmina Alexandra Josephina van den Heuvel-Oude Nijhuis tot Westerflier"
    long = replace(SHEET, holder_name=name, type_name="Veilig werken met hoogwerkers en hefplateaus " * 4)
    text = " ".join((await text_of(long)).split())
    assert name in text
    assert ("Veilig werken met hoogwerkers en hefplateaus " * 4).strip() in text


async def test_an_external_certificate_is_the_providers_own() -> None:
    """R-PRC-02: its name and logo, and no mark of CIBOT or of the portal, neither on the page nor in the file."""
    reader = await read(replace(SHEET, logo=sample_files.png()))
    [page] = reader.pages
    everything = f"{page.extract_text()} {reader.metadata}".lower()
    assert "opleidingen de brug" in everything
    assert "cibot" not in everything
    assert "c-bot" not in everything
    assert len(page.images) == 1


async def test_a_certified_certificate_is_issued_by_cibot() -> None:
    """R-PRC-02: CIBOT stands at its head, the provider below; the provider's logo does not."""
    certified = replace(SHEET, certified=True, logo=sample_files.png())
    text = await text_of(certified)
    assert text.startswith("CIBOT")
    assert "Opleidingen De Brug" in text
    assert len((await read(certified)).pages[0].images) == 0


async def test_english_and_without_expiry() -> None:
    """R-PRC-02: in the language of its holder; what never expires says so."""
    text = await text_of(replace(SHEET, language="en", expires_on=None))
    assert all(each in text for each in ("Certificate", "for successfully completing", "Does not expire"))
    assert certificate_name(replace(SHEET, language="en")) == "Certificate 42 Zoë ’t Hart-Yıldız.pdf"


async def test_markup_in_names_stays_text() -> None:
    """R-PRC-02: what people type is never read as markup, code or a file to open."""
    hostile = '#panic("x") *b* $x$ #read("/etc/passwd") <a> @preview'
    text = " ".join((await text_of(replace(SHEET, holder_name=hostile, type_name=hostile))).split())
    assert text.count(hostile) == 2


async def test_a_broken_logo_does_not_cost_the_certificate() -> None:
    """R-PRC-02: with a logo that cannot be read, it comes without."""
    assert "Zoë" in await text_of(replace(SHEET, logo=b"\x89PNG\r\n\x1a\nbroken"))


async def test_the_same_certificate_gives_the_same_bytes_quickly() -> None:
    """R-PRC-02: reproducible, and well under what a person notices once the compiler is warm."""
    first = await render_certificate(SHEET)
    started = clock.perf_counter()
    for number in range(5):
        await render_certificate(replace(SHEET, number=number))
    assert (clock.perf_counter() - started) / 5 < 0.25
    assert await render_certificate(SHEET) == first
