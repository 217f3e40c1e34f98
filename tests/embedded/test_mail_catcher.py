"""The catcher keeps what real SMTP brings."""

import asyncio
import smtplib
from email import message_from_bytes
from pathlib import Path

from app.embedded.mail_catcher import mail_catcher

MAIL = b"From: a@opleider.example\r\nTo: b@cursist.example\r\nSubject: Welkom\r\n\r\nTot dan.\r\n"


def send(port: int, count: int) -> None:
    """Hand mails over as any program would."""
    with smtplib.SMTP("127.0.0.1", port) as client:
        for number in range(count):
            client.sendmail("bounce@opleider.example", [f"b{number}@cursist.example"], MAIL)


async def test_mails_are_kept_whole_and_in_order(tmp_path: Path) -> None:
    """Each mail is a file, named so that names sort by arrival, with its envelope on top."""
    async with mail_catcher(tmp_path / "mail") as catcher:
        await asyncio.to_thread(send, catcher.port, 3)
        files = sorted(catcher.folder.iterdir())
    mails = [message_from_bytes(file.read_bytes()) for file in files]
    assert [file.suffix for file in files] == [".eml"] * 3
    assert [mail["X-Envelope-To"] for mail in mails] == [f"b{number}@cursist.example" for number in range(3)]
    assert mails[0]["Subject"] == "Welkom"
    assert str(mails[0].get_payload()).strip() == "Tot dan."


async def test_the_port_is_free_again_afterwards(tmp_path: Path) -> None:
    """A stopped catcher answers nobody, and another can take its port."""
    async with mail_catcher(tmp_path) as first:
        port = first.port
    async with mail_catcher(tmp_path, port) as second:
        await asyncio.to_thread(send, second.port, 1)
