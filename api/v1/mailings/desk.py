"""What the use-cases of mailings are given by a request."""

from api.deps import Scope
from app.invitations.sending import Desk
from app.mail.rendering import shared_renderer


def desk_of(scope: Scope) -> Desk:
    """The tenant's session, the caller, the time and the renderer of mails."""
    user_id = scope.caller.id if scope.caller.kind == "user" else None
    return Desk(scope.session, scope.actor, user_id, scope.now, shared_renderer())
