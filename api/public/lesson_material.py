"""Lesson material behind a signed link: fetching it changes nothing (R-INV-03)."""

from fastapi import APIRouter, Request, Response

from api.deps import services
from api.downloads import stored_file_response
from api.public.pages import HEADERS
from api.public.visits import show_dead_link
from api.titles import preferred_language
from app.catalog.lesson_material import find_material
from app.catalog.material_links import PATH, material_of_link
from app.core.errors import NotFound
from app.core.signing import LinkExpired, LinkSigner
from app.mail.language import as_language

router = APIRouter(include_in_schema=False)


@router.api_route(f"{PATH}/{{token}}", methods=["GET", "HEAD"])
async def fetch_lesson_material(request: Request, token: str) -> Response:
    """The file that the link names, in the edition of the day on which the mail was sent."""
    hall = services(request)
    try:
        material_id = material_of_link(LinkSigner(hall.keys), token, now=hall.clock.now())
        async with hall.database.platform() as session:
            found = await find_material(session, [material_id])
        answer = await stored_file_response(hall.storage, found[material_id])
    except (NotFound, KeyError) as error:
        language = as_language(preferred_language(request.headers.get("accept-language")))
        if isinstance(error, LinkExpired):
            return show_dead_link("expired", language, status=410)
        return show_dead_link("invalid", language, status=404)
    answer.headers.update(HEADERS)
    return answer
