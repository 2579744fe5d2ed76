"""A document to its claims: parse, find, resolve, rate, and put together."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from selon.attribute.attributions import find_attributions
from selon.attribute.certainty.factuality import Rating, rate
from selon.attribute.certainty.hedges import find_hedges
from selon.attribute.dates.find import find_dates
from selon.attribute.figures.find import find_figures
from selon.attribute.headlines.overclaims import find_overclaims
from selon.attribute.names.find import find_entities
from selon.attribute.names.speakers import resolve_speakers
from selon.attribute.parse import parse
from selon.lang import languages, load_lexicon
from selon.types import Attribution, Claim, Date, Document, Entity, Figure, Notice, Reading, Span

_T = TypeVar("_T")


def read_document(document: Document) -> Reading:
    """Read one document: its claims, who is behind each, how firmly, with figures, dates and names.

    A document in a language without a lexicon comes back without claims and
    with a notice of kind `language-failed`. The same document gives the same
    reading.
    """
    if document.lang not in languages():
        message = (
            f"no claims read: there is no lexicon for the language {document.lang!r}, only {', '.join(languages())}"
        )
        return Reading(document, notices=(*document.notices, Notice("language-failed", message)))
    lexicon = load_lexicon(document.lang)
    parsed = parse(document, lexicon)
    attributions = find_attributions(parsed, lexicon)
    speakers = resolve_speakers(parsed, lexicon, find_entities(parsed, lexicon), attributions)
    ratings = rate(parsed, lexicon, attributions, speakers.speakers, find_hedges(parsed, lexicon))
    dates, notices = find_dates(parsed, lexicon)
    figures = find_figures(parsed, lexicon, dates)
    claims = _claims(attributions, speakers.speakers, ratings, figures, dates, speakers.entities)
    return Reading(
        document=document,
        claims=claims,
        entities=speakers.entities,
        figures=figures,
        dates=dates,
        overclaims=find_overclaims(parsed, lexicon, claims, figures, speakers.entities),
        notices=(*document.notices, *notices),
    )


def _claims(
    attributions: Sequence[Attribution],
    speakers: Sequence[str | None],
    ratings: Sequence[Rating],
    figures: Sequence[Figure],
    dates: Sequence[Date],
    entities: Sequence[Entity],
) -> tuple[Claim, ...]:
    figures_at = _Places((item.start, item.end, item.id) for item in figures)
    dates_at = _Places((item.start, item.end, item.id) for item in dates)
    entities_at = _Places((span.start, span.end, item.id) for item in entities for span in item.mentions)
    made = []
    for place, (one, speaker, rating) in enumerate(zip(attributions, speakers, ratings, strict=True)):
        made.append(
            Claim(
                id=_id(place),
                kind=one.kind,
                rule=one.rule,
                source=one.source,
                cue=one.cue,
                content=one.content,
                standing=rating.standing,
                factuality=rating.factuality,
                entity=speaker,
                via=_relayers(one, attributions, speakers),
                parent=None if one.parent is None else _id(one.parent),
                hedges=rating.hedges,
                figures=figures_at.within(one.content),
                dates=dates_at.within(one.content),
                entities=entities_at.within(one.content),
                reasons=rating.reasons,
            )
        )
    return tuple(made)


def _id(place: int) -> str:
    return f"c{place + 1}"


def _relayers(one: Attribution, attributions: Sequence[Attribution], speakers: Sequence[str | None]) -> tuple[str, ...]:
    """Who relays an attribution, outermost first."""
    found: list[str] = []
    place = one.parent
    while place is not None:
        speaker = speakers[place]
        if speaker is not None:
            found.append(speaker)
        place = attributions[place].parent
    return tuple(reversed(found))


class _Places(Generic[_T]):
    """Items by where they begin, to find those inside a content without looking at all of them."""

    def __init__(self, items: Iterable[tuple[int, int, _T]]) -> None:
        self.items = sorted(items, key=lambda item: item[:2])
        self.starts = [item[0] for item in self.items]

    def within(self, content: tuple[Span, ...]) -> tuple[_T, ...]:
        """What lies in the spans, each once, in text order."""
        found: dict[_T, None] = {}
        for span in content:
            first, last = bisect.bisect_left(self.starts, span.start), bisect.bisect_left(self.starts, span.end)
            found.update((item, None) for _, end, item in self.items[first:last] if end <= span.end)
        return tuple(found)
