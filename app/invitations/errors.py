"""Why a mailing is refused."""

from app.core.errors import Conflict, NotFound


class MailingNotFound(NotFound):
    """There is no such mailing with this provider."""

    code = "mailing_not_found"


class NobodyToMail(Conflict):
    """By this choice no mail at all would go out; `leftOut` says who is left out and why."""

    code = "nobody_to_mail"


class NoLessonMaterial(Conflict):
    """The course is not certified, or the operator keeps no lesson material for its type (R-INV-03)."""

    code = "no_lesson_material"


class TooLateToUndo(Conflict):
    """The mails of this mailing have left, or are leaving."""

    code = "too_late_to_undo"
