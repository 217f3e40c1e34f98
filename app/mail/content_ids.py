"""By what names a mail's HTML shows the files that go along with it."""

from uuid import UUID


def content_id(file_id: UUID) -> str:
    """The name of one of the mail's files, as in `<img src="cid:…">`."""
    return f"{file_id}@file.c-bot"
