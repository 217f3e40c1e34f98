"""Refusals about instructors."""

from app.core.errors import Conflict, NotFound


class InstructorUnknown(NotFound):
    """There is no such instructor for this provider."""

    code = "instructor_unknown"


class ExternalInstructorExists(Conflict):
    """The provider already has an external instructor with this e-mail address (R-EXT-02)."""

    code = "external_instructor_exists"
