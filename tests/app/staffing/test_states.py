"""The one table of staffing says what is possible, and nothing else is."""

import pytest

from app.staffing.errors import StaffingStateForbids
from app.staffing.states import LINK_SHOWS, TABLE, Act, Outcome, State, allows, check

OPEN = {State.INVITED, State.AVAILABLE, State.UNAVAILABLE}
POSSIBLE = {
    Act.INVITE: {State.NOT_INVITED},
    Act.INVITE_AGAIN: OPEN | {State.DECLINED, State.WITHDRAWN},
    Act.ANSWER: OPEN,
    Act.ENTER_ANSWER: OPEN,
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


def test_the_mails_of_the_table_are_the_four_of_the_rules() -> None:
    """R-STF-03 R-STF-05 R-STF-06 R-STF-07: who is told what by which act; entering an answer oneself tells nobody."""
    assert {act: (rule.mail, rule.told) for act, rule in TABLE.items()} == {
        Act.INVITE: ("staffing-request", "instructor"),
        Act.INVITE_AGAIN: ("staffing-request", "instructor"),
        Act.ANSWER: ("staffing-answer", "provider"),
        Act.ENTER_ANSWER: (None, None),
        Act.CONFIRM: ("staffing-confirmed", "instructor"),
        Act.DECLINE: ("staffing-declined", "instructor"),
    }


def test_only_inviting_makes_former_links_void() -> None:
    """R-STF-06: answering, confirming and declining leave the link as it is; it shows how things stand."""
    assert {act for act, rule in TABLE.items() if rule.link == "new"} == {Act.INVITE, Act.INVITE_AGAIN}


def test_a_link_asks_where_an_answer_is_possible_and_tells_the_outcome_elsewhere() -> None:
    """R-STF-04 R-STF-07: confirmed, declined and withdrawn have their page; the rest the question."""
    assert {state for state, outcome in LINK_SHOWS.items() if outcome is None} == OPEN | {State.NOT_INVITED}
    assert LINK_SHOWS[State.DECLINED] is Outcome.DECLINED
    assert LINK_SHOWS[State.CONFIRMED] is Outcome.CONFIRMED
