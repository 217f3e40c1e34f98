"""Personal data: everything that is kept of a trainee as one file, and erasing all of it (R-ACC-04)."""
