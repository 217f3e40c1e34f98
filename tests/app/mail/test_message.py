"""The mail value: what it refuses, and the headers of automatic mail."""

from dataclasses import replace
from typing import Any

import pytest

from app.core.errors import Invalid
from app.mail.addresses import MailAddress
from app.mail.brand import PORTAL, Brand
from app.mail.message import Message, automatic_headers, compose, unsubscribe_headers
from app.mail.rendering import shared_renderer
from app.mail.system_mails import CourseFacts, StaffingDeclinedMail

MESSAGE = Message(
    kind="mailing",
    to=MailAddress("jan@example.com", "Jan"),
    from_name="Opleiding & Zo",
    subject="Je cursus",
    html="<p>Dag</p>",
    text="Dag",
    language="nl",
)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"subject": "Je cursus\r\nBcc: all@example.com"}, "/subject"),
        ({"subject": "  "}, "/subject"),
        ({"from_name": "Opleiding\nBcc: all@example.com"}, "/fromName"),
        ({"headers": {"Bcc": "all@example.com"}}, "/headers"),
        ({"headers": {"List-Unsubscribe": "<https://x.nl>\r\nBcc: all@example.com"}}, "/headers"),
        ({"cc": (MailAddress("a@example.com"),) * 21}, "/cc"),
    ],
)
def test_a_message_that_could_be_bent_into_another_is_refused(change: dict[str, Any], pointer: str) -> None:
    """R-MAIL-03: header injection is refused where the message is made, with the field named."""
    with pytest.raises(Invalid) as refusal:
        replace(MESSAGE, **change)
    assert refusal.value.errors[0].pointer == pointer


def test_a_system_mail_is_automatic_and_carries_the_providers_name(course: CourseFacts) -> None:
    """R-MAIL-03: Auto-Submitted, and the provider's name as the sender."""
    message = compose(
        shared_renderer(),
        StaffingDeclinedMail("Max", course),
        to=MailAddress("max@example.com", "Max"),
        brand=Brand("Opleiding & Zo"),
        language="nl",
        reply_to=MailAddress("info@opleiding.example"),
    )
    assert message.headers["Auto-Submitted"] == "auto-generated"
    assert (message.kind, message.from_name) == ("staffing-declined", "Opleiding & Zo")


def test_the_unsubscribe_headers_ask_for_a_post() -> None:
    """R-MAIL-03: List-Unsubscribe of expiry reminders; a mail scanner that only opens the link changes nothing."""
    headers = automatic_headers() | unsubscribe_headers("https://portal.example/afmelden/x")
    assert headers["List-Unsubscribe"] == "<https://portal.example/afmelden/x>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert replace(MESSAGE, headers=headers).headers == headers


@pytest.mark.parametrize(
    ("colour", "text"), [("#1D4E89", "#FFFFFF"), ("#FFD500", "#1A1F24"), ("#000000", "#FFFFFF"), ("#FFFFFF", "#1A1F24")]
)
def test_the_name_is_legible_on_the_house_colour(colour: str, text: str) -> None:
    """R-MAIL-05"""
    assert Brand("X", colour).text_colour == text


def test_a_house_colour_is_a_colour_and_nothing_else() -> None:
    """R-MAIL-05: it goes into style attributes."""
    assert not PORTAL.answerable
    with pytest.raises(ValueError, match="#rrggbb"):
        Brand("X", "red;background:url(//evil.example)")
