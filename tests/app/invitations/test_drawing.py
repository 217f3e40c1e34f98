"""What a finished invitation looks like."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from app.invitations.drawing import Enclosures, draw
from app.invitations.planning import plan
from app.mail.addresses import MailAddress
from app.mail.rendering import shared_renderer
from tests.app.invitations.rosters import choice, make_participant, make_roster

NOW = datetime(2027, 5, 1, 8, tzinfo=UTC)
FILE = UUID("0198c0de-0000-7000-8000-000000000001")


def test_an_invitation_carries_words_copy_attachment_and_calendar() -> None:
    """R-INV-07: an .ics file with all days goes along; R-INV-03: CC and attachments too; R-MAIL-03: replies reach the provider."""
    roster = make_roster([make_participant("<b>Sanne</b>", email="sanne@bedrijf.example")])
    mail = plan(roster, choice()).mails[0]
    copies = (MailAddress("baas@bedrijf.example"), MailAddress("sanne@bedrijf.example"))
    message = draw(shared_renderer(), roster, mail, Enclosures(copies, (FILE,)), now=NOW)
    assert message.subject == "Uitnodiging voor <b>Sanne</b>"
    assert "Beste &lt;b&gt;Sanne&lt;/b&gt;, je volgt Basic Life Support" in message.html
    assert "Beste <b>Sanne</b>, je volgt Basic Life Support" in message.text
    assert (message.from_name, message.reply_to) == ("De Linde", MailAddress("planning@linde.example", "De Linde"))
    assert message.cc == copies[:1]
    assert message.attachments == (FILE,)
    assert message.headers == {}
    assert message.calendar is not None
    calendar = message.calendar.ics.decode()
    assert calendar.count("BEGIN:VEVENT") == 2
    assert message.calendar.method == "PUBLISH"


def test_a_moved_course_sends_a_newer_calendar_file() -> None:
    """R-INV-07: same UID, higher sequence."""
    roster = make_roster([make_participant()])
    mail = plan(roster, choice()).mails[0]
    moved = replace(roster, course=replace(roster.course, calendar_sequence=3))
    files = [draw(shared_renderer(), each, mail, Enclosures(), now=NOW).calendar for each in (roster, moved)]
    lines = [set(file.ics.decode().splitlines()) if file else set() for file in files]
    assert {line for line in lines[0] if line.startswith("UID")} == {
        line for line in lines[1] if line.startswith("UID")
    }
    assert "SEQUENCE:3" in lines[1]
