"""Reading what mail servers send back (RFC 3464), and the addresses to which they send it."""

import base64
import time
from uuid import UUID

import pytest

from app.bounces.reports import read_reports, recipients_of
from app.core.identifiers import new_id
from app.core.signing import KeyRing
from app.mail.return_paths import ReturnPaths

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
BASE = "bounce@portaal.example"


def report(*blocks: str, kind: str = "delivery-status") -> bytes:
    """A mail as a server sends it back; the returned mail itself says something that looks like a report."""
    status = "\n\n".join(("Reporting-MTA: dns; mx.bedrijf.example", *blocks))
    return f"""From: MAILER-DAEMON@mx.bedrijf.example
To: {BASE}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="x"

--x
Content-Type: text/plain

I'm sorry to have to inform you. Action: failed

--x
Content-Type: message/{kind}

{status}

--x
Content-Type: message/rfc822

Subject: Uitnodiging

Final-Recipient: rfc822; iemand@anders.example
Action: failed
--x--
""".encode()


GONE = """Original-Recipient: rfc822;jan@bedrijf.example
Final-Recipient: rfc822; jan.jansen@intern.bedrijf.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <jan@bedrijf.example>: Recipient address
 rejected: User unknown"""


def test_a_report_names_the_address_the_code_and_the_servers_words() -> None:
    """R-MAIL-02: the address as we wrote to it, before a forwarding."""
    (found,) = read_reports(report(GONE))
    assert (found.action, found.status, found.address) == ("failed", "5.1.1", "jan@bedrijf.example")
    assert found.words == "550 5.1.1 <jan@bedrijf.example>: Recipient address rejected: User unknown"
    assert (found.is_final, found.address_is_dead) == (True, True)


@pytest.mark.parametrize(
    ("status", "words", "dead"),
    [
        ("5.1.1", "550 no such user", True),
        ("5.1.2", "550 no such host", True),
        ("5.0.0", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", True),
        ("5.2.1", "550 mailbox disabled", True),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", True),
        ("5.2.2", "552 mailbox full", False),
        ("5.7.1", "550 looks like spam", False),
        ("5.3.4", "552 too large", False),
        ("", "554 no", False),
    ],
)
def test_only_an_address_that_does_not_exist_is_dead(status: str, words: str, dead: bool) -> None:
    """R-MAIL-02: a full mailbox or a strict filter is no reason to spare the address."""
    block = f"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; {words}"
    (found,) = read_reports(report(block))
    assert (found.is_final, found.address_is_dead) == (True, dead)


def test_a_delay_is_not_final() -> None:
    """R-MAIL-02"""
    block = "Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1"
    (found,) = read_reports(report(block))
    assert (found.is_final, found.address_is_dead, found.status) == (False, False, "4.4.1")


def test_several_recipients_are_several_reports() -> None:
    """R-MAIL-02: a copy may be refused while the mail itself arrived."""
    copy = "Final-Recipient: rfc822; baas@b.example\nAction: delivered\nStatus: 2.0.0"
    assert [each.action for each in read_reports(report(GONE, copy))] == ["failed", "delivered"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00broken",
        b"Subject: Afwezig\nAuto-Submitted: auto-replied\n\nIk ben met vakantie.\nAction: failed\n",
        report(GONE, kind="disposition-notification"),
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n",
        b"Content-Type: message/delivery-status\n\n" + b"Action: failed\n" * 3,
    ],
    ids=["nothing", "garbage", "absence notice", "read receipt", "cut off", "no envelope"],
)
def test_other_mail_is_no_report(content: bytes) -> None:
    """R-MAIL-02: an answer of a person or a machine marks nothing, and nothing breaks on it."""
    assert all(not each.address for each in read_reports(content))


NESTED = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (depth, depth) for depth in range(2000))


@pytest.mark.parametrize(
    "content",
    [
        b"To: " + b"a" * 1_000_000 + b"\n\n",
        b"To: " + b"a b, " * 200_000 + b"\n\n",
        b"To: " + b"(" * 5000 + b"\n\n",
        report(GONE.replace("User unknown", "x " * 500_000)),
        NESTED,
    ],
    ids=["one word", "many words", "brackets", "long words", "parts in parts"],
)
def test_a_mail_that_is_made_to_be_read_for_ever_is_read_at_once(content: bytes) -> None:
    """R-MAIL-02: whoever sends to the return path cannot hold up what reads it, nor break it."""
    started = time.perf_counter()
    read_reports(content)
    recipients_of(content)
    assert time.perf_counter() - started < 10


def test_a_report_fills_no_table() -> None:
    """R-MAIL-02: more recipients than a mail of ours has were made up, and words fit into their column."""
    assert len(read_reports(report(*[GONE] * 1000))) <= 50
    (found,) = read_reports(report(GONE.replace("User unknown", "weg\x00\x1b").replace("jan@", "jan\x00@")))
    assert (found.address, found.words[-4:]) == ("jan@bedrijf.example", " weg")


def test_a_return_path_names_its_mail_and_fits() -> None:
    """R-MAIL-04: at most 64 characters before the @, whatever becomes of its capitals on the way."""
    paths, mail_id = ReturnPaths(KeyRing.parse(NEW), BASE), new_id()
    address = paths.of(mail_id)
    assert len(address.partition("@")[0]) <= 64
    assert paths.mail_of(address) == paths.mail_of(f"<{address.upper()}>") == mail_id
    assert ReturnPaths(KeyRing.parse(NEW), "").of(mail_id) == ""


def test_a_return_path_made_with_the_former_key_still_counts() -> None:
    """R-MAIL-04: mail comes back for days."""
    mail_id = new_id()
    address = ReturnPaths(KeyRing.parse(OLD), BASE).of(mail_id)
    assert ReturnPaths(KeyRing.parse(f"{NEW},{OLD}"), BASE).mail_of(address) == mail_id
    assert ReturnPaths(KeyRing.parse(NEW), BASE).mail_of(address) is None


def test_nobody_can_make_up_a_return_path() -> None:
    """R-MAIL-04: one changed character, another mail's id, or no MAC at all is nobody's."""
    paths, mail_id = ReturnPaths(KeyRing.parse(NEW), BASE), UUID("0198c0de-0000-7000-8000-000000000001")
    local, _, host = paths.of(mail_id).partition("@")
    name, _, token = local.partition("+")
    assert paths.mail_of(f"{name}+{token}@elders.example") is None
    assert paths.mail_of(f"{name}@{host}") is None
    for at in range(len(token) - 1):
        other = "a" if token[at] != "a" else "b"
        assert paths.mail_of(f"{name}+{token[:at]}{other}{token[at + 1 :]}@{host}") is None
    bare = base64.b32encode(mail_id.bytes).decode().rstrip("=").lower()
    assert paths.mail_of(f"{name}+{bare}@{host}") is None


def test_without_an_envelope_the_headers_say_to_whom_it_came_back() -> None:
    """R-MAIL-04: pipes of some mail servers pass nothing but the mail."""
    found = recipients_of(b"Delivered-To: bounce+abc@x.example\nTo: <bounce+def@x.example>, a@b.example\n\n")
    assert found == ["bounce+abc@x.example", "bounce+def@x.example", "a@b.example"]
