"""Our application as `cbot api` serves it: with the log of production, not the coloured one that a developer reads."""

import sys

from fastapi import FastAPI

from api.main import create_app
from app.core.logs import configure_logging


def create_ours() -> FastAPI:
    """The application; the environment says how."""
    configure_logging(sys.stdout)
    return create_app()
