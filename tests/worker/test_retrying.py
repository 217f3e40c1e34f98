"""When a failed mail is tried again, and how trouble with the server spares the mails."""

from datetime import UTC, datetime, timedelta

import pytest

from app.mail.outgoing import Outcome
from app.worker.breaker import Breaker
from app.worker.retrying import RetryPolicy

FIRST = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def test_the_delays_grow_to_an_hour() -> None:
    """R-MAIL-02"""
    policy = RetryPolicy(spread=0)
    waits = [policy.next_try(tries, first_try=FIRST, now=FIRST) for tries in range(1, 10)]
    minutes = [(moment - FIRST) / timedelta(minutes=1) for moment in waits if moment]
    assert minutes == [1, 2, 5, 10, 20, 40, 60, 60, 60]


@pytest.mark.parametrize(("chance", "minutes"), [(0.0, 0.8), (0.5, 1.0), (1.0, 1.2)])
def test_mails_that_failed_together_do_not_return_together(chance: float, minutes: float) -> None:
    """R-MAIL-02"""
    policy = RetryPolicy(chance=lambda: chance)
    moment = policy.next_try(1, first_try=FIRST, now=FIRST)
    assert moment is not None
    assert (moment - FIRST) / timedelta(minutes=1) == pytest.approx(minutes)


def test_after_48_hours_it_is_over() -> None:
    """R-MAIL-02"""
    policy = RetryPolicy(spread=0)
    assert policy.next_try(40, first_try=FIRST, now=FIRST + timedelta(hours=46, minutes=59)) is not None
    assert policy.next_try(50, first_try=FIRST, now=FIRST + timedelta(hours=47, minutes=1)) is None


def test_the_total_of_all_tries_is_reasonable() -> None:
    """R-MAIL-02: some fifty tries in two days, the first six within an hour and a half."""
    policy, now, tries = RetryPolicy(spread=0), FIRST, 0
    while True:
        tries += 1
        later = policy.next_try(tries, first_try=FIRST, now=now)
        if later is None:
            break
        now = later
    assert 48 <= tries <= 56


def test_trouble_opens_the_breaker_and_one_mail_tries() -> None:
    """R-MAIL-02: a server that is away costs one mail a try, not all of them."""
    breaker = Breaker(30)
    assert breaker.allowance(0, 10) == 10
    assert breaker.note(Outcome.UNREACHABLE, 0)
    assert not breaker.note(Outcome.UNREACHABLE, 1)
    assert breaker.is_open(10)
    assert (breaker.allowance(10, 10), breaker.allowance(40, 10)) == (0, 1)
    breaker.note(Outcome.ACCEPTED, 41)
    assert breaker.allowance(41, 10) == 10


def test_a_refused_mail_leaves_the_breaker_alone() -> None:
    """R-MAIL-02: a refusal is about one mail."""
    breaker = Breaker(30)
    for outcome in (Outcome.TEMPORARY, Outcome.PERMANENT, Outcome.AMBIGUOUS, Outcome.LOST):
        breaker.note(outcome, 0)
    assert breaker.allowance(0, 10) == 10
