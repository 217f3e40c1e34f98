"""That every action of the log has words on the screen, in Dutch and in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

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
        and any(name.name == "record" for name in node.names)
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
