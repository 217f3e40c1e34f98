"""The table of staffing, walked through the API and the pages: every act in every state, with its mail and its links."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from httpx import Response
from sqlalchemy import text

from app.core.identifiers import new_id
from app.staffing.states import LINK_SHOWS, TABLE, Act, Outcome, State, allows
from tests.factories.courses import make_course
from tests.factories.instructors import make_instructor
from tests.factories.staffing import DAY, Scene, hidden_fields
from tests.factories.tenants import act_for
from tests.portal import Portal

MAILS = ("staffing-request", "staffing-answer", "staffing-confirmed", "staffing-declined")
HEADINGS = {
    None: "Kun je deze cursus geven?",
    Outcome.CONFIRMED: "Je geeft deze cursus",
    Outcome.DECLINED: "Er is al een instructeur gevonden",
    Outcome.DECIDED: "De keuze is al gemaakt",
}


@dataclass
class Case:
    """One instructor in one state at a course that has its main instructor already, so that the others can be declined."""

    scene: Scene
    request_id: str = ""
    link: str = ""

    async def line(self) -> dict[str, object]:
        return (await self.scene.lines())[str(self.scene.people[0].id)]

    async def sent(self) -> list[tuple[str, str]]:
        return [(kind, mail.to) for kind in MAILS for mail in await self.scene.mails(kind)]

    async def ask(self) -> None:
        [self.request_id] = await self.scene.invite(self.scene.people[0])
        self.link = (await self.scene.mails("staffing-request"))[-1].link

    def url(self, act: str) -> str:
        return f"{self.scene.url}/staffing-requests/{self.request_id or new_id()}/{act}"


async def _withdraw(case: Case) -> None:
    async with case.scene.portal.writing() as session:
        await act_for(session, case.scene.provider.id)
        await session.execute(text("delete from course_instructor where position = 'second'"))


async def _bring_to(case: Case, state: State) -> None:
    """Lead the request into a state by what people do."""
    if state is State.NOT_INVITED:
        return
    await case.ask()
    if state in (State.AVAILABLE, State.UNAVAILABLE):
        await case.scene.act(case.request_id, "answer", answer=str(state))
    elif state is State.DECLINED:
        await case.scene.planner.post(f"{case.scene.url}/decline-notices")
    elif state in (State.CONFIRMED, State.WITHDRAWN):
        await case.scene.act(case.request_id, "answer", answer="available")
        await case.scene.act(case.request_id, "confirmation", position="second")
        if state is State.WITHDRAWN:
            await _withdraw(case)


async def _case(portal: Portal, state: State) -> Case:
    async with portal.owning() as owner:
        asked, chosen = [await make_instructor(owner, family_name=f"Docent {number}") for number in range(2)]
    provider = await portal.provider(email=f"{state.value}@opleider.example")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, days=(DAY,), main=chosen)
    case = Case(Scene(portal, provider, course, await portal.login(provider), [asked]))
    await _bring_to(case, state)
    assert (await case.line())["state"] == str(state)
    return case


async def _invite(case: Case) -> Response:
    body = {"instructors": [{"kind": "registered", "id": str(case.scene.people[0].id)}]}
    return await case.scene.planner.post(f"{case.scene.url}/staffing-requests", json=body)


async def _another_answer(case: Case) -> str:
    return "unavailable" if (await case.line())["state"] == "available" else "available"


async def _answer(case: Case) -> Response:
    visitor = case.scene.portal.anonymous()
    page = await visitor.get(case.link or "/antwoord/nergens")
    form = {"nonce": "x", "days": "x"} | hidden_fields(page.text) | {"answer": await _another_answer(case)}
    return await visitor.post(case.link or "/antwoord/nergens", data=form)


ACTS: dict[Act, Callable[[Case], Awaitable[Response]]] = {
    Act.INVITE: _invite,
    Act.INVITE_AGAIN: lambda case: case.scene.planner.post(case.url("renewal")),
    Act.ANSWER: _answer,
    Act.ENTER_ANSWER: lambda case: case.scene.planner.post(case.url("answer"), json={"answer": "available"}),
    Act.CONFIRM: lambda case: case.scene.planner.post(case.url("confirmation"), json={"position": "second"}),
    Act.DECLINE: lambda case: case.scene.planner.post(f"{case.scene.url}/decline-notices"),
}
BUTTONS = {
    Act.INVITE: "invite",
    Act.INVITE_AGAIN: "inviteAgain",
    Act.ENTER_ANSWER: "enterAnswer",
    Act.CONFIRM: "confirmSecond",
}


@pytest.mark.parametrize("act", Act)
async def test_every_act_in_every_state_does_what_the_table_says(portal: Portal, act: Act) -> None:
    """R-STF-04 R-STF-05 R-STF-06 R-STF-07: new state, mail, reader and links; where it is not allowed, nothing at all."""
    for state in State:
        case = await _case(portal, state)
        if act in BUTTONS:
            offered = (await case.line())["allowedActions"]
            assert isinstance(offered, list)
            assert (BUTTONS[act] in offered) == allows(act, state), (act, state)
        before, old_link = await case.sent(), case.link
        answer = await ACTS[act](case)
        fresh = list((Counter(await case.sent()) - Counter(before)).elements())
        if allows(act, state):
            assert answer.status_code in (200, 201, 303), (state, answer.text)
            await _check_done(case, act, state, fresh, old_link)
        else:
            await _check_refused(case, act, state, answer)
            assert fresh == [], state


async def _check_done(case: Case, act: Act, former: State, fresh: list[tuple[str, str]], old_link: str) -> None:
    rule = TABLE[act]
    reader = {"instructor": case.scene.people[0].email, "provider": case.scene.provider.email}
    assert fresh == ([(rule.mail, reader[rule.told])] if rule.mail and rule.told else [])
    state = State(str((await case.line())["state"]))
    given = State.UNAVAILABLE if former is State.AVAILABLE and act is Act.ANSWER else State.AVAILABLE
    assert state is (rule.becomes or given)
    visitor = case.scene.portal.anonymous()
    if rule.link == "new":
        if old_link:
            assert (await visitor.get(old_link)).status_code == 410
        new_link = (await case.scene.mails("staffing-request"))[-1].link
        assert HEADINGS[None] in (await visitor.get(new_link)).text
    else:
        opposite = "ja" if state is State.UNAVAILABLE else "nee"
        page = (await visitor.get(f"{old_link}?a={opposite}")).text
        assert HEADINGS[LINK_SHOWS[state]] in page


async def _check_refused(case: Case, act: Act, state: State, answer: Response) -> None:
    if act is Act.DECLINE:
        assert answer.json() == {"declined": 0}
    elif state is State.NOT_INVITED:
        assert answer.status_code == 404
    else:
        assert answer.status_code == 409
        if act is not Act.ANSWER:
            assert answer.json()["code"] == "staffing_state"
    assert (await case.line())["state"] == str(state)


async def test_only_the_provider_who_may_write_does_the_providers_acts(portal: Portal) -> None:
    """R-STF-06: a viewer is refused every act that the table gives to the provider, in every state in which it is allowed."""
    for act, rule in TABLE.items():
        if rule.done_by == "instructor":
            continue
        case = await _case(portal, min(rule.when))
        viewer = await portal.login(case.scene.provider, "viewer")
        scene = case.scene
        looking = Case(Scene(portal, scene.provider, scene.course, viewer, scene.people), case.request_id, case.link)
        before = await case.sent()
        assert (await ACTS[act](looking)).status_code == 403, act
        assert await case.sent() == before
