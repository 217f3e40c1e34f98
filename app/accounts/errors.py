"""Refusals at the door."""

from app.core.errors import Conflict, NotAllowed, NotFound, NotSignedIn, TooManyRequests


class WrongCredentials(NotSignedIn):
    """The address is unknown or the password is wrong; which of the two is not told."""

    code = "wrong_credentials"


class SecondStepNeeded(NotSignedIn):
    """The password is right, and a code is asked for as well."""

    code = "second_step_needed"


class WrongCode(NotSignedIn):
    """The code does not fit, or was used before."""

    code = "code_wrong"


class SecondStepOn(Conflict):
    """This user logs in in two steps already."""

    code = "second_step_on"


class TooManyAttempts(TooManyRequests):
    """Too many logins failed for this account or from this address."""

    code = "too_many_attempts"


class LookingAlong(NotAllowed):
    """The operator looks along, and changes nothing."""

    code = "looking_along"


class NotAMember(NotAllowed):
    """The user has no role at that provider."""

    code = "not_a_member"


class LastAdministrator(Conflict):
    """A provider keeps at least one administrator, or nobody could let people in any more."""

    code = "last_administrator"


class AlreadyMember(Conflict):
    """Somebody with this address works for the provider already."""

    code = "already_member"


class InvitationOver(NotFound):
    """The invitation was used, taken back, or replaced by a later one."""

    code = "invitation_over"


class PasswordLinkUsed(NotFound):
    """A new password was set since this link was sent."""

    code = "password_link_used"
