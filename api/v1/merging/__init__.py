"""Duplicates and merges over HTTP."""
