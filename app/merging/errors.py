"""Why a merge, or undoing one, is refused."""

from app.core.errors import Conflict, NotFound


class MergeNotFound(NotFound):
    """The provider has no such merge."""

    code = "merge_not_found"


class SameThing(Conflict):
    """Nothing can be merged with itself."""

    code = "merge_with_itself"


class MergeClash(Conflict):
    """Both have something of which there can be one only, and which must not be lost: two valid certificates of a course."""

    code = "merge_clash"

    def __init__(self, table: str) -> None:
        super().__init__("Both have a valid certificate of the same course: revoke one of them first.", what=table)


class NotUndoable(Conflict):
    """The merge was undone, its time is over, or what became of it was merged or erased since."""

    code = "merge_not_undoable"
