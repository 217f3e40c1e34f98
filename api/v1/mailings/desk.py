"""What the use-cases of mailings are given by a request."""

from api.deps import Scope
from app.catalog.material_links import MaterialLinks
from app.core.signing import LinkSigner
from app.invitations.sending import Desk
from app.mail.rendering import shared_renderer


def desk_of(scope: Scope) -> Desk:
    """The tenant's session, the caller, the time and the renderer of mails."""
    user_id = scope.caller.id if scope.caller.kind == "user" else None
    links = MaterialLinks(LinkSigner(scope.services.keys), scope.services.settings.public_url)
    return Desk(scope.session, scope.actor, user_id, scope.now, shared_renderer(), links)
