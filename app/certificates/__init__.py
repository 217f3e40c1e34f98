"""Certificates: issued by processing a course or imported from elsewhere, revoked, and verified by anyone."""
