"""Who took what from whom: the relation of two documents, and the edges of a story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.story.candidates import candidate_pairs
from selon.story.lineage.citations import find_citations, own_names
from selon.story.lineage.direction import direction_of
from selon.story.lineage.evidence import evidence_of
from selon.story.lineage.signs import signs_of
from selon.story.lineage.texts import Text, common_wording, text_of
from selon.story.profile import Profile
from selon.story.times import time_order
from selon.types import Citation, Edge, Passage, Reason, Relation

_SURE = 0.5
"""How sure a relation is to be, to be named."""
_TRANSLATED = 0.95
"""How sure a translation is to be within a story, most of whose pairs in two languages are none."""
_TRANSLATED_ALONE = 0.993
"""The same where sentences are not compared by meaning."""

_Pair = tuple[int, int]
_DERIVED = frozenset({Relation.COPY, Relation.TRANSLATION, Relation.REWRITE})

Named = tuple[Relation, float, bool, str | None, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class _Story:
    """What is known of all documents of a story: turns of phrase, and who names whose outlet."""

    known: Mapping[tuple[str, ...], int]
    cited: Mapping[tuple[str, str], Citation]


def relation_of(a: Profile, b: Profile) -> Named:
    """How two documents are related, how sure that is, whether it is directed, the source's id if so, and why."""
    texts = (text_of(a), text_of(b))
    return _relation(texts[0], texts[1], _about((a, b), texts))


def find_lineage(profiles: Sequence[Profile]) -> tuple[Edge, ...]:
    """The edges between the documents of one story, in order; ids must differ."""
    ordered = sorted(profiles, key=time_order)
    texts = [text_of(profile) for profile in ordered]
    story = _about(ordered, texts)
    return tuple(_without_detours(tuple(_edges(texts, story))))


def _about(profiles: Sequence[Profile], texts: Sequence[Text]) -> _Story:
    if not any(own_names(profile) for profile in profiles):
        return _Story(common_wording(texts), {})
    cited = {(found.document, found.cited): found for found in find_citations(profiles) if found.cited is not None}
    return _Story(common_wording(texts), cited)


def _edges(texts: Sequence[Text], story: _Story) -> Iterator[Edge]:
    places = {text.profile.id: place for place, text in enumerate(texts)}
    pairs = set(candidate_pairs([text.profile for text in texts]))
    pairs |= {(min(places[a], places[b]), max(places[a], places[b])) for a, b in story.cited}
    found = {pair: _relation(texts[pair[0]], texts[pair[1]], story) for pair in sorted(pairs)}
    for (first, second), named in _without_rivals(found, texts, story).items():
        relation, score, directed, source, reasons = named
        one, other = texts[first].profile.id, texts[second].profile.id
        if source == other:
            one, other = other, one
        if relation is not Relation.INDEPENDENT:
            yield Edge(one, other, relation, score, directed, reasons)


def _without_detours(edges: Sequence[Edge]) -> Iterator[Edge]:
    """The edges without those that others explain: of a text and its copy, what took from both took from the text.

    Of a text and what was made of it otherwise, it took from the one it is surer to have taken from.
    """
    steps = {(edge.source, edge.target): edge for edge in edges if edge.directed and edge.relation in _DERIVED}
    sources: dict[str, list[str]] = defaultdict(list)
    for source, target in steps:
        sources[target].append(source)
    ties, tied = _ties(edges)
    dropped = set()
    for (first, second), edge in steps.items():
        for target in (name for name, given in sources.items() if first in given and second in given):
            far, near = steps[first, target], steps[second, target]
            through_copy = edge.relation is Relation.COPY or far.score > near.score
            dropped.add((second, target) if through_copy else (first, target))
        if edge.relation is Relation.COPY:
            dropped |= {ties[second, other] for other in tied.get(second, ()) if (first, other) in ties}
    return (edge for edge in edges if (edge.source, edge.target) not in dropped or edge.relation not in _DERIVED)


def _ties(edges: Sequence[Edge]) -> tuple[dict[tuple[str, str], tuple[str, str]], dict[str, list[str]]]:
    """The undirected edges: each by its ends, either way round, and who is tied to whom."""
    ties: dict[tuple[str, str], tuple[str, str]] = {}
    tied: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if not edge.directed and edge.relation in _DERIVED:
            for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
                ties[one, other] = edge.source, edge.target
                tied[one].append(other)
    return ties, tied


