"""A whole portal in one file, and back: every row of every table as of one moment, and the files that they name."""
