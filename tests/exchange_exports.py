"""Exports made by hand, and at random, for the tests of the exchange formats."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import strategies as st
from report_readings import failed, mine, odd_text, readings
from trace_readings import place, told, traces

from selon.report.exchange import FORMATS, Export
from selon.types import (
    Document,
    EntityHead,
    EntityKind,
    Finding,
    Judgement,
    Kept,
    Page,
    Reading,
    Target,
    TracedStory,
    Verdict,
)

NASTY = "=cmd|'/c calc'!A0 \U0001f525\u202eabc\u2066 \x00\x07\x1b \ud800 \U000103a0 _x0041_ {\\}%"
"""What no format may be broken by: a formula, bidi signs, controls, a lone surrogate, astral planes, TeX."""


def kept(reading: Reading, version: int = 1, **given: object) -> Kept:
    """A reading as a ledger keeps it."""
    made = Kept(
        reading, version, True, reading.document.url or reading.document.id, "2024-03-01T08:40:00Z", "2.5.0",
        story="s1",
    )  # fmt: skip
    return replace(made, **given)


def bare() -> Reading:
    """A document of which nothing is known, without claims."""
    return Reading(Document("bare", "", "", ()))


def nasty() -> Reading:
    """`mine` with the worst text in every place that is not its own text."""
    reading = mine()
    document = replace(
        reading.document, id=NASTY, outlet=NASTY, title=NASTY, byline=NASTY, url=f"https://valbrune.example/{NASTY}",
        published="2021-05~", source=NASTY,
    )  # fmt: skip
    entities = tuple(replace(entity, name=NASTY + entity.id) for entity in reading.entities)
    return replace(reading, document=document, entities=entities)


def page(content: bytes | str) -> Page:
    """A page with all that can be known of it."""
    return Page(
        "filature.html", content, "text/html", "f1", "https://vals.example/filature", "Les Vals", "La filature",
        "2021-03-02", "fr", "2021-03-05T10:00:00Z", (("content-type", "text/html"), ("server", "é")),
    )  # fmt: skip


def judgements() -> tuple[Judgement, ...]:
    """A claim confirmed, one rejected, one taken back, and an entity merged."""
    said, hurt = place("north", "The workers of Sorvane have blocked the mill"), place("valley", "12 injured")
    first = Target("north", said.start, said.end, "The workers of Sorvane have blocked the mill")
    second = Target("valley", hurt.start, hurt.end, "12 injured")
    when = "2024-04-01T09:00:00Z"
    return (
        Judgement(1, Verdict.CONFIRM, Finding.CLAIM, (first,), "Inès Valdor", "Read it twice: it is there.", when),
        Judgement(2, Verdict.REJECT, Finding.CLAIM, (second,), "Inès Valdor", "", when),
        Judgement(3, Verdict.REJECT, Finding.CLAIM, (first,), "Inès Valdor", "no", when, when, "Inès Valdor"),
        Judgement(4, Verdict.MERGE, Finding.ENTITY, (Target("n1"), Target("n2")), "Inès Valdor", "same", when),
    )


def stories() -> tuple[TracedStory, ...]:
    """The stories of `told`."""
    trace = told()
    return tuple(
        TracedStory(
            story, tuple(found for found in trace.readings if found.document.id in story.documents), trace.method
        )
        for story in trace.stories
    )


def whole() -> Export:
    """An export with something of everything."""
    trace = told()
    return Export(
        documents=(
            *(kept(reading, page=page(reading.text)) for reading in trace.readings),
            kept(mine()),
            kept(mine(), 2, latest=False),
            kept(nasty(), page=page(b"\xff\xfe\x00")),
            kept(bare(), story=None),
            kept(failed()),
        ),
        stories=stories(),
        judgements=judgements(),
        entities=(
            EntityHead("p1", "La préfecture", EntityKind.BODY, ("the prefecture", "La préfecture"), 4, 4),
            EntityHead("p9", "Valbrune", EntityKind.PLACE),
            EntityHead("p8", "M. Sans-Nom", EntityKind.UNKNOWN, claims=1),
        ),
        members={
            **{(name, "prefecture"): "p1" for name in ("sorvane", "valley", "north", "watch")},
            ("valbrune-1", "e2"): "p1",
            ("valbrune-1", "e3"): "p7",
        },
    )


def written(name: str, export: Export) -> bytes:
    """What a format writes of an export."""
    out = io.BytesIO()
    FORMATS[name].write(out, export)
    return out.getvalue()


# ---------------------------------------------------------------- at random

_optional = st.none() | odd_text

pages = st.builds(
    Page,
    odd_text,
    st.binary(max_size=40) | odd_text,
    odd_text,
    _optional,
    _optional,
    _optional,
    _optional,
    _optional,
    _optional,
    _optional,
    st.lists(st.tuples(odd_text, odd_text), max_size=2).map(tuple),
)

kept_documents = st.builds(
    Kept, readings(), st.integers(1, 9), st.booleans(), odd_text, odd_text, odd_text, _optional, st.none() | pages
)

random_judgements = st.builds(
    Judgement,
    st.integers(1, 9),
    st.sampled_from(Verdict),
    st.sampled_from(Finding),
    st.lists(st.builds(Target, odd_text, st.none() | st.integers(0, 9), st.none(), _optional, _optional), max_size=2)
    .map(tuple),
    odd_text,
    odd_text,
    odd_text,
    _optional,
    _optional,
)  # fmt: skip


@st.composite
def exports(draw: st.DrawFn) -> Export:
    """Any export at all."""
    trace = draw(traces())
    return Export(
        documents=tuple(draw(st.lists(kept_documents, max_size=2))),
        stories=tuple(TracedStory(story, trace.readings, trace.method) for story in trace.stories[:1]),
        judgements=tuple(draw(st.lists(random_judgements, max_size=3))),
        entities=tuple(
            draw(st.lists(st.builds(EntityHead, odd_text, odd_text, st.sampled_from(EntityKind)), max_size=2))
        ),
    )
