"""Every message of the interface, as it stands in the code and the templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import selon

_PACKAGE = Path(selon.__file__).parent
_IN_TEMPLATE = re.compile(r'say\("((?:[^"\\]|\\.)*)"')

# A message is its context (or none), its text, and its plural (or none).
Message = tuple[str | None, str, str | None]


def find_messages() -> set[Message]:
    """What `say`, `mark`, `count` and `pgettext` are called with, and the sentences of reasons."""
    found: set[Message] = set()
    for path in (*_PACKAGE.glob("report/**/*.py"), *_PACKAGE.glob("cli/*.py"), *_PACKAGE.glob("web/**/*.py")):
        found.update(_in_code(ast.parse(path.read_text("utf-8"))))
    for path in _PACKAGE.glob("story/**/*.py"):
        found.update((None, text, None) for text in _of_reasons(ast.parse(path.read_text("utf-8"))))
    for path in (*_PACKAGE.glob("report/templates/*.j2"), *_PACKAGE.glob("web/templates/*.j2")):
        found.update((None, text, None) for text in _IN_TEMPLATE.findall(path.read_text("utf-8")))
    return found


def _in_code(tree: ast.Module) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
        if name in ("say", "mark") and words:
            yield None, words[0], None
        elif name == "count" and len(words) == 2:
            yield None, words[0], words[1]
        elif name == "pgettext" and len(words) == 2:
            yield words[0], words[1], None


def _of_reasons(tree: ast.Module) -> Iterator[str]:
    """The sentences that reasons are made of: whole strings of several words, no joined ones.

    They fill in `{names}`, or are four words or more; or stand where a reason is made: in a call that says so
    (`Reason`, `_reason`, `Shift`, `_conflict`), or as the value of a name `message`.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")).lower()
            if any(word in name for word in ("reason", "shift", "conflict")):
                for place in (*node.args, *(word.value for word in node.keywords)):
                    yield from _sentences(place)
        elif isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["message"]:
            yield from _sentences(node.value)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    raised = [node for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.Assert)]
    bare |= {id(part) for node in raised for part in ast.walk(node)}
    joined = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in bare | joined and _FILLED.search(str(node.value)):
            yield from _sentences(node)


_FILLED = re.compile(r"\{[a-z_]+\}|\A[a-z]+(?:,? [a-z]+){3,}\Z")


def _sentences(place: ast.expr) -> Iterator[str]:
    """A literal, and those that a condition chooses from; not those inside of other calls."""
    if isinstance(place, ast.IfExp):
        yield from _sentences(place.body)
        yield from _sentences(place.orelse)
    elif isinstance(place, ast.Constant) and isinstance(place.value, str) and " " in place.value:
        yield place.value
