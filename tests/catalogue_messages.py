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
    """What `say`, `mark`, `count` and `pgettext` are called with."""
    found: set[Message] = set()
    for path in (*_PACKAGE.glob("report/*.py"), *_PACKAGE.glob("cli/*.py")):
        found.update(_in_code(ast.parse(path.read_text("utf-8"))))
    for path in _PACKAGE.glob("report/templates/*.j2"):
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
