"""Lists of trainees from outside (R-CRS-08): bytes to rows, rows to people, people to verdicts. Nothing here writes."""
