"""`make gallery`: every system mail on one page, on a computer and a telephone, light and dark, with its text part.

It is made of the tests' samples, so that it exists where the portal is developed and nowhere else.
"""

import sys
from html import escape
from pathlib import Path

from app.mail.language import LANGUAGES
from app.mail.rendering import RenderedMail, shared_renderer
from tests.emails.samples import LOGO, SAMPLES

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Mails of C-BOT</title><style>
body {{ font: 16px system-ui, sans-serif; margin: 2rem; }}
section {{ display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; margin-bottom: 3rem; }}
h2 {{ flex-basis: 100%; margin: 0; }}
iframe {{ height: 640px; border: 1px solid #868e96; }}
pre {{ width: 420px; max-height: 640px; overflow: auto; white-space: pre-wrap; background: #f5f7f9; padding: 1rem; }}
</style></head><body><h1>Mails of C-BOT</h1>{}</body></html>
"""


def main() -> None:
    """Write the page into the folder that is named, or `var/gallery`."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/gallery")
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    page.write_text(gallery(), encoding="utf-8")
    print(page.resolve())  # noqa: T201  # a person asked for it


def gallery() -> str:
    """The whole page."""
    return _PAGE.format("\n".join(_section(name, language) for name in SAMPLES for language in LANGUAGES))


def _section(name: str, language: str) -> str:
    mail, brand = SAMPLES[name]
    drawn = shared_renderer().render(mail, language="en" if language == "en" else "nl", brand=brand)
    frames = "".join(_frame(drawn, width, scheme) for width, scheme in ((700, "light"), (390, "light"), (390, "dark")))
    title = f"{name}, {language}: {drawn.subject}"
    return f"<section><h2>{escape(title)}</h2>{frames}<pre>{escape(drawn.text)}</pre></section>"


def _frame(drawn: RenderedMail, width: int, scheme: str) -> str:
    shown = drawn.html.replace(f"cid:{LOGO}@file.c-bot", _LOGO_SHOWN)
    # Without an origin of ours a frame out of sight is not painted, and stays blank in a picture of the whole page.
    # A frame follows the device of who looks, so that the mail's own rules for dark are switched on or off here.
    wanted = "(min-width: 0)" if scheme == "dark" else "(max-width: 0)"
    shown = shown.replace("(prefers-color-scheme: dark)", wanted)
    return f'<iframe sandbox="allow-same-origin" width="{width}" srcdoc="{escape(shown)}"></iframe>'


_LOGO_SHOWN = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='180' height='48'%3E%3Crect width='180' "
    "height='48' rx='6' fill='%230B6E4F'/%3E%3Ctext x='16' y='31' font-family='sans-serif' font-size='18' "
    "fill='white'%3EOpleiding %26amp; Zo%3C/text%3E%3C/svg%3E"
)


if __name__ == "__main__":
    main()
