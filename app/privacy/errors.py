"""Why a person cannot be erased now."""

from collections.abc import Sequence

from app.core.errors import Conflict


class StillOnCourses(Conflict):
    """He stands on a course that is to come, or on one that is to be processed; `courses` are their numbers."""

    code = "trainee_on_courses"

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(
            "The trainee stands on a course that is to come or to be processed.",
            courses=[f"#{each}" for each in numbers],
        )


class MailsUnderWay(Conflict):
    """A mail that tells of him is being handed over at this moment, or will be within seconds."""

    code = "mails_under_way"
