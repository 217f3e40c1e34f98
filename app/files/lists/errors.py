"""Why a list as a whole is refused; single rows are judged in `verdicts`."""

from app.core.errors import Invalid, TooLarge, UnsupportedType


class FileTypeNotSupported(UnsupportedType):
    """The content is neither a spreadsheet nor a text list."""

    code = "file_type_not_supported"


class FileTypeMismatch(UnsupportedType):
    """The content is not what the file's name says."""

    code = "file_type_mismatch"


class SpreadsheetWithMacros(UnsupportedType):
    """The spreadsheet carries program code."""

    code = "spreadsheet_with_macros"


class SpreadsheetOldOrLocked(UnsupportedType):
    """An .xls of before 2007, or a spreadsheet behind a password."""

    code = "spreadsheet_old_or_locked"


class SpreadsheetDamaged(Invalid):
    """The file begins as a spreadsheet, but cannot be read as one."""

    code = "spreadsheet_damaged"


class SpreadsheetTooLarge(TooLarge):
    """Unpacked, the spreadsheet is far larger than any list of people or things."""

    code = "spreadsheet_too_large"


class FileTooLarge(TooLarge):
    """More bytes than an import may have."""

    code = "file_too_large"


class TooManyRows(TooLarge):
    """More rows than one import may have."""

    code = "too_many_rows"


class TooManyColumns(TooLarge):
    """More columns than one import may have."""

    code = "too_many_columns"


class NoRowsFound(Invalid):
    """Nothing is in the list."""

    code = "no_rows_found"
