"""Certificates: the list, the document, revoking and issuing anew."""
