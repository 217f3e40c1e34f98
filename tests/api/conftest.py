"""What tests of the API ask for."""

from tests.portal import portal

__all__ = ["portal"]
