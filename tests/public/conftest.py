"""What tests of the public pages ask for."""

from tests.portal import portal

__all__ = ["portal"]
