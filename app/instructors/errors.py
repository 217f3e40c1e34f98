"""Refusals about instructors."""

from app.core.errors import Conflict, NotFound


class InstructorUnknown(NotFound):
    """There is no such instructor for this provider."""

    code = "instructor_unknown"


class ExternalInstructorExists(Conflict):
    """The provider already has an external instructor with this e-mail address (R-EXT-02)."""

    code = "external_instructor_exists"


class RegisteredAlready(Conflict):
    """The register has an instructor with this e-mail address already (R-INS-01)."""

    code = "instructor_registered"


class QualificationOverlaps(Conflict):
    """The instructor holds this type already in a part of the period (R-INS-01)."""

    code = "qualification_overlaps"


class QualificationUnknown(NotFound):
    """The instructor has no such qualification."""

    code = "qualification_unknown"


class NoRegisteredTwin(Conflict):
    """No registered instructor has the address of this external one, so that there is nobody to merge him with."""

    code = "no_registered_twin"
