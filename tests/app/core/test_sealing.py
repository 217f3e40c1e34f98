"""Sealed secrets: unreadable without the key, bound to their row, and readable through a rotation."""

import pytest

from app.core.sealing import SealBroken, Sealer
from app.core.signing import KeyRing, Purpose

OLD, NEW = {"old": b"o" * 32}, {"new": b"n" * 32}


def sealer(secrets: dict[str, bytes]) -> Sealer:
    return Sealer(KeyRing(secrets), Purpose.SECOND_STEP)


def test_what_is_sealed_shows_nothing_and_opens_again() -> None:
    """R-ACC-02: another nonce each time, so that equal secrets do not look alike."""
    one, two = (sealer(OLD).seal(b"JBSWY3DPEHPK3PXP", b"anna") for _ in range(2))
    assert b"JBSWY3DP" not in one
    assert one != two
    assert sealer(OLD).open(one, b"anna") == b"JBSWY3DPEHPK3PXP"


def test_it_opens_in_its_own_row_alone_and_unaltered() -> None:
    """R-ACC-02: copied to somebody else's row, cut, changed in any byte, or made for another use, it opens no more."""
    sealed = sealer(OLD).seal(b"geheim", b"anna")
    broken = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    broken += [sealed[:-1], sealed[1:], b"", b"old\0", sealed + b"x"]
    for each in broken:
        with pytest.raises(SealBroken):
            sealer(OLD).open(each, b"anna")
    with pytest.raises(SealBroken):
        sealer(OLD).open(sealed, b"bea")
    with pytest.raises(SealBroken):
        Sealer(KeyRing(OLD), Purpose.NEW_PASSWORD).open(sealed, b"anna")


def test_keys_rotate_like_those_of_links() -> None:
    """R-ACC-02: the newest seals, every one opens, and what an older one sealed is known as such."""
    sealed = sealer(OLD).seal(b"geheim", b"anna")
    both = sealer(NEW | OLD)
    assert both.open(sealed, b"anna") == b"geheim"
    assert both.is_stale(sealed)
    assert not both.is_stale(both.seal(b"geheim", b"anna"))
    with pytest.raises(SealBroken):
        sealer(NEW).open(sealed, b"anna")
