"""Signed links cannot be altered, reused for another purpose, or outlive their time."""

import base64
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.core.signing import KeyRing, LinkExpired, LinkInvalid, LinkSigner, Purpose

NOW = datetime(2027, 6, 7, 9, 30, tzinfo=UTC)
IDS = (UUID(int=0x0192F0E0_7A00_7000_8000_000000000001), UUID(int=0x0192F0E0_7A00_7000_8000_00000000FFFE))
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
OLD_SECRET, NEW_SECRET = b"o" * 32, b"n" * 32


@pytest.fixture
def signer() -> LinkSigner:
    return LinkSigner(KeyRing({"k1": OLD_SECRET}))


@pytest.fixture
def token(signer: LinkSigner) -> str:
    return signer.sign(Purpose.STAFFING_ANSWER, IDS, generation=3, expires_at=NOW + timedelta(days=14))


def accepted(signer: LinkSigner, token: str) -> bool:
    try:
        signer.verify(token, Purpose.STAFFING_ANSWER, now=NOW)
    except LinkInvalid:
        return False
    return True


def test_token_says_what_was_signed(signer: LinkSigner, token: str) -> None:
    """R-STF-04: a genuine token gives back ids, generation and expiry."""
    link = signer.verify(token, Purpose.STAFFING_ANSWER, now=NOW)
    assert (link.ids, link.generation, link.expires_at) == (IDS, 3, NOW + timedelta(days=14))


def test_token_fits_in_a_mail_line(token: str) -> None:
    """R-STF-04: the plain link under the buttons stays short enough not to be broken by mail programs."""
    assert len(token) < 100


def test_no_single_changed_character_passes(signer: LinkSigner, token: str) -> None:
    """R-STF-04: every change of one character, the spare bits of the last one included, is refused."""
    changes = (
        token[:at] + other + token[at + 1 :]
        for at in range(len(token))
        for other in ALPHABET + "+/=.%é "
        if other != token[at]
    )
    assert [changed for changed in changes if accepted(signer, changed)] == []


def test_no_cut_or_extended_token_passes(signer: LinkSigner, token: str) -> None:
    """R-STF-04: no beginning, no ending and no extension of a token is accepted."""
    cuts = [token[:length] for length in range(len(token))] + [token[start:] for start in range(1, len(token))]
    extensions = [token + extra for extra in (*ALPHABET, "=", "==", "====", "\n", " ", "%3D", token)]
    inserted = [token[:at] + extra + token[at:] for at in range(len(token)) for extra in "A=\n"]
    assert [wrong for wrong in cuts + extensions + inserted if accepted(signer, wrong)] == []


@pytest.mark.parametrize("text", ["", "é", "a" * 5000, "AAAA", "\x00", "..", "azE1NjY5MTMxMjE4MDYxNTY2OTEzMTIx"])
def test_text_of_another_make_is_refused(signer: LinkSigner, text: str) -> None:
    """R-STF-04: what is no token gives the plain refusal, never an error."""
    with pytest.raises(LinkInvalid):
        signer.verify(text, Purpose.STAFFING_ANSWER, now=NOW)


def test_token_of_another_purpose_is_refused(signer: LinkSigner, token: str) -> None:
    """R-STF-04: purposes have keys of their own."""
    with pytest.raises(LinkInvalid):
        signer.verify(token, Purpose.STAFFING_FORM, now=NOW)


def test_purpose_byte_alone_does_not_convert_a_token(signer: LinkSigner, token: str) -> None:
    """R-STF-04: rewriting the purpose inside the token does not help, since the key differs."""
    raw = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    raw[4] = Purpose.STAFFING_FORM.value
    rewritten = base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()
    with pytest.raises(LinkInvalid):
        signer.verify(rewritten, Purpose.STAFFING_FORM, now=NOW)


def test_no_two_purposes_share_a_key() -> None:
    """R-STF-04: what opens the one opens no other, whatever its name: sealed secrets, return paths, links."""
    ring = KeyRing({"k1": OLD_SECRET})
    keys = {name: ring.derive("k1", purpose) for name, purpose in Purpose.__members__.items()}
    assert len(set(keys.values())) == len(keys)


def test_token_expires_at_its_second(signer: LinkSigner) -> None:
    """R-STF-04: valid until the last second before the expiry, expired from that moment on."""
    token = signer.sign(Purpose.STAFFING_ANSWER, IDS, generation=1, expires_at=NOW)
    signer.verify(token, Purpose.STAFFING_ANSWER, now=NOW - timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        signer.verify(token, Purpose.STAFFING_ANSWER, now=NOW)


def test_rotation_keeps_old_links_until_their_key_is_dropped(signer: LinkSigner, token: str) -> None:
    """R-STF-04: the newest key signs, every listed key verifies, a dropped key verifies no more."""
    rotated = LinkSigner(KeyRing({"k2": NEW_SECRET, "k1": OLD_SECRET}))
    fresh = rotated.sign(Purpose.STAFFING_ANSWER, IDS, generation=3, expires_at=NOW + timedelta(days=14))
    assert accepted(rotated, token)
    assert accepted(rotated, fresh)
    assert not accepted(signer, fresh)
    assert not accepted(LinkSigner(KeyRing({"k2": NEW_SECRET})), token)


def test_same_key_id_with_another_secret_is_refused(token: str) -> None:
    """R-STF-04: the key id is a hint, the secret decides."""
    assert not accepted(LinkSigner(KeyRing({"k1": NEW_SECRET})), token)


def test_key_list_is_read_newest_first() -> None:
    """R-STF-04: the setting's first key is the one that signs."""
    encoded = [base64.b64encode(secret).decode() for secret in (NEW_SECRET, OLD_SECRET)]
    ring = KeyRing.parse(f"k2:{encoded[0]}, k1:{encoded[1]}")
    assert ring.newest == "k2"
    assert ring.secrets == {"k2": NEW_SECRET, "k1": OLD_SECRET}


@pytest.mark.parametrize("text", ["", "k1", "k1:", "k1:c2hvcnQ=", "k1:*", ":" + "A" * 44, "k1:{0},k1:{0}", "{1}:{0}"])
def test_unusable_key_list_is_refused(text: str) -> None:
    """R-STF-04: a missing, weak, doubled or overlong key stops the start instead of signing badly."""
    with pytest.raises(ValueError, match=r"key|secret"):
        KeyRing.parse(text.format(base64.b64encode(OLD_SECRET).decode(), "k" * 17))
