"""How much one list may hold. Whatever exceeds it is refused before it costs memory or time."""

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 50
MAX_CELL = 500

ROWS_WITH_TITLES = MAX_ROWS + 20
"""Titles and headers may stand above the rows."""

MAX_BLANK_ROWS = 1_100_000
"""A worksheet has 1,048,576 rows, and a whole formatted column exports all of them."""

MAX_ARCHIVE_ENTRIES = 300
MAX_PART_BYTES = 48 * 1024 * 1024
MAX_RATIO = 150
SMALL_PART_BYTES = 1024 * 1024
"""Real sheets shrink to a tenth; a part above this size that shrank 150-fold was made to hurt."""
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_ELEMENTS = 800_000
MAX_DEPTH = 40
MAX_SHARED_STRINGS = 500_000
MAX_SHARED_TEXT = 8_000_000
MAX_TOKEN_BYTES = 1024 * 1024
MAX_SHEETS = 20
