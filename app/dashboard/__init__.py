"""Read-only overviews that look across the domains: what needs a hand today, a course with all that hangs on it."""
