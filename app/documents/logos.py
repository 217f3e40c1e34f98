"""A provider's logo on paper."""

import base64

from sqlalchemy.ext.asyncio import AsyncSession

from app.files.errors import FileMissing
from app.files.keeping import find_file
from app.files.storage import FileStore
from app.providers.models import Provider


async def stored_logo(session: AsyncSession, storage: FileStore, provider: Provider) -> bytes | None:
    """The bytes of the provider's logo; a document without it is better than none."""
    if provider.logo_file_id is None:
        return None
    try:
        return await storage.get((await find_file(session, provider.logo_file_id)).storage_key)
    except FileMissing:
        return None


def framed(logo: bytes | None) -> str | None:
    """The logo inside a frame of fixed shape, so that one of odd proportions cannot upset the page."""
    if logo is None:
        return None
    kind = "png" if logo.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(logo).decode("ascii")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 70" width="240" height="70">'
        '<image width="240" height="70" preserveAspectRatio="xMaxYMid meet" '
        f'href="data:image/{kind};base64,{data}"/></svg>'
    )
