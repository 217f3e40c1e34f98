"""The bytes of a mail, as a strict parser reads them."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from app.mail.addresses import MailAddress
from app.mail.message import CalendarPart
from app.mail.outgoing import OutgoingAttachment, OutgoingMail
from app.mail.transport.building import build
from app.mail.transport.drawing import draw

ICS = CalendarPart(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "REQUEST")
FILES = (
    OutgoingAttachment("kaart één.png", "image/png", bytes(range(256)) * 40, "1@file.c-bot"),
    OutgoingAttachment("leeg.bin", "nonsense", b""),
)


async def read(mail: OutgoingMail) -> EmailMessage:
    return message_from_bytes(await build(mail), policy=default)


async def test_the_wire_form_has_no_defects(outgoing: OutgoingMail) -> None:
    """R-MAIL-05: strict receivers and spam filters look at this."""
    full = replace(
        outgoing,
        calendar=CalendarPart(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "REQUEST"),
        attachments=(OutgoingAttachment("lés 1.pdf", "application/pdf", b"%PDF-1.7"),),
    )
    message = await read(full)
    assert [part.defects for part in message.walk() if part.defects] == []
    assert all(part["Content-Transfer-Encoding"] is None for part in message.walk() if part.is_multipart())
    raw = await build(full)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998


async def test_message_id_and_date_are_those_of_the_outbox(outgoing: OutgoingMail) -> None:
    """R-MAIL-01: a second hand-over can be recognised, since it is the same mail to the letter."""
    message = await read(outgoing)
    assert message.get_all("Message-ID") == [outgoing.message_id]
    assert [str(date) for date in message.get_all("Date", [])] == ["Tue, 01 Sep 2026 08:00:00 +0000"]


async def test_a_mail_is_built_the_same_every_time(outgoing: OutgoingMail) -> None:
    """R-MAIL-01"""
    assert await build(outgoing) == await build(outgoing)


async def test_the_sender_is_the_portal_with_the_providers_name(outgoing: OutgoingMail) -> None:
    """R-MAIL-03: and replies go to the provider."""
    message = await read(replace(outgoing, headers={"Auto-Submitted": "auto-generated"}))
    sender = message["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (outgoing.from_name, "portaal@c-bot.example")
    assert message["Reply-To"].addresses[0].addr_spec == "info@opleiding.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == outgoing.subject


async def test_text_comes_before_html_and_neither_is_changed(outgoing: OutgoingMail) -> None:
    """R-MAIL-05: a reader shows the last alternative that it understands."""
    message = await read(outgoing)
    bodies = [part for part in message.walk() if part.get_content_maintype() == "text"]
    assert [part.get_content_type() for part in bodies] == ["text/plain", "text/html"]
    assert bodies[0].get_content().replace("\r\n", "\n") == outgoing.text
    assert bodies[1].get_content().strip() == outgoing.html


async def test_a_calendar_part_says_what_to_do_with_it(outgoing: OutgoingMail) -> None:
    """R-INV-07"""
    ics = "BEGIN:VCALENDAR\r\nSUMMARY:één\r\nEND:VCALENDAR\r\n".encode()
    message = await read(replace(outgoing, calendar=CalendarPart(ics, "CANCEL")))
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "CANCEL"
    assert part.get_param("charset") == "utf-8"
    assert part.get_payload(decode=True) == ics
    assert message.get_content_type() == "multipart/mixed"


async def test_an_attachment_keeps_its_name_and_bytes(outgoing: OutgoingMail) -> None:
    """R-INV-06"""
    content = bytes(range(256)) * 10
    message = await read(replace(outgoing, attachments=(OutgoingAttachment("lés 1.pdf", "application/pdf", content),)))
    part = next(message.iter_attachments())
    assert (part.get_filename(), part.get_content_type()) == ("lés 1.pdf", "application/pdf")
    assert part.get_payload(decode=True) == content


async def test_an_image_that_the_text_shows_is_no_attachment(outgoing: OutgoingMail) -> None:
    """R-INV-01: pictures of a template travel in the mail, so that nothing is fetched when it is read."""
    files = (
        OutgoingAttachment("kaart.png", "image/png", b"\x89PNG", "1@file.c-bot"),
        OutgoingAttachment("route.png", "image/png", b"\x89PNG", "2@file.c-bot"),
    )
    message = await read(replace(outgoing, html='<img src="cid:1@file.c-bot">', attachments=files))
    parts = {part.get_filename(): part for part in message.walk() if part.get_filename()}
    assert parts["kaart.png"].get_content_disposition() == "inline"
    assert parts["kaart.png"]["Content-ID"] == "<1@file.c-bot>"
    assert parts["route.png"].get_content_disposition() == "attachment"
    assert parts["route.png"]["Content-ID"] is None


async def test_copies_are_named_in_the_head(outgoing: OutgoingMail) -> None:
    """R-INV-03"""
    message = await read(replace(outgoing, cc=(MailAddress("a@example.com", "Ana"), MailAddress("b@example.com"))))
    assert [address.addr_spec for address in message["Cc"].addresses] == ["a@example.com", "b@example.com"]
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"from_name": "", "reply_to": None},
        {"to": MailAddress("zoe@example.com", "Zoë 'd' \"Ruyter\", van"), "subject": "é" * 90},
        {"to": MailAddress("a@example.com", "a@example.com"), "subject": "x" * 300},
        {"cc": tuple(MailAddress(f"{n}@bedrijf.example", f"Kopie nummer {n}, Inc.") for n in range(20))},
        {"headers": {"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<https://x.example/{'t' * 120}>"}},
        {"text": "Dag\r\nJan\r\n\r\n.\r\n", "html": "<p>" + "é€😀 " * 3000 + "</p>"},
        {"text": "D"},
        {"text": ""},
        {"html": ""},
        {"html": '<img src="cid:1@file.c-bot">', "calendar": ICS, "attachments": FILES},
        {"attachments": FILES},
        {"calendar": ICS},
    ],
    ids=lambda changes: "+".join(changes) or "plain",
)
async def test_filling_the_form_gives_what_drawing_the_mail_gives(
    outgoing: OutgoingMail, changes: dict[str, Any]
) -> None:
    """R-MAIL-05: to the letter, whatever stands in the mail."""
    mail = replace(outgoing, **changes)
    assert await build(mail) == await draw(mail)


async def test_words_that_look_like_the_form_stay_words(outgoing: OutgoingMail) -> None:
    """R-MAIL-05: a mail that quotes another mail's boundary and fields has its own parts all the same."""
    raw = (await build(outgoing)).decode()
    message = await read(replace(outgoing, text=raw, html=raw, message_id="<other@c-bot.example>"))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
