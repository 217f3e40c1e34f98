"""Refusals at the door."""

from app.core.errors import NotAllowed, NotSignedIn, TooManyRequests


class WrongCredentials(NotSignedIn):
    """The address is unknown or the password is wrong; which of the two is not told."""

    code = "wrong_credentials"


class TooManyAttempts(TooManyRequests):
    """Too many logins failed for this account or from this address."""

    code = "too_many_attempts"


class NotAMember(NotAllowed):
    """The user has no role at that provider."""

    code = "not_a_member"
