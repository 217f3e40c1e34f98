"""Every system mail passes the lint, and the lint finds what it is for."""

import pytest

from app.mail.language import LANGUAGES, Language
from app.mail.rendering import shared_renderer
from tests.emails.lint import CLIPPED_AT, lint
from tests.emails.samples import SAMPLES

SOUND = '<!DOCTYPE html><html lang="nl"><head><title>X</title></head><body>{}</body></html>'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_mail_passes_the_lint(name: str, language: Language) -> None:
    """R-MAIL-05: legible in the mail programs in use, Outlook among them."""
    mail, brand = SAMPLES[name]
    assert lint(shared_renderer().render(mail, language=language, brand=brand).html) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>Dag", "</body> closes something else"),
        ("<script>x</script>", "<script> is not for mail"),
        ('<p style="position:absolute">x</p>', "<p> is styled with position"),
        ('<p style="display:flex;gap:1px">x</p>', "<p> is styled with gap"),
        ('<p style="background:url(https://x.example/a.png)">x</p>', "<p> computes or fetches its background"),
        ('<img src="https://x.example/a.png" alt="">', "a picture does not go along with the mail"),
        ('<img src="cid:a">', "a picture has no words"),
        ('<a href="https://x.example"> </a>', "a link has no words"),
        ('<a href="/a">x</a>', "a link leads to '/a'"),
        ("<table><tr><td>x</td></tr></table>", "a table for the layout is read out as a table"),
        ('<table class="facts"><tr><th>x</th></tr></table>', "a head of a table does not say of what"),
        ('<p onclick="x()">x</p>', "onclick runs a script"),
        ("<!--[if mso]><p>x</p>", "a conditional comment is not closed"),
        ("x" * CLIPPED_AT, "it is so long that it is clipped"),
    ],
)
def test_the_lint_finds_it(body: str, fault: str) -> None:
    """R-MAIL-05: a lint that finds nothing proves nothing."""
    assert lint(SOUND.format("<p>Dag</p>")) == []
    assert fault in lint(SOUND.format(body))
