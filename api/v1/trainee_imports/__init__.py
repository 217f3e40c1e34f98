"""Imports of trainees over HTTP."""
