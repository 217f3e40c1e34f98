"""Comparing **Verzonden mails** with what a mail server really took, line by line."""

from collections import Counter

import orjson
from sqlalchemy import select

from app.core.pagination import Page
from app.mail.models import OutboxMail
from app.mail.repository import MailRepository, MailSearch
from tests.worker.arena import Arena


async def agree(arena: Arena) -> None:
    """The list of sent mails and the server's ledger tell the same: each mail, each recipient, each double.

    Sent is in the ledger; failed and expired is not, unless it was marked uncertain; in it twice is marked uncertain;
    a copy is in it unless an attempt names its refusal; and every form in which a mail arrived is the same to the letter.
    """
    lines = [orjson.loads(line) for line in arena.sink.ledger.read_bytes().splitlines()] if arena.sink.taken else []
    times = Counter(line["id"] for line in lines)
    mails = {mail.message_id: mail for mail in await arena.mails()}
    assert set(times) <= set(mails), "the server took a mail that the outbox does not know"
    async with arena.database.tenant(arena.provider_id) as session:
        repository = MailRepository(session)
        for message_id, mail in mails.items():
            shown = await repository.detail(mail.id)
            assert (shown.mail.state == "sent") <= (times[message_id] >= 1), f"{message_id} is told as sent"
            assert (times[message_id] > 1) <= mail.was_uncertain, f"{message_id} arrived twice unmarked"
            assert (times[message_id] == 1) <= (shown.mail.state == "sent" or mail.was_uncertain), message_id
            refused = {attempt.address for attempt in shown.attempts if attempt.address}
            wanted = {mail.recipient_email, *(copy["email"] for copy in shown.mail.cc)}
            for line in (line for line in lines if line["id"] == message_id):
                assert set(line["to"]) == wanted - refused, message_id
    forms: dict[str, set[bytes]] = {}
    for taken in arena.sink.taken:
        forms.setdefault(taken.message_id, set()).add(taken.content)
    assert all(len(each) == 1 for each in forms.values())


async def listed(arena: Arena) -> int:
    """How many mails the screen lists."""
    async with arena.database.tenant(arena.provider_id) as session:
        rows, _ = await MailRepository(session).page(MailSearch(), Page(limit=200))
        total = len((await session.scalars(select(OutboxMail.id))).all())
    assert len(rows) == min(total, 200)
    return total
