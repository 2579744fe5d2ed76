"""The texts of the documents with the passages marked that the report points at, and links back from each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from selon.report.interface import Interface, mark
from selon.report.markup import Mark, marked_blocks
from selon.report.pages import safe_url
from selon.report.trace.differing import Pair
from selon.report.trace.shelf import Quote, Retelling
from selon.report.trace.view import StoryView, TraceView

_MOST_BACK = 4
_PLACES = {
    "→": mark("back to the lineage"),
    "▲": mark("back to what hardened"),
    "▽": mark("back to what softened"),
    "◇": mark("back to what changed"),
    "≠": mark("back to the conflict"),
    "#": mark("back to the figures"),
    "!": mark("back to the headline"),
    "=": mark("back to who is who"),
}
_CLAIM = mark("back to the claim {place}")


@dataclass(frozen=True, slots=True)
class Use:
    """A place of the report that points at a passage: its key, a short sign, and the class of its colour."""

    quote: Quote
    key: str
    sign: str
    kind: str = "none"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a text as markup."""

    kind: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text; `lost` are passages that could not be marked, to be found at its beginning instead."""

    retelling: Retelling
    url: str | None
    paragraphs: tuple[Paragraph, ...]
    lost: tuple[str, ...]


def texts_of(view: TraceView, ui: Interface) -> tuple[Text, ...]:
    """The texts of all documents of stories told more than once, and of those that the report points at."""
    uses: dict[int, list[Use]] = {}
    for story in view.stories:
        for use in _uses(story):
            uses.setdefault(use.quote.retelling.number, []).append(use)
    told = {found.number for story in view.told for found in story.retellings}
    return tuple(
        _text(found, uses.get(found.number, []), ui)
        for found in view.retellings
        if found.number in told or found.number in uses
    )


def _uses(story: StoryView) -> Iterator[Use]:
    for over in story.overclaims:
        sides = [side for side in (over.headline, over.body) if side]
        yield from (Use(side.quote, over.key, "!", side.key) for side in sides)
        yield from _of_pairs(over.pairs, over.key, "!")
    if story.alone:
        return
    yield from _of_claims(story)
    for edge in story.lineage:
        yield from _of_pairs(edge.pairs, edge.key, "→")
    for change in story.changes:
        yield from _of_pairs(change.pairs, change.key, change.sign)
    for conflict in story.conflicts:
        yield from _of_pairs(conflict.pairs, conflict.key, "≠")
    for series in story.figures:
        yield from (Use(point.quote, series.key, "#") for point in series.points)
        compared = [found.pairs for found in (*series.conflicts, *series.disagreements)]
        for pairs in (*(update.pairs for update in series.updates), *compared):
            yield from _of_pairs(pairs, series.key, "#")
    yield from (Use(citation.quote, f"{story.key}-cited", "→") for citation in story.citations)
    yield from (Use(quote, f"{story.key}-who", "=") for entity in story.entities for quote in entity.named)


def _of_claims(story: StoryView) -> Iterator[Use]:
    for claim in story.claims:
        for one in (one for cell in claim.cells for one in cell.instances):
            yield Use(one.quote, claim.key, claim.id, one.standing.value)
        yield from _of_pairs(claim.origins.undetermined, claim.key, claim.id)


def _of_pairs(pairs: Iterable[Pair], key: str, sign: str) -> Iterator[Use]:
    for pair in pairs:
        for quote in (pair.left, pair.right):
            if quote is not None:
                yield Use(quote, key, sign)


def _text(retelling: Retelling, uses: list[Use], ui: Interface) -> Text:
    document = retelling.document
    by_passage: dict[tuple[int, int], list[Use]] = {}
    for use in uses:
        by_passage.setdefault((use.quote.start, use.quote.end), []).append(use)
    marks = [_mark(found, ui) for found in by_passage.values()]
    paragraphs = tuple(Paragraph(block.kind.value, body) for block, body in marked_blocks(document, marks))
    written = Markup("").join(paragraph.body for paragraph in paragraphs)
    keys = dict.fromkeys(use.quote.key for use in uses)
    return Text(
        retelling, safe_url(document.url), paragraphs, tuple(key for key in keys if f' id="{key}"' not in written)
    )


_OPEN = Markup('<mark class="s-{kind}" id="{key}">{back}')
_AGAIN = Markup('<mark class="s-{kind}">')
_BACK = Markup('<a class="sign" href="#{key}" data-sign="{sign}" aria-label="{words}"></a>')


def _mark(uses: list[Use], ui: Interface) -> Mark:
    """A passage's element with links back to the first places that point at it."""
    first = uses[0]
    kind = next((use.kind for use in uses if use.kind != "none"), "none")
    places = {use.key: use for use in uses}
    back = Markup("").join(
        _BACK.format(key=use.key, sign=use.sign, words=ui.say(_PLACES.get(use.sign, _CLAIM), place=use.sign))
        for use in list(places.values())[:_MOST_BACK]
    )
    again = _AGAIN.format(kind=kind)
    opening = _OPEN.format(kind=kind, key=first.quote.key, back=back)
    return Mark(first.quote.start, first.quote.end, opening, again, Markup("</mark>"))
