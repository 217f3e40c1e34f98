"""The table of states against every use-case: each state x action x white label over the API."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response

from app.courses.models import Course, Enrolment
from app.courses.states import ALLOWED, CERTIFIED_ONLY, NEEDS_TRAINEES, Action, State
from tests.factories.bodies import pointer
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_external_instructor
from tests.factories.sample_files import PDF
from tests.factories.tenants import act_for, make_trainee
from tests.isolation.world import DOCUMENT
from tests.portal import Portal

REFUSALS = {"course_state_refuses", "white_label_course", "certified_courses_only"}


@dataclass(frozen=True)
class Scene:
    """A course in some state with what is needed to try every action on it."""

    planner: AsyncClient
    course: Course
    enrolment: Enrolment | None
    newcomer: str
    teacher: dict[str, str]

    async def send(self, method: str, path: str, body: Any = None, *, seen: int = 1, **request: Any) -> Response:
        """Call something below the course, as it was seen when it was made."""
        url, headers = f"/api/v1/courses/{self.course.id}{path}", {"If-Match": f'"{seen}"'}
        return await self.planner.request(method, url, json=body, headers=headers, **request)


Attempt = Callable[[Scene], Awaitable[Response]]


def _import(scene: Scene) -> Awaitable[Response]:
    form = {"text": (None, "Voornaam;Achternaam\nA;B"), "courseId": (None, str(scene.course.id))}
    return scene.planner.post("/api/v1/trainee-imports", files=form)


async def _process(scene: Scene) -> Response:
    """Everything is marked first, where that is possible."""
    await scene.send("POST", "/enrolments/marks", {"attended": False})
    return await scene.send("POST", "/processing")


def _correct(scene: Scene) -> Awaitable[Response]:
    whom = str(scene.enrolment.id) if scene.enrolment else scene.newcomer
    return scene.send("POST", "/corrections", {"enrolmentIds": [whom], "attended": False})


ATTEMPTS: dict[Action, dict[str, Attempt]] = {
    Action.EDIT: {"change": lambda on: on.send("PATCH", "", {"remarks": "Anders"}, seen=on.course.version)},
    Action.ENROL: {
        "enrol": lambda on: on.send("POST", "/enrolments", {"traineeId": on.newcomer}),
        "import": _import,
    },
    Action.INVITE: {
        "mail the instructor": lambda on: on.send(
            "POST", "/mailings", {"subject": DOCUMENT, "body": DOCUMENT, "audience": "instructor"}
        )
    },
    Action.STAFF: {"ask": lambda on: on.send("POST", "/staffing-requests", {"instructors": [on.teacher]})},
    Action.MARK: {"mark everybody": lambda on: on.send("POST", "/enrolments/marks", {"attended": True})},
    Action.UPLOAD: {
        "add a file": lambda on: on.send("POST", "/documents", files={"file": ("a.pdf", PDF, "application/pdf")})
    },
    Action.CANCEL: {"cancel": lambda on: on.send("POST", "/cancellation", {"tellInvited": False})},
    Action.PROCESS: {"process": _process},
    Action.CORRECT: {"correct": _correct},
    Action.REOPEN: {"undo processing": lambda on: on.send("DELETE", "/processing")},
    Action.MOVE: {"move": lambda on: on.send("POST", "/move", {"firstDay": "2027-11-01"})},
    Action.COPY: {"copy": lambda on: on.send("POST", "/copies", {"firstDays": ["2027-12-01"]})},
    Action.REPORT_CODE95: {
        "tick": lambda on: on.send(
            "POST", "/code95/reports", {"date": on.course.first_day.isoformat(), "duty": "result"}
        )
    },
    Action.ATTENDANCE_LIST: {"download": lambda on: on.send("GET", "/attendance-list")},
    Action.CIBOT_ATTENDANCE_LIST: {"download": lambda on: on.send("GET", "/attendance-list?style=cibot")},
    Action.ASSESSMENT_LIST: {"download": lambda on: on.send("GET", "/assessment-list")},
}
"""At least one use-case per action; an action without one fails the first test."""
ON_AN_ENROLMENT: dict[Action, dict[str, Callable[[Scene, str], Awaitable[Response]]]] = {
    Action.MARK: {"mark one": lambda on, path: on.send("PATCH", path, {"attended": True})},
    Action.ENROL: {
        "give a place": lambda on, path: on.send("PATCH", path, {"state": "enrolled"}),
        "withdraw": lambda on, path: on.send("DELETE", path),
    },
}
DONE_BEFORE = {(Action.PROCESS, State.PROCESSED)}
"""Asked again, these answer as the first time and change nothing (R-PRC-01)."""
STATES: dict[State, dict[str, Any]] = {
    State.PLANNED: {},
    State.HELD: {"days": -3},
    State.PROCESSED: {"state": "processed", "days": -3},
    State.CANCELLED: {"state": "cancelled"},
}


def test_every_action_is_tried_on_a_use_case() -> None:
    """R-CRS-06: no action of the table is left to buttons alone."""
    assert set(ATTEMPTS) == set(Action)
    assert set(STATES) == set(State) == set(ALLOWED)


@pytest.mark.parametrize("white_label", [False, True], ids=["trainees", "white label"])
@pytest.mark.parametrize("state", State)
async def test_use_cases_and_answers_keep_to_the_table(portal: Portal, state: State, white_label: bool) -> None:
    """R-CRS-06 R-EXT-05: what the table does not allow is refused with 409 by every use-case, and is not offered."""
    allowed = ALLOWED[state] - CERTIFIED_ONLY - (NEEDS_TRAINEES if white_label else frozenset())
    tried = [(action, name, attempt) for action, several in ATTEMPTS.items() for name, attempt in several.items()]
    scenes = await _scenes(portal, state, white_label, count=len(tried) + 3)
    offered = (await scenes[0].send("GET", "")).json()["allowedActions"]
    assert set(offered) == {action.value for action in allowed}
    for (action, name, attempt), scene in zip(tried, scenes, strict=False):
        fine = action in allowed or (not white_label and (action, state) in DONE_BEFORE)
        _expect(await attempt(scene), fine, f"{name} in {state}", white_label)
    if white_label:
        return
    one_by_one = [(action, *each) for action, several in ON_AN_ENROLMENT.items() for each in several.items()]
    for (action, name, on_one), scene in zip(one_by_one, scenes[len(tried) :], strict=True):
        assert scene.enrolment is not None
        _expect(
            await on_one(scene, f"/enrolments/{scene.enrolment.id}"), action in allowed, f"{name} in {state}", False
        )


def _expect(answer: Response, allowed: bool, what: str, white_label: bool) -> None:
    if allowed:
        assert answer.status_code < 300, f"{what}: {answer.text}"
        return
    assert answer.status_code == 409, f"{what}: {answer.status_code}"
    expected = REFUSALS if white_label else REFUSALS - {"white_label_course"}
    assert answer.json()["code"] in expected, what


async def _scenes(portal: Portal, state: State, white_label: bool, *, count: int) -> list[Scene]:
    provider = await portal.provider()
    planner = await portal.login(provider, "admin")
    ahead = STATES[state]
    first: date = portal.clock.now().date() + timedelta(days=ahead.get("days", 60))
    columns = {name: value for name, value in ahead.items() if name != "days"}
    scenes = []
    async with portal.writing() as session:
        await act_for(session, provider.id)
        main, asked = [await make_external_instructor(session, provider) for _ in range(2)]
        for number in range(count):
            day = first + timedelta(days=number if state in (State.PLANNED, State.CANCELLED) else -number)
            columns |= {"is_white_label": white_label, "is_code95": True}
            course = await make_course(session, provider, days=(day,), main=main, **columns)
            trainee, newcomer = [await make_trainee(session, provider) for _ in range(2)]
            enrolment = None if white_label else await make_enrolment(session, course, trainee)
            scenes.append(Scene(planner, course, enrolment, str(newcomer.id), pointer(asked)))
    return scenes
