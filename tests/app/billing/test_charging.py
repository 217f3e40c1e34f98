"""Tiers and charges against a table that was worked by hand (`tests/data/billing/cases.csv`)."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.billing.charging import Activity, Booking, Status, Subscription, charge, count, history, totals
from app.billing.periods import counted_for, month_of, month_start, months
from app.billing.prices import Band, PriceTable, Tier, table_on

TABLE_2020 = PriceTable(
    valid_from=date(2020, 1, 1),
    bands=(
        Band(Tier.BRONZE, 0, 400),
        Band(Tier.SILVER, 25, 800),
        Band(Tier.GOLD, 100, 1200),
        Band(Tier.DIAMOND, 500, 1600),
    ),
    institute_discount_cents=200,
    one_off_fee_cents=9800,
    vat_percent=21,
)
_FILE = Path(__file__).resolve().parents[2] / "data" / "billing" / "cases.csv"
CASES = list(csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines(), delimiter=";"))


def _bookings(text: str) -> list[Booking]:
    found: list[Booking] = []
    for word in text.split():
        day, number = word.rstrip("x").split("*")
        found += [Booking(date.fromisoformat(day), cancelled=word.endswith("x"))] * int(number)
    return found


def _statuses(text: str, start: date) -> list[Status]:
    if text in ("yes", "no"):
        return [Status(start, text == "yes")]
    pairs = (word.split(":") for word in text.split())
    return [Status(date.fromisoformat(day), said == "yes") for day, said in pairs]


def _activities(text: str) -> list[Activity]:
    found = []
    for word in text.split():
        module, days = word.split(":")
        first, _, until = days.partition("..")
        found.append(Activity(module, date.fromisoformat(first), date.fromisoformat(until) if until else None))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_month_costs_what_was_worked_out_by_hand(case: dict[str, str]) -> None:
    """R-BIL-01, R-BIL-02, R-BIL-03, R-BIL-04, R-BIL-05, R-BIL-06."""
    start = date.fromisoformat(case["start"])
    number = int(case["month"])
    subscription = Subscription(start, _statuses(case["institute"], start), _activities(case["modules"]))
    courses = count(_bookings(case["bookings"]), counted_for(start, number).period)
    month = charge(subscription, number, courses, [TABLE_2020], fee_charged_before=case["fee paid"] == "yes")
    charged = [line.cents for line in month.lines if line.module is not None]
    assert month.reckoning.band.tier == case["tier"]
    assert charged == [int(case["cents each"])] * int(case["modules charged"])
    assert sum(line.cents for line in month.lines if line.module is None) == int(case["fee cents"])
    assert (month.net_cents, month.vat_cents) == (int(case["net"]), int(case["vat"]))


def test_the_table_is_long_enough_to_mean_something() -> None:
    """R-BIL-02: at least sixty different cases, worked by hand."""
    assert len({case["case"] for case in CASES}) == len(CASES) >= 60


def test_a_price_change_alters_no_month_before_it() -> None:
    """R-BIL-06: the table that holds on the first day of a month decides."""
    dearer = PriceTable(date(2024, 5, 15), (Band(Tier.BRONZE, 0, 500),), 200, 9800, 21)
    subscription = Subscription(
        date(2024, 1, 1), [Status(date(2024, 1, 1), False)], [Activity("staffing", date(2024, 1, 1))]
    )
    before = history(subscription, [], [TABLE_2020], date(2024, 6, 1))
    after = history(subscription, [], [TABLE_2020, dearer], date(2024, 7, 1))
    assert after[: len(before)] == before
    assert [line.cents for line in after[-1].lines] == [500]


def test_no_prices_hold_before_the_first_table() -> None:
    """R-BIL-06."""
    with pytest.raises(LookupError):
        table_on([TABLE_2020], date(2019, 12, 31))


_DAYS = st.dates(date(2021, 1, 1), date(2028, 12, 31))


@given(start=_DAYS, number=st.integers(0, 60))
def test_the_months_of_a_subscription_leave_no_day_out_and_take_none_twice(start: date, number: int) -> None:
    """R-BIL-03: months count from the first day of the subscription, also from the 31st."""
    month = months(start, number)
    assert months(start, number + 1).first == month.end > month.first
    assert month_of(start, month.first) == number
    assert month_of(start, date.fromordinal(month.end.toordinal() - 1)) == number
    assert month_start(start, 0) == start


@given(start=_DAYS, number=st.integers(1, 60))
def test_what_decides_a_tier_lies_before_the_month_it_decides(start: date, number: int) -> None:
    """R-BIL-03, R-BIL-04, R-BIL-05: the tier is known before the month begins."""
    assert counted_for(start, number).period.end <= months(start, number).first


_PAST = st.dates(date(2022, 1, 1), date(2025, 12, 31))


@given(
    start=st.dates(date(2022, 1, 1), date(2022, 12, 31)),
    bookings=st.lists(st.builds(Booking, _PAST, st.booleans()), max_size=60),
    spans=st.lists(st.tuples(st.sampled_from("abcdef"), _PAST, st.none() | _PAST), max_size=8),
    changes=st.lists(st.tuples(_PAST, st.booleans()), max_size=3),
)
def test_thirty_six_months_sum_to_their_explanation(
    start: date,
    bookings: list[Booking],
    spans: list[tuple[str, date, date | None]],
    changes: list[tuple[date, bool]],
) -> None:
    """R-BIL-08: tiers and lines of a random history, priced again in another way, give the same sum."""
    subscription = Subscription(
        start, [Status(start, False), *(Status(*change) for change in changes)], [Activity(*span) for span in spans]
    )
    charges = history(subscription, bookings, [TABLE_2020], month_start(start, 36))
    assert [month.number for month in charges] == list(range(36))
    prices = {"bronze": 400, "silver": 800, "gold": 1200, "diamond": 1600}
    net = 0
    for month in charges:
        each = prices[month.reckoning.band.tier] - (200 if month.is_institute else 0)
        on = {
            module
            for module, first, until in spans
            if any(
                first <= day and (until is None or day < until)
                for day in map(date.fromordinal, range(month.period.first.toordinal(), month.period.end.toordinal()))
            )
        }
        net += len(on) * each if month.number else 0
        net += sum(line.cents for line in month.lines if line.module is None)
    assert totals(charges)["net"] == net
    assert sum(line.module is None for month in charges for line in month.lines) <= 1
