"""The pages behind an instructor's link: question, thanks, and every reason why there is nothing to answer."""

from collections.abc import Sequence
from typing import Any

from fastapi import Response

from api.public.pages import page, words
from api.public.visits import Visit
from app.courses.busy import Clash
from app.mail.language import Language, as_language, long_date
from app.staffing.answering import Question
from app.staffing.own_links import DayLink, make_day_link

CHOICES = {"ja": "available", "nee": "unavailable"}
"""What the two buttons of the mail ask to have ready."""


def show_question(
    question: Question,
    *,
    action: str,
    nonce: str,
    choice: str | None = None,
    note: str = "",
    notice: str | None = None,
    clashes: Sequence[Clash] = (),
    status: int = 200,
) -> Response:
    """The question with two real buttons, the chosen one first; `notice` says why an answer was not taken."""
    answers = sorted(("available", "unavailable"), key=lambda answer: answer != choice)
    values = {
        "instructor": question.instructor.name,
        "given": question.given,
        "choice": choice,
        "notice": notice,
        "clashes": clashes,
        "answers": answers,
        **_form(question, action, nonce, note),
    }
    return page("question", language_of(question), _facts(question) | values, status=status)


def show_thanks(question: Question, *, action: str, nonce: str) -> Response:
    """Thanks, what was answered for whom and when, that a definite message follows, and the way to change it."""
    language = language_of(question)
    other = "unavailable" if question.given == "available" else "available"
    values = {
        "given": question.given,
        "changeable": True,
        "choice": None,
        "answers": [other],
        **_own(question),
        "days_in_words": _days_in_words(question, language),
        **_form(question, action, nonce, ""),
    }
    return page("thanks", language, _facts(question) | values)


def show_outcome(here: Visit, question: Question, *, nonce: str, status: int = 200) -> Response:
    """The choice has been made, or the course is off: nothing to answer. Who was chosen finds the way to the day page."""
    values = {
        "notice": str(question.outcome),
        "day_page": None,
        **_form(question, here.action, nonce, ""),
        **_own(question),
    }
    if question.outcome == "confirmed":
        course = question.course
        link = DayLink(course.provider.id, course.id, question.instructor.ref.id)
        values["day_page"] = make_day_link(here.signer, "", link, over_at=course.over_at)
    return page("outcome", language_of(question), _facts(question) | values, status=status)


def show_mailed(question: Question) -> Response:
    """The link to the own page is on its way."""
    return page("notice", language_of(question), _facts(question) | {"notice": "own_mailed", "course": None})


def language_of(question: Question) -> Language:
    """The language in which the instructor is written to."""
    return as_language(question.instructor.locale)


def _facts(question: Question) -> dict[str, Any]:
    course, provider = question.course, question.course.provider
    return {
        "course": {
            "type": course.type_name,
            "days": course.days,
            "location": course.location,
            "fingerprint": course.asked_days,
            "reply_by": question.request.reply_by if question.given is None and question.outcome is None else None,
        },
        "provider": {"name": provider.name, "email": provider.email, "phone": provider.phone},
    }


def _form(question: Question, action: str, nonce: str, note: str) -> dict[str, Any]:
    return {"action": action, "nonce": nonce, "note": note, "seen": question.request.answer_count}


def _own(question: Question) -> dict[str, Any]:
    """Registered instructors have a page of their own."""
    return {"has_own_page": question.instructor.ref.kind == "registered"}


def _days_in_words(question: Question, language: Language) -> str:
    *earlier, last = [long_date(day.date, language) for day in question.course.days]
    return f"{', '.join(earlier)} {words(language)['and']} {last}" if earlier else last
