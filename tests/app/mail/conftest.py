"""Values that many mail tests need."""

from datetime import UTC, date, datetime, time

import pytest

from app.mail.addresses import MailAddress
from app.mail.outgoing import OutgoingMail
from app.mail.system_mails import CourseFacts, MailDay


@pytest.fixture
def course() -> CourseFacts:
    """A course of one day."""
    return CourseFacts(
        type="BHV basis",
        provider="Opleiding & Zo",
        days=(MailDay(date(2026, 9, 8), time(9, 30), time(17, 30)),),
        location="Zaal 1, Utrecht",
        number=806,
    )


@pytest.fixture
def outgoing() -> OutgoingMail:
    """A mail as the worker hands it over."""
    return OutgoingMail(
        message_id="<018f-1@c-bot.example>",
        date=datetime(2026, 9, 1, 8, 0, tzinfo=UTC),
        sender="portaal@c-bot.example",
        from_name="Opleiding & Zo, Bérénice",
        to=MailAddress("jan@example.com", "Jan de Vries"),
        subject="Cursus in één dag:" + " heel lange titel" * 6,
        html="<p>Dag Jan</p>",
        text="Dag Jan & co\n",
        reply_to=MailAddress("info@opleiding.example", "Opleiding & Zo"),
    )
