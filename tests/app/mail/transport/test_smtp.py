"""Handing over to a real SMTP server that behaves in every way servers do."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.mail.addresses import MailAddress
from app.mail.outgoing import HandOver, Outcome, OutgoingMail
from app.mail.transport.server import SmtpServer
from app.mail.transport.smtp import SmtpTransport
from tests.fakes.smtp_sink import SmtpSink, smtp_sink


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[SmtpSink]:
    async with smtp_sink(tmp_path) as running:
        yield running


@pytest.fixture
async def way_out(sink: SmtpSink) -> AsyncIterator[SmtpTransport]:
    transport = SmtpTransport(SmtpServer.parse(sink.url), answer_seconds=2)
    yield transport
    await transport.close()


async def agree() -> bool:
    return True


async def test_an_accepted_mail_is_reported_with_the_servers_words(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-01"""
    result = await way_out.hand_over(outgoing, agree)
    assert result == HandOver(Outcome.ACCEPTED, "accepted", 250, "taken")
    assert [mail.message_id for mail in sink.taken] == [outgoing.message_id]
    assert sink.taken[0].sender == outgoing.sender


async def test_many_mails_go_over_one_connection(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-01"""
    for _ in range(5):
        await way_out.hand_over(outgoing, agree)
    assert (len(sink.taken), sink.connections) == (5, 1)


async def test_a_server_that_hangs_up_after_taking_the_mail_has_taken_it(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-01: the answer to DATA decides; what happens to the connection afterwards does not matter."""
    sink.behaviour.drop = "after_answer"
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.ACCEPTED
    sink.behaviour.drop = ""
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.ACCEPTED
    assert len(sink.taken) == 2


async def test_a_connection_that_breaks_before_the_answer_is_ambiguous(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-01: the window that is measured; the server did take the mail here."""
    sink.behaviour.drop = "before_answer"
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.AMBIGUOUS
    assert len(sink.taken) == 1


async def test_a_server_that_does_not_answer_in_time_is_ambiguous(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-01: a tar pit."""
    sink.behaviour.delay = 4
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.AMBIGUOUS


@pytest.mark.parametrize(
    ("answer", "outcome"), [("451 try later", Outcome.TEMPORARY), ("554 looks like spam", Outcome.PERMANENT)]
)
async def test_a_refused_content_is_told_with_the_servers_words(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail, answer: str, outcome: Outcome
) -> None:
    """R-MAIL-02"""
    sink.behaviour.data_answer = lambda _envelope: answer
    result = await way_out.hand_over(outgoing, agree)
    assert (result.outcome, result.phase, f"{result.code} {result.words}") == (outcome, "data", answer)


@pytest.mark.parametrize(
    ("answer", "outcome"), [("450 mailbox busy", Outcome.TEMPORARY), ("550 no such user", Outcome.PERMANENT)]
)
async def test_a_refused_recipient_is_told_and_no_content_leaves(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail, answer: str, outcome: Outcome
) -> None:
    """R-MAIL-02"""
    sink.behaviour.recipient_answer = lambda _address: answer
    result = await way_out.hand_over(outgoing, agree)
    assert (result.outcome, result.phase, f"{result.code} {result.words}") == (outcome, "recipient", answer)
    assert sink.taken == []


async def test_a_copy_that_is_refused_for_good_fails_alone(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-02"""
    sink.behaviour.recipient_answer = lambda address: "550 gone" if address.startswith("gone") else "250 ok"
    mail = replace(outgoing, cc=(MailAddress("gone@example.com"), MailAddress("here@example.com")))
    result = await way_out.hand_over(mail, agree)
    assert result.outcome is Outcome.ACCEPTED
    assert [(refusal.address, refusal.code, refusal.words) for refusal in result.refused] == [
        ("gone@example.com", 550, "gone")
    ]
    assert sink.taken[0].recipients == ("jan@example.com", "here@example.com")


async def test_a_copy_that_is_refused_for_now_holds_the_mail_only_at_first(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-02: nobody gets it twice, and the main recipient does not wait for ever."""
    sink.behaviour.recipient_answer = lambda address: "450 later" if address.startswith("busy") else "250 ok"
    mail = replace(outgoing, cc=(MailAddress("busy@example.com"),))
    assert (await way_out.hand_over(mail, agree)).outcome is Outcome.TEMPORARY
    assert (await way_out.hand_over(replace(mail, insist_on_copies=False), agree)).outcome is Outcome.ACCEPTED


async def test_a_refused_sender_concerns_the_portal_and_not_the_mail(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-02: no mail may fail because of the portal's own set-up."""
    sink.behaviour.sender_answer = lambda _address: "530 authentication required"
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.REFUSES_US
    sink.behaviour.sender_answer = lambda _address: "552 too large"
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.PERMANENT
    sink.behaviour.sender_answer = lambda _address: "451 greylisted"
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.TEMPORARY


async def test_no_server_is_told_apart_from_a_refusal(outgoing: OutgoingMail) -> None:
    """R-MAIL-02"""
    transport = SmtpTransport(SmtpServer("127.0.0.1", 1))
    result = await transport.hand_over(outgoing, agree)
    assert (result.outcome, result.phase) == (Outcome.UNREACHABLE, "connect")


async def test_a_server_without_the_demanded_tls_gets_no_mail(sink: SmtpSink, outgoing: OutgoingMail) -> None:
    """R-MAIL-01: a password is not sent in the clear."""
    transport = SmtpTransport(SmtpServer("127.0.0.1", sink.port, "user", "secret", starttls=True))
    result = await transport.hand_over(outgoing, agree)
    assert result.outcome is Outcome.REFUSES_US
    assert sink.taken == []


async def test_who_lost_the_mail_to_another_worker_sends_nothing(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-01: the fencing token is asked right before the content leaves."""

    async def not_ours() -> bool:
        return False

    assert (await way_out.hand_over(outgoing, not_ours)).outcome is Outcome.LOST
    assert sink.taken == []
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.ACCEPTED


async def test_an_idle_connection_that_the_server_ended_is_made_again(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-01"""
    await way_out.hand_over(outgoing, agree)
    sink.hang_up()
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.ACCEPTED
    assert sink.connections == 2


@pytest.mark.parametrize("phase", ["sender", "recipient"])
async def test_a_server_that_closes_its_service_is_away_and_the_mail_is_not_to_blame(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail, phase: str
) -> None:
    """R-MAIL-02: 421 before the content is trouble of the server's; the breaker waits, and the mail keeps its tries."""
    setattr(sink.behaviour, f"{phase}_answer", lambda _address: "421 too many connections")
    result = await way_out.hand_over(outgoing, agree)
    assert (result.outcome, result.code) == (Outcome.UNREACHABLE, 421)
    setattr(sink.behaviour, f"{phase}_answer", lambda _address: "250 ok")
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.ACCEPTED


async def test_a_421_for_the_content_is_tried_again_over_a_new_connection(
    sink: SmtpSink, way_out: SmtpTransport, outgoing: OutgoingMail
) -> None:
    """R-MAIL-02"""
    sink.behaviour.data_answer = lambda _envelope: "421 shutting down"
    result = await way_out.hand_over(outgoing, agree)
    assert (result.outcome, result.phase, result.code) == (Outcome.TEMPORARY, "data", 421)
    sink.behaviour.data_answer = lambda _envelope: "250 taken"
    assert (await way_out.hand_over(outgoing, agree)).outcome is Outcome.ACCEPTED
    assert sink.connections == 2
