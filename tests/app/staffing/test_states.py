"""The one table of staffing says what is possible, and nothing else is."""

import pytest

from app.staffing.errors import StaffingStateForbids
from app.staffing.states import TABLE, Act, State, allows, check

POSSIBLE = {
    Act.INVITE: {State.NOT_INVITED},
    Act.INVITE_AGAIN: {State.INVITED, State.AVAILABLE, State.UNAVAILABLE, State.DECLINED, State.WITHDRAWN},
    Act.ANSWER: {State.INVITED, State.AVAILABLE, State.UNAVAILABLE},
    Act.CONFIRM: {State.AVAILABLE},
    Act.DECLINE: {State.INVITED, State.AVAILABLE},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_table_allows_exactly_what_the_rules_say(act: Act, state: State) -> None:
    """R-STF-06 R-STF-07: every act in every state; who said not available gets no decline notice."""
    assert allows(act, state) == (state in POSSIBLE[act])
    if not allows(act, state):
        with pytest.raises(StaffingStateForbids) as refusal:
            check(act, state)
        assert refusal.value.params == {"state": str(state), "act": str(act)}


def test_every_act_tells_somebody_by_a_mail_that_exists() -> None:
    """R-STF-03 R-STF-05 R-STF-06 R-STF-07: inviting, answering, confirming and declining each have their mail."""
    assert {(rule.mail, rule.told) for rule in TABLE.values()} == {
        ("staffing-request", "instructor"),
        ("staffing-answer", "provider"),
        ("staffing-confirmed", "instructor"),
        ("staffing-declined", "instructor"),
    }


def test_only_inviting_makes_former_links_void() -> None:
    """R-STF-06: answering, confirming and declining leave the link as it is; it shows how things stand."""
    assert {act for act, rule in TABLE.items() if rule.link == "new"} == {Act.INVITE, Act.INVITE_AGAIN}
