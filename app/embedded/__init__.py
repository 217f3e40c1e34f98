"""One-process mode: a private PostgreSQL, an in-process broker and a mail catcher.

Only `app.cli` and the tests import this package.
"""
