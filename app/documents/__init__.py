"""Lists on paper: what a course needs as PDF, set by typst from plain data."""
