"""Why a visitor is not let in."""

from app.core.errors import NotFound


class VisitOver(NotFound):
    """The link was made for an address that is not the reader's any more, or the reader is gone."""

    code = "link_superseded"


class TooManyCodes(Exception):
    """Codes were asked for too often; the page says so."""


class PressAgain(Exception):
    """The page stood open for too long; it says so."""
