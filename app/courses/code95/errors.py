"""Why something about code 95 is refused."""

from app.core.errors import Conflict, NotFound


class NotCode95(Conflict):
    """Nothing of this course is reported."""

    code = "not_code95"


class NeedsTrainee(Conflict):
    """A course day without trainees cannot be reported."""

    code = "code95_needs_trainee"


class ReportNotFound(NotFound):
    """The course has no such report."""

    code = "code95_report_not_found"


class TermsInThePast(Conflict):
    """Terms would hold from a day that has begun: what was on time would no longer follow from them."""

    code = "code95_terms_in_the_past"
