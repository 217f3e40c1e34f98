"""The three kinds of reminder, and the module that each belongs to."""

from enum import StrEnum

from app.providers.modules import Module


class ReminderKind(StrEnum):
    """What is reminded of, and whom."""

    COURSE = "course"
    """Cursusherinnering: to who was invited for a course (R-INV-08)."""
    TRAINEE_EXPIRY = "trainee_expiry"
    """Cursistherinnering: to the holder of a certificate that expires (R-EXP-01)."""
    CUSTOMER_EXPIRY = "customer_expiry"
    """Klantherinnering: to a customer, of all its certificates that expire in a month (R-EXP-03)."""

    @property
    def module(self) -> Module:
        """The module without which nothing of this kind is sent (R-MOD-03)."""
        return _MODULES[self]

    @property
    def longest_lead(self) -> int:
        """How far ahead it may go: days before a course, weeks before a month."""
        return 60 if self is ReminderKind.COURSE else 26


_MODULES = {
    ReminderKind.COURSE: Module.INVITATIONS,
    ReminderKind.TRAINEE_EXPIRY: Module.EXPIRY_REMINDERS,
    ReminderKind.CUSTOMER_EXPIRY: Module.CUSTOMERS,
}
