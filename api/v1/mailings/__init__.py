"""Mailings over HTTP: who would get what, sending, undoing."""
