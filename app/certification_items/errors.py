"""Why something about a certification item is refused."""

from app.core.errors import Conflict, NotFound


class ItemNotFound(NotFound):
    """The provider has no such certification item."""

    code = "certification_item_not_found"


class ItemKindNotFound(NotFound):
    """The provider has no such kind of item."""

    code = "certification_item_kind_not_found"


class ItemKindExists(Conflict):
    """The provider has a kind of this name already."""

    code = "certification_item_kind_exists"


class DueDateNotFound(NotFound):
    """The item has no such due date, or it was renewed before."""

    code = "due_date_not_found"


class ItemArchived(Conflict):
    """An archived item is not renewed; it is brought back first."""

    code = "certification_item_archived"
