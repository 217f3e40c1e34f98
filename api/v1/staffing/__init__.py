"""Finding an instructor for a course (module 4)."""
