"""Trainees over HTTP."""
