"""Why mailing certificates is refused."""

from app.core.errors import Conflict, NotFound


class SendingNotFound(NotFound):
    """There is no such sending with this provider."""

    code = "sending_not_found"


class NothingToSend(Conflict):
    """By this choice no mail at all would go out; `leftOut` says which certificates are left out and why."""

    code = "nothing_to_send"


class SendingHasLeft(Conflict):
    """The mails have left, or are leaving."""

    code = "sending_has_left"