def _without_rivals(found: Mapping[_Pair, Named], texts: Sequence[Text], story: _Story) -> dict[_Pair, Named]:
    """The relations without doubtful translations: a text is translated from one other, the likeliest.

    Into each language it may have been translated once. A text and what copies it word for word are one here.
    What is no translation may still name the other as its source.
    """
    first = _originals(found, texts)
    sure = {pair: named[1] for pair, named in found.items() if named[0] is Relation.TRANSLATION}
    alike: dict[_Pair, float] = {}
    for pair, score in sure.items():
        key = first.get(pair[0], pair[0]), first.get(pair[1], pair[1])
        alike[key] = max(alike.get(key, 0.0), score)
    even = {pair: alike[first.get(pair[0], pair[0]), first.get(pair[1], pair[1])] for pair in sure}
    best: dict[tuple[int, str], float] = {}
    for pair, score in even.items():
        for end in _ends(pair, found[pair], texts):
            best[end] = max(best.get(end, 0.0), score)
    kept = dict(found)
    for pair, score in even.items():
        likeliest = all(score >= best[end] for end in _ends(pair, found[pair], texts))
        if not likeliest or not _is_sure(found[pair], texts[pair[0]]):
            a, b = texts[pair[0]], texts[pair[1]]
            kept[pair] = _by_citation(a, b, story, _cites(a, b, story)) or (Relation.INDEPENDENT, 0.0, False, None, ())
    return kept


def _originals(found: Mapping[_Pair, Named], texts: Sequence[Text]) -> dict[int, int]:
    """The place of the text that each copy was taken from, where that is known."""
    copies = [(pair, named[3]) for pair, named in found.items() if named[0] is Relation.COPY and named[3] is not None]
    taken: dict[int, int] = {}
    for (a, b), source in sorted(copies):
        giver, taker = (a, b) if source == texts[a].profile.id else (b, a)
        taken.setdefault(taker, taken.get(giver, giver))
    return taken


def _ends(pair: _Pair, named: Named, texts: Sequence[Text]) -> Iterator[tuple[int, str]]:
    """What a translation has rivals for: to be the one that a text took from, or took into the other's language.

    Where the direction is not known, each of the two may have been either.
    """
    for place, other in (pair, pair[::-1]):
        if named[3] != texts[place].profile.id:
            yield place, ""
        if named[3] != texts[other].profile.id:
            yield place, texts[other].profile.document.lang


def _is_sure(translation: Named, text: Text) -> bool:
    """Whether a translation within a story is more than a second report with the same names and figures."""
    if text.profile.bags.gist is not None:
        return translation[1] >= _TRANSLATED
    return translation[1] >= _TRANSLATED_ALONE and sum(one.rule == "aligned" for one in translation[4]) > 1


def _relation(a: Text, b: Text, story: _Story) -> Named:
    signs = signs_of(a, b, story.known)
    sure = {
        Relation.COPY: signs.copy,
        Relation.TRANSLATION: signs.translation,
        Relation.REWRITE: signs.rewrite,
    }
    found = next((relation for relation, score in sure.items() if score >= _SURE), None)
    cites = _cites(a, b, story)
    if found is None:
        return _by_citation(a, b, story, cites) or (
            Relation.INDEPENDENT,
            round(1 - max(sure.values()), 4),
            False,
            None,
            (),
        )
    source, why = direction_of(a.profile, b.profile, found, cites)
    if source == b.profile.id:
        a, b = b, a
        signs = signs_of(a, b, story.known)
    reasons = (*evidence_of(found, a, b, signs), *why)
    return found, round(sure[found], 6), source is not None, source, reasons


def _cites(a: Text, b: Text, story: _Story) -> tuple[bool, bool]:
    one, other = a.profile.id, b.profile.id
    return (one, other) in story.cited, (other, one) in story.cited


def _by_citation(a: Text, b: Text, story: _Story, cites: tuple[bool, bool]) -> Named | None:
    if cites[0] == cites[1]:
        return None
    taker, giver = (a, b) if cites[0] else (b, a)
    found = story.cited[taker.profile.id, giver.profile.id]
    passage = Passage(found.document, found.start, found.end)
    reason = Reason("cites", "it names {outlet} as its source", (("outlet", found.outlet),), None, None, passage)
    return Relation.CITES, 0.9, True, giver.profile.id, (reason,)
