"""What holds for every system mail: complete, legible everywhere, fetching nothing, and safe against what people type."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from app.mail.language import LANGUAGES, Language
from app.mail.rendering import EMAILS, MailRenderer, shared_renderer
from app.mail.system_mails import StaffingDeclinedMail
from tests.emails.samples import ONE_DAY, PROVIDER, SAMPLES

EACH = pytest.mark.parametrize(("name", "language"), [(name, language) for name in SAMPLES for language in LANGUAGES])
DECLINED = StaffingDeclinedMail("Max", ONE_DAY)


def draw_html(name: str, language: Language) -> str:
    mail, brand = SAMPLES[name]
    return shared_renderer().render(mail, language=language, brand=brand).html


@pytest.mark.parametrize(
    "folder", [path for path in EMAILS.iterdir() if path.name != "_layout"], ids=lambda path: path.name
)
def test_every_mail_folder_is_complete(folder: Path) -> None:
    """R-MAIL-05: subject, HTML and text in both languages, and a sample to look at."""
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {f"{lang}/{file}" for lang in LANGUAGES for file in ("subject.txt", "body.html", "body.txt")}
    assert folder.name in {mail.template for mail, _ in SAMPLES.values()}


@EACH
def test_a_mail_fetches_nothing_and_runs_nothing(name: str, language: Language) -> None:
    """R-MAIL-05: no web fonts, style sheets or scripts, and no images but those that go along with the mail."""
    html = re.sub(r'<img src="cid:', "<cid:", draw_html(name, language))
    assert not re.search(r"<(img|link|script|iframe|form|object)\b|@import|url\(|\bon\w+=", html, re.IGNORECASE)


@EACH
def test_a_mail_fits_a_phone(name: str, language: Language) -> None:
    """R-MAIL-05: outside the parts that only Outlook reads, nothing is wider than 390 pixels."""
    html = re.sub(r"<!--.*?-->", "", draw_html(name, language), flags=re.DOTALL)
    fixed = [int(width) for width in re.findall(r"(?<!max-)(?<!min-)width[:=]\"?\s*(\d+)(?:px|\")", html)]
    assert all(width <= 390 for width in fixed)
    assert 'content="width=device-width' in html


@EACH
def test_a_mail_is_drawn_for_light_and_dark(name: str, language: Language) -> None:
    """R-MAIL-05"""
    html = draw_html(name, language)
    assert 'name="color-scheme" content="light dark"' in html
    assert "@media (prefers-color-scheme: dark)" in html


@EACH
def test_a_mail_says_its_language_and_why_one_gets_it(name: str, language: Language) -> None:
    """R-MAIL-05"""
    mail, brand = SAMPLES[name]
    drawn = shared_renderer().render(mail, language=language, brand=brand)
    assert f'lang="{language}"' in drawn.html
    reason = "krijgt deze mail omdat" if language == "nl" else "You get this mail because"
    assert reason in drawn.html
    assert reason in drawn.text
    assert brand.name in drawn.text


@EACH
def test_no_mail_shouts(name: str, language: Language) -> None:
    """R-MAIL-05: our own texts hold no exclamation marks."""
    mail, brand = SAMPLES[name]
    drawn = shared_renderer().render(mail, language=language, brand=brand)
    assert "!" not in drawn.subject + drawn.text


@EACH
def test_every_tag_that_opens_closes(name: str, language: Language) -> None:
    """R-MAIL-05"""
    reader = _Balance()
    reader.feed(draw_html(name, language))
    assert reader.open == []


def test_what_people_type_is_text_in_html_and_itself_in_text() -> None:
    """R-INV-02, R-MAIL-05: names are escaped once in HTML and not at all in the text part."""
    hostile = replace(DECLINED, instructor_name='<img src=x onerror="alert(1)"> & {{ 7 * 7 }}')
    drawn = shared_renderer().render(hostile, language="nl", brand=PROVIDER)
    assert "<img" not in drawn.html
    assert "&lt;img src=x" in drawn.html
    assert '<img src=x onerror="alert(1)"> & {{ 7 * 7 }}' in drawn.text


def test_a_subject_is_always_one_line() -> None:
    """R-MAIL-03: a line break in a course's name cannot add a header."""
    course = replace(ONE_DAY, type="BHV\r\nBcc: all@example.com")
    drawn = shared_renderer().render(replace(DECLINED, course=course), language="nl", brand=PROVIDER)
    assert "\n" not in drawn.subject
    assert "\r" not in drawn.subject


def test_a_template_that_names_an_unknown_variable_is_refused(tmp_path: Path) -> None:
    """R-INV-02: nothing is ever shown as an empty place."""
    for file in ("subject.txt", "body.html", "body.txt"):
        path = tmp_path / "staffing-declined" / "nl" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{{ instructor_nam }}", encoding="utf-8")
    with pytest.raises(UndefinedError, match="instructor_nam"):
        MailRenderer(tmp_path).render(DECLINED, language="nl", brand=PROVIDER)


@pytest.mark.parametrize("name", [name for name, (_, brand) in SAMPLES.items() if brand.formal])
def test_a_formal_mail_says_u_throughout(name: str) -> None:
    """R-INV-01: subject, words and foot alike."""
    mail, brand = SAMPLES[name]
    drawn = shared_renderer().render(mail, language="nl", brand=brand)
    assert not re.findall(r"\b(?:je|jij|jou|jouw)\b", f"{drawn.subject} {drawn.text} {drawn.html}", re.IGNORECASE)


class _Balance(HTMLParser):
    """Notes the tags that are open."""

    VOID = frozenset({"meta", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
