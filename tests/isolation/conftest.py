"""What the generated matrices ask for."""

from tests.portal import portal

__all__ = ["portal"]
