"""The modules of SPEC section 3, and which of them are on."""

from enum import StrEnum


class Module(StrEnum):
    """A part of the portal that can be on or off per provider (R-MOD-01); `core` is always on."""

    CORE = "core"
    EXTERNAL_COURSES = "external_courses"
    EXPIRY_REMINDERS = "expiry_reminders"
    INVITATIONS = "invitations"
    STAFFING = "staffing"
    CUSTOMERS = "customers"
    CERTIFICATION_ITEMS = "certification_items"


def active_modules(switched_on: list[str], *, is_cibot_institute: bool) -> frozenset[str]:
    """The keys of the modules that work for a provider.

    A provider without CIBOT certification can book nothing but external courses, so it always has that module.
    """
    always = {Module.CORE} if is_cibot_institute else {Module.CORE, Module.EXTERNAL_COURSES}
    return frozenset({str(module) for module in always} | set(switched_on))
