"""The terms of code 95 at the operator's desk: they hold from a day to come, and never change what was."""

from datetime import date, timedelta

from app.core.clock import local_date
from tests.portal import Portal

URL = "/api/v1/operator/code95-terms"


def _terms(valid_from: date) -> dict[str, object]:
    return {"validFrom": valid_from.isoformat(), "daysAhead": 3, "minutesAfterStart": 15, "daysAfter": 7}


async def test_the_operator_adds_terms_from_a_day_to_come(portal: Portal) -> None:
    """R-CRS: terms that hold now stay; new ones stand before them, and the operator's log has them."""
    operator = await portal.login(None)
    before = (await operator.get(URL)).json()["items"]
    day = local_date(portal.clock.now(), "Europe/Amsterdam") + timedelta(days=1)
    made = await operator.post(URL, json=_terms(day))
    assert made.status_code == 201
    assert (await operator.get(URL)).json()["items"] == [made.json(), *before]


async def test_no_terms_begin_on_a_day_that_has_begun_or_has_terms(portal: Portal) -> None:
    """What was on time stays on time."""
    operator = await portal.login(None)
    today = local_date(portal.clock.now(), "Europe/Amsterdam")
    assert (await operator.post(URL, json=_terms(today))).json()["code"] == "code95_terms_in_the_past"
    assert (await operator.post(URL, json=_terms(today + timedelta(days=2)))).status_code == 201
    assert (await operator.post(URL, json=_terms(today + timedelta(days=2)))).status_code == 409


async def test_only_the_operator_adds_them(portal: Portal) -> None:
    """Nor may a provider's administrator read them here."""
    admin = await portal.login(await portal.provider(), "admin")
    assert (await admin.post(URL, json=_terms(date(2099, 1, 1)))).status_code == 403
