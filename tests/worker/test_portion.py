"""How many mails a worker holds at a time."""

from app.worker.portion import Portion


def test_a_fast_server_gets_many_at_a_time() -> None:
    """R-MAIL-02"""
    portion = Portion(least=8, most=64)
    for moment in (0.0, 0.1, 0.2, 0.3, 0.4):
        portion.take(moment)
    assert portion.size == 64


def test_a_slow_server_gets_few_so_that_a_single_mail_is_not_kept_waiting() -> None:
    """R-MAIL-02: nor another worker, who could take them."""
    portion = Portion(least=8, most=64)
    for moment in (0.0, 0.1, 0.2, 3.0, 6.0, 9.0):
        portion.take(moment)
    assert portion.size == 8


def test_a_steady_pace_changes_nothing() -> None:
    """R-MAIL-02"""
    portion = Portion(least=8, most=64)
    for moment in (0.0, 0.1, 0.6, 1.1):
        portion.take(moment)
    assert portion.size == 16
