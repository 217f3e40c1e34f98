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
    CONFIRM = "confirm"
    DECLINE = "decline"


Answer = Literal["available", "unavailable"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    done_by: Literal["provider", "either"]
    when: frozenset[State]
    becomes: State | None
    """None: the answer itself is the new state."""
    mail: str
    """The folder of the mail that goes out."""
    told: Literal["instructor", "provider"]
    link: Literal["new", "kept", "shows the outcome"]
    """`new` makes every earlier link void."""


_OPEN = frozenset({State.INVITED, State.AVAILABLE, State.UNAVAILABLE})

TABLE: dict[Act, Rule] = {
    Act.INVITE: Rule(
        "provider", frozenset({State.NOT_INVITED}), State.INVITED, "staffing-request", "instructor", "new"
    ),
    Act.INVITE_AGAIN: Rule(
        "provider", _OPEN | {State.DECLINED, State.WITHDRAWN}, State.INVITED, "staffing-request", "instructor", "new"
    ),
    Act.ANSWER: Rule("either", _OPEN, None, "staffing-answer", "provider", "kept"),
    Act.CONFIRM: Rule(
        "provider", frozenset({State.AVAILABLE}), State.CONFIRMED, "staffing-confirmed", "instructor",
        "shows the outcome",
    ),
    Act.DECLINE: Rule(
        "provider", frozenset({State.INVITED, State.AVAILABLE}), State.DECLINED, "staffing-declined", "instructor",
        "shows the outcome",
    ),
}  # fmt: skip


def allows(act: Act, state: State) -> bool:
    """Whether the table has a line for this act in this state."""
    return state in TABLE[act].when


def check(act: Act, state: State) -> None:
    """Raise StaffingStateForbids when the table has no line for this act in this state."""
    if not allows(act, state):
        raise StaffingStateForbids(
            f"This is not possible while the request is {state}.", state=str(state), act=str(act)
        )
