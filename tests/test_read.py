"""A document to its reading: promises that hold for any text, and bad input."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.attribute.read import read_document
from selon.page.plain import read_plain
from selon.types import Document, Reading, Span


def read(text: str, lang: str = "fr", published: str | None = None) -> Reading:
    """A plain text, read."""
    return read_document(Document("case", text, lang, read_plain(text, lang).blocks, published=published))


def spans_of(reading: Reading) -> list[Span]:
    """Every span a reading reports."""
    found = [span for claim in reading.claims for span in (*claim.source, *claim.cue, *claim.content)]
    found += [span for entity in reading.entities for span in entity.mentions]
    placed = (*reading.figures, *reading.dates, *(hedge for claim in reading.claims for hedge in claim.hedges))
    return found + [Span(item.start, item.end) for item in placed]


ODD = {
    "one word": "Non",
    "white space": " \n\t ",
    "nul": "Le maire a dit\x00 que le pont\x00 tenait.",
    "lone surrogate": "Le maire a dit que le \ud800 pont tenait.",
    "right-to-left marks": "\u202eLe maire a dit que le pont tenait.\u202c",
    "all capitals": "LE MAIRE A DIT QUE LE PONT ÉTAIT FERMÉ. LES POMPIERS ONT QUITTÉ LES LIEUX.",
    "no punctuation": "le maire a dit que le pont était fermé " * 300,
    "opening quotes": "« " * 50_000 + "fin",
    "mixed languages": "The mayor said it was shut. Le maire a dit que le pont tenait. 市長は橋が閉まったと言った。",
    "a stray mark a word": 'Le " maire " a " dit " que " le pont tenait.',
    "only marks": '"«»“”' * 500,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_odd_text_is_read_and_its_spans_hold(text: str, lang: str) -> None:
    reading = read(text, lang)
    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(reading))
    assert reading == read(text, lang)


def test_an_unclosed_mark_costs_nothing_else() -> None:
    reading = read(
        "Il a dit « que faire.\n\nSelon la mairie, le pont est fermé depuis lundi.\n\nLe maire nie avoir menti."
    )
    assert {reading.text_of(claim.source) for claim in reading.claims} >= {"la mairie", "Le maire"}


def test_a_language_without_a_lexicon_is_said_and_costs_no_text() -> None:
    reading = read("市長は橋が閉まったと言った。", "ja")
    assert reading.claims == ()
    assert [notice.kind for notice in reading.notices] == ["language-failed"]
    assert "'ja'" in reading.notices[0].message


def test_no_claim_touches_furniture() -> None:
    lines = [
        "Accueil > Monde",
        "Le barrage a cédé dans la nuit de lundi à mardi.",
        "Le préfet a dit que tout était prêt.",
        "Ce site utilise des cookies. Accepter",
    ]
    text = "\n\n".join(lines)
    reading = read(text)
    furniture = [block for block in reading.document.blocks if block.kind.value == "furniture"]
    assert furniture
    for span in spans_of(reading):
        assert not any(span.start < block.end and block.start < span.end for block in furniture)


TOLD = [
    (
        "Tarrow denied that anyone was locked in. A video, which could not be independently verified, shows a shutter.",
        "anyone was locked in",
        "denied",
        "Tarrow",
    ),
    (
        """A video, which could not be independently verified, shows a shutter.

        According to the harbour office, the mill was inspected in May.""",
        "the mill was inspected in May",
        "attributed",
        "harbour office",
    ),
    (
        "The army said its men had taken the bridge, a claim that the rebels denied.",
        "its men had taken the bridge",
        "denied",
        "army",
    ),
    (
        "The bank denied the report, saying that its branch would stay open.",
        "its branch would stay open",
        "attributed",
        "bank",
    ),
    (
        "Rebels said they had shot it down. Neither account could be independently confirmed.",
        "they had shot it down",
        "unverified",
        "Rebels",
    ),
    (
        "According to council records, the mill was inspected. The council says it wrote twice to the owners.",
        "it wrote twice to the owners",
        "attributed",
        "council",
    ),
    (
        """“It was offside,” complained the keeper, Bea Lorne. The referee, she said, saw nothing.

        Carol Fisk dismissed the complaint. “I thought the goal was fine,” she shrugged.""",
        "I thought the goal was fine,",
        "attributed",
        "Carol Fisk",
    ),
]


@pytest.mark.parametrize(("text", "content", "standing", "who"), TOLD)
def test_what_a_reader_is_told(text: str, content: str, standing: str, who: str) -> None:
    reading = read(text, "en")
    names = {entity.id: entity.name for entity in reading.entities}
    found = [
        (claim.standing, names.get(claim.entity or ""))
        for claim in reading.claims
        if reading.text_of(claim.content) == content
    ]
    assert (standing, who) in found


def test_what_a_video_only_appears_to_show_the_author_has_not_taken_over() -> None:
    (claim,) = [claim for claim in read("A video appears to show a man falling.", "en").claims if claim.cue]
    assert [layer.value for layer in claim.factuality] == ["Uu", "PR+"]


def test_what_is_refused_an_answer_is_left_open() -> None:
    reading = read("The office declined to say whether the clerk had left.", "en")
    (claim,) = [claim for claim in reading.claims if reading.text_of(claim.cue) == "to say"]
    assert claim.parent is not None
    assert {layer.value for layer in claim.factuality} == {"Uu"}


def test_one_source_of_two_claims_is_one_entity() -> None:
    reading = read("A diplomat, who warned that a strike was near, said that the talks had failed.", "en")
    assert [entity.name for entity in reading.entities] == ["diplomat"]
    assert {claim.entity for claim in reading.claims if claim.source} == {"e1"}


def test_layers_go_from_the_author_to_the_source() -> None:
    reading = read("Le ministre a déclaré que le port rouvrirait, selon l'agence Litora.")
    claim = next(claim for claim in reading.claims if reading.text_of(claim.source) == "Le ministre")
    assert [layer.by for layer in claim.factuality] == ["author", *claim.via, claim.entity]
    assert claim.parent is not None


def test_reading_takes_time_near_the_length() -> None:
    paragraph = "Le maire de Talbec a dit que 12 ponts étaient fermés. « Nous verrons lundi », a-t-il ajouté.\n\n"
    times = []
    for repeats in (40, 160):
        started = time.process_time()
        read(paragraph * repeats)
        times.append(time.process_time() - started)
    assert times[1] < 8 * times[0]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(alphabet='Le maire a dit que « "”“ 12 oui. , : — - selon\n', min_size=1, max_size=160))
def test_any_text_gives_sound_spans(text: str) -> None:
    reading = read(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(reading))
