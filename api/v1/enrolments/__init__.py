"""Enrolments of a course over HTTP."""
