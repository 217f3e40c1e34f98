"""Refusals of staffing."""

from app.core.errors import Conflict, NotFound


class StaffingRequestUnknown(NotFound):
    """This provider has no such request for this course."""

    code = "staffing_request_unknown"


class StaffingStateForbids(Conflict):
    """What was asked does not fit the state of the request (R-STF-06)."""

    code = "staffing_state"


class InstructorNotEligible(Conflict):
    """The instructor does not hold the qualification, or is of a kind that this course cannot have (R-STF-02)."""

    code = "instructor_not_eligible"


class PositionTaken(Conflict):
    """Somebody stands in this position of the course already."""

    code = "position_taken"


class NobodyConfirmed(Conflict):
    """Nobody can be told that the provider is served while the course has no instructor (R-STF-07)."""

    code = "nobody_confirmed"


class LinkSuperseded(NotFound):
    """The instructor was invited again since; the later mail has the link that counts (R-STF-06)."""

    code = "link_superseded"


class AnswerClosed(Conflict):
    """The choice has been made: the answer counts no more (R-STF-04)."""

    code = "answer_closed"


class PageOutdated(Conflict):
    """The page was open for too long, or the course was moved while it was open: the person must look again."""

    code = "page_outdated"


class CallRunning(Conflict):
    """A call in rings goes on for this course already."""

    code = "staffing_call_running"


class CallUnknown(NotFound):
    """There is no such call in rings going on for this course."""

    code = "staffing_call_unknown"


class NotTheTeacher(NotFound):
    """Whoever opens the day page does not teach the course any more."""

    code = "not_the_teacher"
