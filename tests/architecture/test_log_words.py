"""That every action of the log, and every field in it, has words on the screen, in Dutch and in English."""

import ast
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy.orm import class_mapper

import app.registry  # noqa: F401  # every table is known
from app.billing.models import Subscription
from app.certification_items.models import CertificationItem
from app.courses.models import Course, CourseDay, CourseInstructor
from app.courses.telling import told_of
from app.customers.correspondence import Topic
from app.customers.models import Customer
from app.dashboard.logbook import _FOR_PROGRAMS, _NOT_TOLD
from app.events.differences import _FOLLOWS
from app.instructors.models import ExternalInstructor
from app.providers.models import Location, Provider
from app.reminders.models import ReminderSetting
from app.templates.models import MailTemplate
from app.trainees.models import Trainee

ROOT = Path(__file__).parents[2]
_ACTION = re.compile(r"[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*")
_MADE_UP = {
    "certification_item.{}": {"certification_item.archived", "certification_item.restored"},
    "page.{}_asked": {"page.correction_asked", "page.course_asked"},
    "{}.issued": {"invoice.issued", "credit_note.issued"},
    "{}.merged": {"trainee.merged", "customer.merged"},
    "{}.merge_undone": {"trainee.merge_undone", "customer.merge_undone"},
    "{}.not_the_same": {"trainee.not_the_same", "customer.not_the_same"},
}
"""What becomes of the names that are put together."""


_NO_ACTION = re.compile(r".*\.(id|ics)|certificate\.issued|mail\.failed")
"""Variables and files, and what webhooks tell under a name of their own."""


def _texts(tree: ast.AST) -> Iterator[str]:
    """Every text of a module; where something is filled in, `{}` stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def _records(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "app.events.audit"
        and any(name.name in ("record", "record_change") for name in node.names)
        for node in ast.walk(tree)
    )


def _actions() -> set[str]:
    """What the modules say that write the log, and everything of the same nouns in those that hand it on to them."""
    trees = [ast.parse(path.read_text()) for folder in ("app", "api") for path in (ROOT / folder).rglob("*.py")]
    found = {text for tree in trees if _records(tree) for text in _texts(tree) if _ACTION.fullmatch(text)}
    nouns = {action.partition(".")[0] for action in found}
    for tree in trees:
        for text in _texts(tree):
            if _ACTION.fullmatch(text) and text.partition(".")[0] in nouns and not _NO_ACTION.fullmatch(text):
                found.add(text)
            found |= _MADE_UP.get(text, set())
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_action_has_words(language: str) -> None:
    """R-ACC-03: nobody reads `course.file_removed` on the screen."""
    source = (ROOT / f"frontend/src/i18n/{language}/log.ts").read_text()
    words = set(re.findall(r"^    (\w+):", source.partition("  action: {")[2].partition("  },")[0], re.MULTILINE))
    wanted = {action.replace(".", "__").replace("-", "_") for action in _actions()}
    assert len(wanted) > 70
    assert sorted(wanted - words) == []
    assert sorted(words - wanted) == [], "words of an action that nobody does any more"


_NOTES = frozenset({"changes", "changed", "told", "before", "after", "facts"})
_TELLERS = frozenset({"_tell", "tell", "_noted", "_note", "_add", "_end"})
_CHANGED = (
    Customer,
    CertificationItem,
    ExternalInstructor,
    Location,
    MailTemplate,
    Provider,
    ReminderSetting,
    Subscription,
    Trainee,
)
"""What `record_change` compares column by column; a course is told in words of its own."""
_NEVER_NAMED = frozenset({"own_kind_id"})
"""Said by another field, or not told at all."""


def _literal_fields(tree: ast.AST) -> Iterator[str]:
    """The keys of what a module notes: dicts called `changes` or the like, and those handed to who writes the log."""
    for node in ast.walk(tree):
        dicts: list[ast.expr] = []
        if isinstance(node, ast.keyword) and node.arg in _NOTES:
            dicts.append(node.value)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(name, ast.Name) and name.id in _NOTES for target in targets for name in ast.walk(target)):
                dicts.append(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TELLERS:
            dicts += node.args
        for each in dicts:
            for inner in ast.walk(each):
                if isinstance(inner, ast.Dict):
                    yield from (str(key.value) for key in inner.keys if isinstance(key, ast.Constant))


def _fields() -> set[str]:
    trees = [ast.parse(path.read_text()) for path in (ROOT / "app").rglob("*.py")]
    found = {field for tree in trees if _records(tree) for field in _literal_fields(tree)}
    columns = {each.key for table in _CHANGED for each in class_mapper(table).column_attrs}
    course = {*told_of(_a_course()), *(f"{topic}_to" for topic in Topic)}
    return (found | columns | course) - _FOLLOWS - _NOT_TOLD - _FOR_PROGRAMS - _NEVER_NAMED


def _a_course() -> Course:
    course = Course(days=[], instructors=[], documents=[])
    course.days = [CourseDay(date=date(2027, 3, 1), starts=time(9), ends=time(17))]
    for kind in ("theory", "practice", "e_learning"):
        setattr(course.days[0], f"{kind}_minutes", 0)
    course.instructors = [CourseInstructor(position=each, name="") for each in ("main", "second")]
    return course


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_field_has_words(language: str) -> None:
    """R-ACC-03: nobody reads `max_trainees` on the screen, nor a name that only the database knows."""
    source = (ROOT / f"frontend/src/i18n/{language}/log.ts").read_text()
    words = set(re.findall(r"^    (\w+):", source.partition("  field: {")[2].partition("  },")[0], re.MULTILINE))
    assert len(_fields()) > 80
    assert sorted(_fields() - words) == []
