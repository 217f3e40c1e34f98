"""The one table of staffing (R-STF-06): who may do what in which state, what it becomes, what is mailed, what the link does."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from app.staffing.errors import StaffingStateForbids


class State(StrEnum):
    """Where the question to one instructor about one course stands."""

    NOT_INVITED = "not_invited"
    INVITED = "invited"
    AVAILABLE = "available"
    UNAVAILABLE = "unavailable"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """Was confirmed, and is no longer on the course."""


class Act(StrEnum):
    """What provider or instructor can do."""

    INVITE = "invite"
    INVITE_AGAIN = "inviteAgain"
    ANSWER = "answer"
    """By the link of the mail."""
    ENTER_ANSWER = "enterAnswer"
    """On the instructor's behalf, after a telephone call."""
    CONFIRM = "confirm"
    DECLINE = "decline"


Answer = Literal["available", "unavailable"]


class Outcome(StrEnum):
    """Why an answer can no longer be given: what the link shows instead of the question."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    DECIDED = "decided"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    done_by: Literal["provider", "instructor"]
    when: frozenset[State]
    becomes: State | None
    """None: the answer itself is the new state."""
    mail: str | None
    """The folder of the mail that goes out, if one does."""
    told: Literal["instructor", "provider"] | None
    link: Literal["new", "kept"]
    """`new` makes every earlier link void; a kept one shows what `LINK_SHOWS` says of the new state."""


_OPEN = frozenset({State.INVITED, State.AVAILABLE, State.UNAVAILABLE})

TABLE: dict[Act, Rule] = {
    Act.INVITE: Rule(
        "provider", frozenset({State.NOT_INVITED}), State.INVITED, "staffing-request", "instructor", "new"
    ),
    Act.INVITE_AGAIN: Rule(
        "provider", _OPEN | {State.DECLINED, State.WITHDRAWN}, State.INVITED, "staffing-request", "instructor", "new"
    ),
    Act.ANSWER: Rule("instructor", _OPEN, None, "staffing-answer", "provider", "kept"),
    Act.ENTER_ANSWER: Rule("provider", _OPEN, None, None, None, "kept"),
    Act.CONFIRM: Rule(
        "provider", frozenset({State.AVAILABLE}), State.CONFIRMED, "staffing-confirmed", "instructor", "kept"
    ),
    Act.DECLINE: Rule(
        "provider", frozenset({State.INVITED, State.AVAILABLE}), State.DECLINED, "staffing-declined", "instructor",
        "kept",
    ),
}  # fmt: skip

LINK_SHOWS: dict[State, Outcome | None] = {
    State.NOT_INVITED: None,
    State.INVITED: None,
    State.AVAILABLE: None,
    State.UNAVAILABLE: None,
    State.CONFIRMED: Outcome.CONFIRMED,
    State.DECLINED: Outcome.DECLINED,
    State.WITHDRAWN: Outcome.DECIDED,
}
"""What the present link shows in each state; None: the question, which is open as far as this request goes."""


def allows(act: Act, state: State) -> bool:
    """Whether the table has a line for this act in this state."""
    return state in TABLE[act].when


def check(act: Act, state: State) -> None:
    """Raise StaffingStateForbids when the table has no line for this act in this state."""
    if not allows(act, state):
        raise StaffingStateForbids(
            f"This is not possible while the request is {state}.", state=str(state), act=str(act)
        )
