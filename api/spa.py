"""Serves the built SPA: hashed assets for good, `index.html` for every page that the SPA's router knows."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

_NOT_PAGES = (
    "api/",
    "antwoord/",
    "instructeur/",
    "lesdag/",
    "agenda/",
    "certificaat/",
    "lesmateriaal/",
    "mijn/",
    "assets/",
    "healthz",
    "readyz",
    "metrics",
)


class HashedAssets(StaticFiles):
    """Files whose names change with their content, so that browsers may keep them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Let the browser keep the file for a year."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they came
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def install(application: FastAPI, frontend: Path) -> None:
    """Serve what is in `frontend` (`frontend/dist`); without a build there are only API and signed pages."""
    if not (frontend / "index.html").is_file():
        return
    application.mount("/assets", HashedAssets(directory=frontend / "assets"), name="assets")
    router = APIRouter(include_in_schema=False)
    root = frontend.resolve()

    @router.get("/{path:path}")
    async def page(path: str) -> Response:
        if path.startswith(_NOT_PAGES):
            raise HTTPException(404, "There is no such page.")
        wanted = (root / path).resolve()
        if path and wanted.is_file() and wanted.is_relative_to(root):
            return FileResponse(wanted)
        return FileResponse(root / "index.html", headers={"Cache-Control": "no-cache"})

    application.include_router(router)
