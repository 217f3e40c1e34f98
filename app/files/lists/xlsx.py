"""Reading an .xlsx file: its visible sheets, one after another."""

from collections.abc import Iterator
from typing import TypeVar

from app.files.lists.errors import NoRowsFound, SpreadsheetDamaged
from app.files.lists.limits import MAX_SHEETS
from app.files.lists.tables import Table, make_table
from app.files.lists.xlsx_archive import XlsxArchive
from app.files.lists.xlsx_parts import Relations, SharedStrings, Styles, Workbook
from app.files.lists.xlsx_sheet import scan_sheet
from app.files.lists.xlsx_xml import XmlScan

_WORKBOOK = "xl/workbook.xml"
Scan = TypeVar("Scan", bound=XmlScan)


def read_sheets(data: bytes) -> Iterator[Table]:
    """The filled, visible sheets in their order, each read when it is asked for.

    Raises SpreadsheetDamaged, SpreadsheetTooLarge, SpreadsheetWithMacros, FileTypeNotSupported, TooManyRows or
    TooManyColumns.
    """
    archive = XlsxArchive.open(data)
    if _WORKBOOK not in archive.names():
        raise SpreadsheetDamaged()
    workbook = _scan(archive, Workbook(), _WORKBOOK)
    relations = _scan(archive, Relations(), "xl/_rels/workbook.xml.rels")
    styles = _scan(archive, Styles(), "xl/styles.xml")
    texts = _scan(archive, SharedStrings(), "xl/sharedStrings.xml")
    for name, relation in workbook.sheets[:MAX_SHEETS]:
        path = relations.targets.get(relation, "")
        if path not in archive.names():
            raise SpreadsheetDamaged()
        rows = scan_sheet(archive.stream(path), texts.strings, styles.dates, workbook.since_1904)
        try:
            yield make_table(rows, sheet=name)
        except NoRowsFound:
            continue


def _scan(archive: XlsxArchive, scan: Scan, name: str) -> Scan:
    """Run a scanner over a part; parts that a spreadsheet may lack are skipped."""
    if name in archive.names():
        scan.run(archive.stream(name))
    return scan
