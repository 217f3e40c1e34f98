"""Why something about a trainee or an import is refused."""

from collections.abc import Sequence
from typing import Any

from app.core.errors import Conflict, NotFound


class TraineeNotFound(NotFound):
    """The provider has no such trainee."""

    code = "trainee_not_found"


class TraineeErased(Conflict):
    """What was kept of this trainee was erased; nothing new is kept."""

    code = "trainee_erased"


class TraineeKnown(Conflict):
    """Somebody with this address, or with this name and birth date, is known already; `matches` says who."""

    code = "trainee_known"

    def __init__(self, matches: Sequence[dict[str, Any]]) -> None:
        super().__init__("This looks like a trainee who is known already.", matches=list(matches))


class ImportNotFound(NotFound):
    """The provider has no such import."""

    code = "import_not_found"


class ImportNotOpen(Conflict):
    """The import runs or has run: its rows cannot be changed any more."""

    code = "import_not_open"


class NothingToImport(Conflict):
    """No row of the list can be taken over."""

    code = "nothing_to_import"
