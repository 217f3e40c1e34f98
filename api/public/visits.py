"""What every signed page does alike: find out who knocks, read the form, and say that a link is dead."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from fastapi import Request, Response

from api.deps import services
from api.public.pages import page
from api.services import Services
from api.titles import preferred_language
from app.core.errors import NotFound
from app.core.signing import LinkExpired, LinkSigner
from app.files.errors import AttachmentTooLarge
from app.files.limits import read_within
from app.mail.language import Language, as_language
from app.mail.rendering import shared_renderer
from app.staffing.errors import LinkSuperseded, NotTheTeacher
from app.staffing.mails import Post

_FORM_LIMIT = 65_536
_MAX_FIELDS = 1_000


@dataclass(frozen=True)
class Visit:
    """One request behind a link."""

    hall: Services
    signer: LinkSigner
    path: str
    token: str
    now: datetime
    language: Language
    """What the visitor's browser prefers; a person whom we know is written to in his own language."""

    @property
    def action(self) -> str:
        """Where the form goes: back to the link itself."""
        return f"{self.path}/{self.token}"

    @property
    def post(self) -> Post:
        """What it takes to write a mail."""
        return Post(shared_renderer(), self.signer, self.hall.settings.public_url)


def visit(request: Request, path: str, token: str) -> Visit:
    """The visit of a request."""
    hall = services(request)
    language = as_language(preferred_language(request.headers.get("accept-language")))
    return Visit(hall, LinkSigner(hall.keys), path, token, hall.clock.now(), language)


def dead_link(here: Visit, error: NotFound) -> Response:
    """Says why a link does not work and what to do, without a word about what it was for: it proves nothing any more."""
    if isinstance(error, LinkExpired):
        return show_dead_link("expired", here.language, status=410)
    if isinstance(error, LinkSuperseded):
        return show_dead_link("superseded", here.language, status=410)
    if isinstance(error, NotTheTeacher):
        return show_dead_link("not_yours", here.language, status=410)
    return show_dead_link("invalid", here.language, status=404)


def show_dead_link(reason: str, language: Language, *, status: int) -> Response:
    """The page of a reason: `invalid`, `expired`, `superseded` or `not_yours`."""
    return page("notice", language, {"notice": reason, "provider": None, "course": None}, status=status)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of the form, each once; a body that is too large is no form of ours."""
    try:
        body = await read_within(request.stream(), _FORM_LIMIT)
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except (AttachmentTooLarge, ValueError):
        return {}
    return {name: values[-1] for name, values in fields.items()}
