"""Certification items over HTTP."""
