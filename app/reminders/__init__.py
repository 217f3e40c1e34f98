"""Reminders: of a course, of certificates that expire, to trainees and customers; who is left out; what is due."""
