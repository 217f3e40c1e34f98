"""Birth dates as people write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.values import Unusable
from app.trainees.birth_dates import birth_date, reads_as_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12-04-1984", date(1984, 4, 12)),
        ("12-4-84", date(1984, 4, 12)),
        ("03/02/2002", date(2002, 2, 3)),
        ("3.2.2002", date(2002, 2, 3)),
        ("1992-11-21", date(1992, 11, 21)),
        ("1992/11/21", date(1992, 11, 21)),
        ("1959-10-21 00:00:00", date(1959, 10, 21)),
        ("1959-10-21T00:00:00Z", date(1959, 10, 21)),
        ("12 april 1984", date(1984, 4, 12)),
        ("1 mrt. 2001", date(2001, 3, 1)),
        ("12-May-84", date(1984, 5, 12)),
        ("9-7-01", date(2001, 7, 9)),
        ("9-7-27", date(1927, 7, 9)),
        ("29-02-2024", date(2024, 2, 29)),
        (" \u00a0", None),
    ],
)
def test_a_date_is_read_day_first(typed: str, meant: date | None) -> None:
    """R-CRS-08"""
    assert birth_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31-02-1980", "date_does_not_exist"),
        ("29-02-2023", "date_does_not_exist"),
        ("12/25/1980", "date_does_not_exist"),
        ("00-00-0000", "date_does_not_exist"),
        ("24-11-2026", "birth_date_in_future"),
        ("01-01-2126", "birth_date_in_future"),
        ("01-01-1905", "birth_date_too_long_ago"),
        ("onbekend", "date_not_understood"),
        ("12-04/1984", "date_not_understood"),
        ("1984", "date_not_understood"),
        ("19840412", "date_not_understood"),
        ("12 foo 1984", "date_not_understood"),
        ("١٢-٠٤-١٩٨٤", "date_not_understood"),
    ],
)
def test_an_impossible_date_is_refused_with_its_reason(typed: str, code: str) -> None:
    """R-CRS-08"""
    with pytest.raises(Unusable) as refusal:
        birth_date(typed, TODAY)
    assert refusal.value.code == code


@given(
    st.dates(min_value=date(1927, 1, 1), max_value=TODAY),
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%y"]),
)
def test_every_written_date_reads_back(born: date, form: str) -> None:
    """R-CRS-08"""
    assert birth_date(born.strftime(form), TODAY) == born


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(typed: str) -> None:
    """R-CRS-08: nothing else than a refusal with a code comes out."""
    with suppress(Unusable):
        assert birth_date(typed, TODAY) is None or reads_as_date(typed)
