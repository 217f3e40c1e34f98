"""Why something about a certificate or about processing a course is refused."""

from collections.abc import Sequence
from typing import Any

from app.core.errors import Conflict, NotFound


class CertificateNotFound(NotFound):
    """The provider has no such certificate."""

    code = "certificate_not_found"


class CourseNotReady(Conflict):
    """Something is missing before the course can be processed (R-PRC-01); `missing` lists all of it."""

    code = "course_not_ready"

    def __init__(self, missing: Sequence[dict[str, Any]]) -> None:
        super().__init__("Something is missing before this course can be processed.", missing=list(missing))


class MarksIncomplete(Conflict):
    """Of a processed course every mark is known: a correction cannot take one away."""

    code = "marks_incomplete"


class CertificateRevoked(Conflict):
    """The certificate was revoked before."""

    code = "certificate_revoked"


class CertificateReplaced(Conflict):
    """There is a newer certificate in the place of this one."""

    code = "certificate_replaced"


class NotIssuedHere(Conflict):
    """Somebody else issued this certificate, so that it can be neither printed nor issued again here."""

    code = "certificate_not_issued_here"
