"""Refusals about mail. Each names the field that is wrong, so that a form can show it there."""

from app.core.errors import Conflict, Invalid, NotFound


class AddressNotValid(Invalid):
    """What was given is not an e-mail address that mail can be sent to."""

    code = "address_not_valid"


class HeaderNotAllowed(Invalid):
    """A value that becomes a mail header holds a line break, a control character or too much text."""

    code = "header_not_allowed"


class MailNotFound(NotFound):
    """There is no such mail with this provider."""

    code = "mail_not_found"


class MailNotResendable(Conflict):
    """The mail is still on its way; only one that ended can be sent again."""

    code = "mail_not_resendable"
