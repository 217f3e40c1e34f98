"""Who a mail comes from, as its reader sees it: name, colour, and whether an answer is read."""

import re
from dataclasses import dataclass
from uuid import UUID

from app.mail.content_ids import content_id
from app.mail.language import FormOfAddress

_HEX_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_DARK = "#1A1F24"
_LIGHT = "#FFFFFF"
DEFAULT_COLOUR = "#1D4E89"


@dataclass(frozen=True, slots=True)
class Brand:
    """The head of a mail: a provider's name and house colour, or the portal's own."""

    name: str
    colour: str = DEFAULT_COLOUR
    answerable: bool = True
    """Whether replies reach somebody; the footer says so."""
    reader: str = ""
    """Whom replies reach, where that is not the one who stands at the head."""
    logo: UUID | None = None
    """A stored picture that goes along with the mail and stands at its head."""
    form: FormOfAddress = "je"

    def __post_init__(self) -> None:
        """Refuse a colour that is not `#rrggbb`, since it goes into style attributes; raises ValueError."""
        if not _HEX_COLOUR.fullmatch(self.colour):
            raise ValueError(f"{self.colour!r} is not a colour of the form #rrggbb")

    @property
    def formal(self) -> bool:
        """Whether a mail in Dutch says `u`."""
        return self.form == "u"

    @property
    def logo_source(self) -> str:
        """From where the mail's HTML shows the logo: the mail itself."""
        return f"cid:{content_id(self.logo)}" if self.logo else ""

    @property
    def text_colour(self) -> str:
        """Black or white, whichever is the more legible on the house colour (WCAG contrast)."""
        ground = _luminance(self.colour)
        on_dark = (_luminance(_LIGHT) + 0.05) / (ground + 0.05)
        on_light = (ground + 0.05) / (_luminance(_DARK) + 0.05)
        return _LIGHT if on_dark >= on_light else _DARK


PORTAL = Brand(name="C-BOT", answerable=False)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
