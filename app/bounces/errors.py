"""Why something about undeliverable mail is refused."""

from app.core.errors import NotFound


class SuppressionNotFound(NotFound):
    """No mail came back from such an address at this provider."""

    code = "suppression_not_found"
