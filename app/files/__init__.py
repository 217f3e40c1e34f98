"""Stored files: what is accepted, under which name it is offered again, and where its bytes live."""
