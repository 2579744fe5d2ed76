"""Readings made by hand, and at random, for the tests of what people see."""

from __future__ import annotations

from hypothesis import strategies as st

from selon.types import (
    Block,
    BlockKind,
    Claim,
    Date,
    Document,
    Entity,
    EntityKind,
    Factuality,
    Figure,
    Hedge,
    HedgeKind,
    Kind,
    Layer,
    Modifier,
    Notice,
    Overclaim,
    Reading,
    Span,
    Standing,
)

TEXT = """Des mineurs auraient cessé le travail à Valbrune

« Nous ne descendrons plus », a déclaré Lise Cormeau, déléguée du syndicat, « tant que la direction se tait ». \
Selon la préfecture, au moins 1 200 mineurs étaient présents le 3 mai 2021. La direction dément tout accident. \
Le porte-parole a indiqué que, selon le syndicat, la galerie pourrait fermer.

Lire aussi : d'autres articles
"""
HEADLINE = "Des mineurs auraient cessé le travail à Valbrune"


def span(words: str, nth: int = 0) -> Span:
    """Where the words stand in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _hedge(kind: HedgeKind, words: str) -> Hedge:
    return Hedge(kind, span(words).start, span(words).end)


def _author_and(entity: str, value: Factuality) -> tuple[Layer, ...]:
    return (Layer("author", Factuality.UNKNOWN), Layer(entity, value))


def _blocks() -> tuple[Block, ...]:
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.FURNITURE)
    places = (span(paragraph) for paragraph in TEXT.strip("\n").split("\n\n"))
    return tuple(Block(kind, place.start, place.end) for kind, place in zip(kinds, places, strict=True))


def _claims() -> tuple[Claim, ...]:
    closing = "la galerie pourrait fermer"
    return (
        Claim(
            "c1", Kind.AUTHOR, "conditional", (), (), (span(HEADLINE),), Standing.ALLEGED,
            (Layer("author", Factuality.UNKNOWN),), hedges=(_hedge(HedgeKind.CONDITIONAL, "auraient"),),
            reasons=("‘auraient cessé’ is a conditional of hearsay",),
        ),
        Claim(
            "c2", Kind.DIRECT, "quotation-with-cue",
            (span("Lise Cormeau, déléguée du syndicat"),), (span("a déclaré"),),
            (span("Nous ne descendrons plus"), span("tant que la direction se tait")), Standing.ATTRIBUTED,
            _author_and("e1", Factuality.CERTAIN), entity="e1",
        ),
        Claim(
            "c3", Kind.ACCORDING, "according-phrase", (span("la préfecture"),), (span("Selon"),),
            (span("au moins 1 200 mineurs étaient présents le 3 mai 2021"),), Standing.ATTRIBUTED,
            _author_and("e2", Factuality.CERTAIN), entity="e2", figures=("f1",), dates=("d1",),
        ),
        Claim(
            "c4", Kind.INDIRECT, "noun-content", (span("La direction"),), (span("dément"),), (span("tout accident"),),
            Standing.DENIED, _author_and("e3", Factuality.COUNTER_CERTAIN), entity="e3",
        ),
        Claim(
            "c5", Kind.INDIRECT, "clause", (span("Le porte-parole"),), (span("a indiqué"),),
            (span(f"que, selon le syndicat, {closing}"),), Standing.HEDGED,
            _author_and("e4", Factuality.POSSIBLE), entity="e4", hedges=(_hedge(HedgeKind.MODAL, "pourrait"),),
        ),
        Claim(
            "c6", Kind.ACCORDING, "according-phrase", (span("le syndicat"),), (span("selon"),), (span(closing),),
            Standing.HEDGED,
            (Layer("author", Factuality.UNKNOWN), Layer("e4", Factuality.UNKNOWN), Layer("e5", Factuality.POSSIBLE)),
            entity="e5", via=("e4",), parent="c5", hedges=(_hedge(HedgeKind.MODAL, "pourrait"),),
        ),
    )  # fmt: skip


def mine() -> Reading:
    """A French article with a headline, a nested claim, a figure, a date, an overclaim and a notice."""
    people = ("Lise Cormeau", "la préfecture", "La direction", "Le porte-parole", "le syndicat")
    toll, day = span("au moins 1 200 mineurs"), span("3 mai 2021")
    return Reading(
        Document(
            "valbrune-1", TEXT, "fr", _blocks(), source="valbrune.txt", outlet="La Gazette de Valbrune",
            title=HEADLINE, published="2021-05-04",
        ),
        _claims(),
        tuple(
            Entity(f"e{number}", name, EntityKind.PERSON if number == 1 else EntityKind.BODY, (span(name),))
            for number, name in enumerate(people, 1)
        ),
        (
            Figure(
                "f1", toll.start, toll.end, value=1200.0, modifier=Modifier.AT_LEAST, noun="mineurs", concept="person"
            ),
        ),
        (Date("d1", day.start, day.end, "2021-05-03"),),
        (Overclaim("c1", "c6", "The headline names no source."),),
        (Notice("sentence-skipped", "One sentence could not be parsed.", 10, 20),),
    )  # fmt: skip


def failed() -> Reading:
    """What a source that cannot be read comes as."""
    return Reading(
        Document("gone.html", "", "", (), source="gone.html"),
        notices=(Notice("source-failed", "there is no such file; check the path"),),
    )


def standing_in_turn(standing: Standing, text: str = "Un pont ferme.") -> Reading:
    """A text that is one claim with a standing."""
    claim = Claim(
        "c1", Kind.AUTHOR, "r", (), (), (Span(0, len(text)),), standing, (Layer("author", Factuality.CERTAIN),)
    )
    return Reading(Document("d", text, "fr", (Block(BlockKind.PARAGRAPH, 0, len(text)),)), (claim,))


# ---------------------------------------------------------------- at random

odd_text = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'\n\r\t\x00\x1b\x85\u2028\ud800\udc00\ufdd0\ufffe«»*_`[]|~#"),
        st.characters(categories=["Cs"]),
    ),
    max_size=60,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading at all: odd texts, claims that lie over each other in any way, parents in circles."""
    text = draw(odd_text)
    place = st.integers(0, len(text))
    spans = st.tuples(place, place).map(lambda ends: Span(min(ends), max(ends)))
    some_spans = st.lists(spans, max_size=3).map(tuple)
    ids = st.sampled_from(["e1", "e2", "c1", "c2", "f1", "d1", "author"])
    some_ids = st.lists(ids, max_size=2).map(tuple)
    edges = sorted(draw(st.lists(place, max_size=6)))
    blocks = [
        Block(draw(st.sampled_from(BlockKind)), start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    optional = st.none() | odd_text
    hedges = st.builds(lambda kind, at: Hedge(kind, at.start, at.end), st.sampled_from(HedgeKind), spans)
    claims = st.builds(
        Claim,
        id=st.sampled_from(["c1", "c2", "c3"]),
        kind=st.sampled_from(Kind),
        rule=odd_text,
        source=some_spans,
        cue=some_spans,
        content=some_spans,
        standing=st.sampled_from(Standing),
        factuality=st.lists(st.builds(Layer, ids, st.sampled_from(Factuality)), max_size=3).map(tuple),
        entity=st.none() | ids,
        via=some_ids,
        parent=st.none() | ids,
        hedges=st.lists(hedges, max_size=2).map(tuple),
        figures=some_ids,
        dates=some_ids,
        entities=some_ids,
        reasons=st.lists(odd_text, max_size=1).map(tuple),
    )
    number = st.none() | st.floats(allow_nan=False, allow_infinity=False)
    figures = st.builds(
        lambda at, value, low, high, modifier, words: Figure("f1", at.start, at.end, value, low, high, modifier, words),
        spans, number, number, number, st.sampled_from(Modifier), optional,
    )  # fmt: skip
    dates = st.builds(lambda at, edtf: Date("d1", at.start, at.end, edtf), spans, st.none() | st.text(max_size=12))
    entities = st.builds(Entity, ids, odd_text, st.sampled_from(EntityKind), some_spans)
    notices = st.builds(Notice, odd_text, odd_text, st.none(), st.none())
    document = Document(
        draw(odd_text), text, draw(st.sampled_from(["fr", "en", ""])), tuple(blocks), draw(odd_text), draw(optional),
        draw(optional), draw(optional), draw(optional), draw(st.none() | st.text(max_size=12)), 0,
        tuple(draw(st.lists(notices, max_size=1))), draw(optional),
    )  # fmt: skip
    return Reading(
        document,
        tuple(draw(st.lists(claims, max_size=5, unique_by=lambda claim: claim.id))),
        tuple(draw(st.lists(entities, max_size=2))),
        tuple(draw(st.lists(figures, max_size=2))),
        tuple(draw(st.lists(dates, max_size=2))),
        tuple(draw(st.lists(st.builds(Overclaim, ids, st.none() | ids, odd_text), max_size=1))),
        tuple(draw(st.lists(notices, max_size=1))),
    )
