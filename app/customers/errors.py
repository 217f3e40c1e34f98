"""Why something about a customer is refused."""

from app.core.errors import Conflict, NotFound


class CustomerNotFound(NotFound):
    """The provider has no such customer."""

    code = "customer_not_found"


class CustomerHasHistory(Conflict):
    """A customer with trainees or courses is archived, not deleted (R-CUS-05)."""

    code = "customer_has_history"
