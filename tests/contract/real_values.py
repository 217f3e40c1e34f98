"""A hook of schemathesis: ids and words that it makes up become real ones, so that operations meet rows and not only 404."""

import json
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import schemathesis

WORLDS = "CONTRACT_WORLDS"
"""The variable with a JSON list: per world the values by the names of path parameters, headers and fields."""
DONE_FILE = "done.txt"
"""A file in the run's folder with the name of an operation for each time that it did what it is for."""
_turns = count()


def _is_id(value: object) -> bool:
    try:
        return str(UUID(str(value))) == str(value)
    except ValueError:
        return False


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """Put each world's values in by turns; in one call of each round they stay made up."""
    worlds = json.loads(os.environ.get(WORLDS, "[]"))
    turn = next(_turns) % (len(worlds) + 1)
    if turn < len(worlds):
        _put_in(case.path_parameters, worlds[turn], _is_id)
        _put_in(case.headers, worlds[turn], lambda value: isinstance(value, str))
        _put_in(case.body, worlds[turn], lambda value: isinstance(value, str))


@schemathesis.hook
def after_call(_context: Any, case: Any, response: Any) -> None:
    """Note an operation that succeeded."""
    if response.status_code < 300:
        with Path(DONE_FILE).open("a") as done:
            done.write(case.operation.definition.raw["operationId"] + "\n")


def _put_in(part: Any, world: dict[str, str], fits: Callable[[object], bool]) -> None:
    """Replace the values of a part of the request that are of the right kind; wrong ones stay wrong."""
    if isinstance(part, dict) or hasattr(part, "items"):
        for name, value in list(part.items()):
            if name in world and fits(value):
                part[name] = world[name]
