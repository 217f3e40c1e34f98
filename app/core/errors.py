"""Refusals that a person may read. Every domain error belongs to one family; `api/errors.py` gives each its status.

A refusal has a stable `code` (translated by clients), a `detail` in plain English for developers, and `params`
that a translation may show. Input errors name every broken field at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class FieldError:
    """One broken input: a JSON pointer into the request, a stable code and a readable reason."""

    pointer: str
    code: str
    detail: str


class DomainError(Exception):
    """The base of every refusal; `code` is part of the API's contract."""

    code: ClassVar[str] = "domain_error"

    def __init__(self, detail: str = "", **params: Any) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.params = params


class NotFound(DomainError):
    """There is no such thing for this caller; a foreign tenant's thing is told exactly like an unknown one."""

    code = "not_found"


class Conflict(DomainError):
    """The request is well-formed, but the present state of things refuses it."""

    code = "conflict"


class NotAllowed(DomainError):
    """The caller may not do this."""

    code = "not_allowed"


class NotSignedIn(DomainError):
    """The caller is not known, or no longer."""

    code = "not_signed_in"


class Invalid(DomainError):
    """The input is wrong; `errors` names each broken field."""

    code = "invalid_input"

    def __init__(self, detail: str = "", errors: Sequence[FieldError] = (), **params: Any) -> None:
        super().__init__(detail, **params)
        self.errors = tuple(errors)

    @classmethod
    def at(cls, pointer: str, code: str, detail: str) -> "Invalid":
        """The refusal of a single field."""
        return cls(detail, errors=[FieldError(pointer, code, detail)])


class TooLarge(DomainError):
    """What was sent exceeds a documented limit."""

    code = "too_large"


class UnsupportedType(DomainError):
    """A file's content is not of a kind that is accepted here."""

    code = "file_type_not_allowed"


class PreconditionFailed(DomainError):
    """Somebody changed the thing since the caller read it (R: optimistic locking by version)."""

    code = "changed_meanwhile"


class PreconditionRequired(DomainError):
    """An update must say which version it was made from."""

    code = "if_match_required"


class TooManyRequests(DomainError):
    """A rate limit was reached; `retry_after` is in seconds."""

    code = "too_many_requests"

    def __init__(self, detail: str = "", *, retry_after: int = 60, **params: Any) -> None:
        super().__init__(detail, **params)
        self.retry_after = retry_after


class Unavailable(DomainError):
    """Something outside the portal that this needs does not answer; the same request may work later."""

    code = "temporarily_unavailable"


class ModuleNotActive(NotAllowed):
    """The provider has not switched this module on (R-MOD-02)."""

    code = "module_not_active"

    def __init__(self, module: str) -> None:
        super().__init__(f"The module {module} is not active.", module=module)


@dataclass
class FieldErrors:
    """Collects broken fields so that all are told at once."""

    errors: list[FieldError] = field(default_factory=list)

    def add(self, pointer: str, code: str, detail: str) -> None:
        """Note one broken field."""
        self.errors.append(FieldError(pointer, code, detail))

    def raise_if_any(self) -> None:
        """Raise `Invalid` with everything noted so far, if anything was."""
        if self.errors:
            raise Invalid("The input is not valid.", errors=self.errors)
