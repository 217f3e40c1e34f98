"""Refusals of registrations."""

from app.core.errors import Conflict, NotFound


class RegistrationNotFound(NotFound):
    """Nobody registered so, or the link is over."""

    code = "registration_not_found"


class RegistrationSettled(Conflict):
    """The operator has decided on it already, or the person has not confirmed it yet."""

    code = "registration_settled"


class AlreadyWelcome(Conflict):
    """The welcome link was used: its administrator invites colleagues, or asks for a new password."""

    code = "already_welcome"
