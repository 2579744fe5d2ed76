"""What pages have in common of passages: each with its address, two side by side, and the forms to judge them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.passages import around
from selon.report.trace.conflicts import ConflictView
from selon.report.trace.differing import Pair
from selon.report.trace.drawing import Drawing
from selon.report.trace.phrases import conflict_words
from selon.report.trace.shelf import Quote, Retelling, Segment
from selon.report.trace.wording import CONFLICTS
from selon.types import ConflictKind, Finding, Target, Verdict
from selon.web.urls import document_url, passage_url, quote_url


@dataclass(frozen=True, slots=True)
class Said:
    """A passage: where it stands, whose it is, and its words."""

    url: str
    label: str
    when: str
    lang: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two passages side by side (either may be missing), and why they are."""

    sides: tuple[Said, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judging:
    """A form to judge something by: what it is about, what can be decided, and what is judged."""

    about: str
    verdicts: tuple[tuple[str, str], ...]
    targets: tuple[Target, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Card:
    """Something that was found, with the passages it rests on."""

    key: str
    kind: str
    sign: str
    words: str
    note: str
    compared: tuple[Compared, ...]
    judging: Judging | None = None


def said_of(quote: Quote, url: str | None = None) -> Said:
    """A passage as it is shown; its address is that of its document unless another is given."""
    found = quote.retelling
    return Said(url or quote_url(quote), found.label, found.date, found.lang, quote.segments)


def in_sentence(quote: Quote) -> Said:
    """A passage marked in the sentence around it, which says more than a number alone."""
    before, after = around(quote.retelling.document, quote.start, quote.end)
    segments = (Segment(before), Segment(quote.words, marked=True), Segment(after))
    return replace(said_of(quote), segments=tuple(segment for segment in segments if segment.text))


def compared_of(pairs: Iterable[Pair], url: Callable[[Quote], str] = quote_url) -> tuple[Compared, ...]:
    """Passages side by side as they are shown."""
    return tuple(
        Compared(
            tuple(said_of(quote, url(quote)) for quote in (pair.left, pair.right) if quote is not None), pair.reasons
        )
        for pair in pairs
    )


def confirm_or_reject(ui: Interface, about: Finding, targets: Iterable[Target], question: str) -> Judging:
    """The form for what is confirmed or rejected."""
    verdicts = ((Verdict.CONFIRM.value, ui.say("It is right")), (Verdict.REJECT.value, ui.say("It is wrong")))
    return Judging(about.value, verdicts, tuple(targets), question)


def conflict_card(conflict: ConflictView, ui: Interface) -> Card:
    """Two accounts that are said to exclude each other, and the form to judge that by."""
    words, judging = conflict_words(ui, conflict), _judging_conflict(ui, conflict)
    return Card(conflict.key, "conflict", "≠", words, "", compared_of(conflict.pairs), judging)


def _judging_conflict(ui: Interface, conflict: ConflictView) -> Judging | None:
    kinds: Mapping[str, ConflictKind] = {ui.say(words): kind for kind, words in CONFLICTS.items()}
    kind = kinds.get(conflict.about)
    if kind is None:
        return None
    targets = (Target(one.document.id, name=kind.value) for one in conflict.between)
    return confirm_or_reject(ui, Finding.CONFLICT, targets, ui.say("Do these two exclude each other?"))


def target_of(quote: Quote) -> Target:
    """A passage as what is judged."""
    return Target(quote.retelling.document.id, quote.start, quote.end)


_IN_TEXT = re.compile(r'<a href="#(d\d+)(?:-(\d+)-(\d+))?">')


def linked(drawing: Drawing, retellings: Iterable[Retelling]) -> Markup:
    """A drawing whose links into the texts of a report lead to the pages of the documents."""
    documents = {found.key: found.document.id for found in retellings}

    def address(found: re.Match[str]) -> str:
        document = documents.get(found[1])
        if document is None:
            return found[0]
        url = passage_url(document, int(found[2]), int(found[3])) if found[2] else document_url(document)
        return Markup('<a href="{url}">').format(url=url)

    return Markup(_IN_TEXT.sub(address, str(drawing.element)))
