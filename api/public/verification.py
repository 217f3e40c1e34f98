"""The page behind the QR code of a certificate (R-PRC-02): valid, expired or revoked, with name, type and dates."""

from fastapi import APIRouter, Request, Response

from api.deps import services
from api.public.pages import page
from api.titles import preferred_language
from app.certificates.verifying import PATH, verify
from app.mail.language import as_language

router = APIRouter(include_in_schema=False)


@router.api_route(f"{PATH}/{{code}}", methods=["GET", "HEAD"])
async def show_verification(request: Request, code: str) -> Response:
    """What the certificate is at this moment; a code that is none of ours tells nothing about any other."""
    hall = services(request)
    async with hall.database.single.connect() as connection:
        found = await verify(connection, code, hall.clock.now())
    language = as_language(preferred_language(request.headers.get("accept-language")))
    values = {"found": found, "provider": None}
    return page("verification", language, values, status=200 if found else 404)
