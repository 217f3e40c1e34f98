"""Refusals about reminders and about leaving somebody out."""

from app.core.errors import Conflict, NotFound


class OptOutNotFound(NotFound):
    """Nobody is left out under this id."""

    code = "opt_out_not_found"


class ReminderNeedsTemplate(Conflict):
    """Course reminders can be switched on once there is a template (R-INV-08)."""

    code = "reminder_needs_template"
