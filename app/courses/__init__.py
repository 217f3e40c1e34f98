"""Courses: days, instructors, enrolments, the busy check, files and required documents."""
