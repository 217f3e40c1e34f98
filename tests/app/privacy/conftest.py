"""What the tests of personal data ask for."""

from tests.portal import portal

__all__ = ["portal"]
