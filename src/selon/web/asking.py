"""What is looked for, as one box and the address have it: words, and limits such as `outlet:"Radio Lune"`.

The same limits can stand in the address as parameters of their own, which the
controls of the page write. Names of limits are understood in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from selon.report.interface import Interface, mark
from selon.report.passages import clipped
from selon.types import Kind, Query, Standing
from selon.web.desk import Visit

Params = tuple[tuple[str, str], ...]

LIMITS = ("outlet", "language", "standing", "kind", "holder", "entity", "story", "since", "until")
"""The limits, as parameters of the address."""
LABELS = {
    "outlet": mark("outlet"),
    "language": mark("language"),
    "standing": mark("standing"),
    "kind": mark("kind"),
    "holder": mark("who says so"),
    "entity": mark("who or what is named"),
    "story": mark("story"),
    "since": mark("since"),
    "until": mark("until"),
}
_NAMES = {
    "outlet": "outlet", "média": "outlet", "media": "outlet", "journal": "outlet",
    "lang": "language", "language": "language", "langue": "language",
    "standing": "standing", "statut": "standing",
    "kind": "kind", "forme": "kind", "genre": "kind",
    "by": "holder", "holder": "holder", "par": "holder", "qui": "holder",
    "names": "entity", "entity": "entity", "nomme": "entity",
    "story": "story", "histoire": "story",
    "since": "since", "depuis": "since",
    "until": "until", "jusque": "until",
}  # fmt: skip
_SEVERAL = frozenset({"outlet", "language", "standing", "kind"})
_IN_BOX = re.compile(r'(?<!\S)([^\W\d_]+):("[^"]*"?|\S+)')
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_STORY = re.compile(r"s\d{1,15}")
_CODE = re.compile(r"[a-z]{2,3}")
_LONGEST = 500
_MOST_VALUES = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was asked: the box's `text`, the `limits` in force, and `bad` ones that mean nothing.

    `params` are what the address has of it, without the page.
    """

    text: str
    query: Query
    params: Params
    limits: Params = ()
    bad: Params = field(default=())

    def problems(self, ui: Interface) -> tuple[str, ...]:
        """What could not be understood, in words."""
        return tuple(
            ui.say(
                "Not understood: {words}",
                words=ui.say("{label}: {words}", label=ui.say(LABELS[name]), words=clipped(value, 60)),
            )
            for name, value in self.bad
        )

    def sized(self, size: int, page: int = 1) -> Query:
        """The query for a page of so many."""
        return replace(self.query, size=size, page=page)


def asked_of(visit: Visit) -> Asked:
    """What a visit looks for."""
    given = [(name, value[:_LONGEST]) for name in LIMITS for value in visit.asked_all(name)[:_MOST_VALUES]]
    extra = [("variants", "0")] if visit.asked("variants") == "0" else []
    return asked_from(visit.asked("q")[:_LONGEST], given, exact=bool(extra))


def asked_from(text: str, given: Sequence[tuple[str, str]], *, exact: bool = False) -> Asked:
    """What a box's text, and limits beside it, ask for."""
    words, in_box = _taken_apart(text)
    pairs = list(dict.fromkeys([*in_box, *given]))
    good = [(name, value) for name, value in pairs if _means_something(name, value)]
    bad = tuple((name, value) for name, value in pairs if not _means_something(name, value))
    values: dict[str, list[str]] = {}
    for name, value in good:
        held = values.setdefault(name, [])
        held[:] = [*held, value] if name in _SEVERAL else [value]
    query = Query(
        words=words,
        outlet=tuple(values.get("outlet", ())),
        lang=tuple(values.get("language", ())),
        standing=tuple(values.get("standing", ())),
        kind=tuple(values.get("kind", ())),
        holder=_one(values, "holder"),
        entity=_one(values, "entity"),
        story=_one(values, "story"),
        since=_one(values, "since"),
        until=_one(values, "until"),
        variants=not exact,
    )
    text = text.strip()
    params = (*([("q", text)] if text else []), *given, *([("variants", "0")] if exact else []))
    return Asked(text, query, params, tuple(good), bad)


def _one(values: dict[str, list[str]], name: str) -> str | None:
    return values[name][-1] if name in values else None


def _taken_apart(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words of a box, and the limits among them; a name that is none of ours stays a word."""
    limits: list[tuple[str, str]] = []
    kept: list[str] = []
    at = 0
    for found in _IN_BOX.finditer(text):
        name = _NAMES.get(found[1].casefold())
        value = found[2].strip('"').strip()
        if name is None or not value:
            continue
        kept.append(text[at : found.start()])
        at = found.end()
        limits.append((name, value))
    kept.append(text[at:])
    return " ".join(" ".join(kept).split()), limits[:_MOST_VALUES]


def _means_something(name: str, value: str) -> bool:
    match name:
        case "standing":
            return value in frozenset(Standing)
        case "kind":
            return value in frozenset(Kind)
        case "language":
            return bool(_CODE.fullmatch(value))
        case "since" | "until":
            return bool(_DAY.fullmatch(value))
        case "story":
            return bool(_STORY.fullmatch(value))
        case _:
            return True


def without(params: Iterable[tuple[str, str]], name: str, value: str) -> Params:
    """The parameters without a limit, whether it stands beside the box or in it."""
    kept: list[tuple[str, str]] = []
    for key, given in params:
        if (key, given) == (name, value):
            continue
        if key == "q":
            text = _without_in_box(given, name, value)
            kept += [("q", text)] if text else []
        else:
            kept.append((key, given))
    return tuple(kept)


def _without_in_box(text: str, name: str, value: str) -> str:
    def cut(found: re.Match[str]) -> str:
        same = _NAMES.get(found[1].casefold()) == name and found[2].strip('"').strip() == value
        return "" if same else found[0]

    return " ".join(_IN_BOX.sub(cut, text).split())
