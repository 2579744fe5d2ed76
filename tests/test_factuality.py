"""Factuality and standing: what a claim stands at, to the author and to its source, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.attribute.certainty.factuality import Rating, rate
from selon.attribute.certainty.hedges import find_hedges
from selon.attribute.parse import parse
from selon.attribute.read import read_document
from selon.lang import load_lexicon
from selon.types import (
    Act,
    Attribution,
    Block,
    BlockKind,
    Certainty,
    Document,
    Effect,
    HedgeKind,
    Kind,
    Layer,
    Polarity,
    Span,
    Stance,
)

SAY = Effect()
THINK = Effect(Act.BELIEVE, certainty=Certainty.PROBABLE)
HOPE = Effect(Act.HOPE, certainty=Certainty.POSSIBLE)
FEAR = Effect(Act.FEAR, certainty=Certainty.POSSIBLE)
DENY = Effect(Act.DENY, Polarity.NEGATIVE)
REFUSE = Effect(Act.REFUSE, Polarity.NEGATIVE)
ASK = Effect(Act.ASK, Polarity.OPEN, Certainty.UNKNOWN)
ORDER = Effect(Act.ORDER, certainty=Certainty.UNKNOWN)
REVEAL = Effect(Act.SAY, stance=Stance.ENDORSE)
CLAIM = Effect(Act.SAY, stance=Stance.DISTANCE)
THREATEN = Effect(Act.WARN)
UNSURE = Effect(Act.KNOW, Polarity.OPEN, Certainty.UNKNOWN)


def attributed(text: str, source: str, cue: str, content: str, effect: Effect, kind: Kind) -> Attribution:
    """An attribution of the words named, each at its last place before the content or its first at all."""

    def spans(words: str) -> tuple[Span, ...]:
        if not words:
            return ()
        start = text.index(words)
        return (Span(start, start + len(words)),)

    return Attribution(kind, "test", spans(source), spans(cue), spans(content), effect)


def unmark(marked: str, effect: Effect) -> tuple[str, Attribution]:
    """The text and the attribution of a sentence marked as "[source] {cue} that <content>"."""
    text, spans, opened = "", {}, {}
    for char in marked:
        if char in "[{<":
            opened[char] = len(text)
        elif char in "]}>":
            start = opened["[{<"["]}>".index(char)]]
            spans[char] = (Span(start, len(text)),)
        else:
            text += char
    return text, Attribution(Kind.INDIRECT, "test", spans["]"], spans["}"], spans[">"], effect)


def rate_all(
    text: str, attributions: list[Attribution], lang: str, speakers: tuple[str | None, ...] = ()
) -> list[Rating]:
    start, blocks = 0, []
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    lexicon = load_lexicon(lang)
    parsed = parse(Document("test", text, lang, tuple(blocks)), lexicon)
    who = speakers or tuple(None for _ in attributions)
    return list(rate(parsed, lexicon, tuple(attributions), who, find_hedges(parsed, lexicon)))


# [source] {cue} <content>, the cue's effect, the source's value, the reader's word
SOURCED = [
    # French
    ("fr", "[Le maire] {affirme} que <le pont est fermé>.", SAY, "CT+", "attributed"),
    ("fr", "[Le maire] {affirme} que <le pont n'est pas fermé>.", SAY, "CT-", "attributed"),
    ("fr", "[Le maire] {dit} qu'<il n'y a que deux ponts>.", SAY, "CT+", "attributed"),
    ("fr", "[Le maire] {dit} qu'<aucun pont n'est fermé>.", SAY, "CT-", "attributed"),
    ("fr", "[Le juge] {estime} que <le témoin ment>.", THINK, "PR+", "attributed"),
    ("fr", "[Le juge] {estime} que <le témoin ne ment pas>.", THINK, "PR-", "attributed"),
    ("fr", "[Le club] {espère} que <le gardien reviendra>.", HOPE, "PS+", "attributed"),
    ("fr", "[Le préfet] {a dit} que <la digue pourrait céder>.", SAY, "PS+", "attributed"),
    ("fr", "[Le préfet] {a dit} que <la digue cédera probablement>.", SAY, "PR+", "attributed"),
    ("fr", "[Le préfet] {a dit} que <la digue a peut-être cédé>.", SAY, "PS+", "attributed"),
    ("fr", "[Le préfet] {a dit} que <la digue semble tenir>.", SAY, "PR+", "attributed"),
    ("fr", "[La banque] {nie} que <le directeur ait fui>.", DENY, "CT-", "denied"),
    ("fr", "[La banque] {nie} que <le directeur n'ait pas payé>.", DENY, "CT+", "denied"),
    ("fr", "[Le chef] {a nié} que <ses hommes auraient pillé la ferme>.", DENY, "CT-", "denied"),
    ("fr", "[Le chef] {refuse} de <quitter la ville>.", REFUSE, "CT-", "attributed"),
    ("fr", "[Le chef] {menace} de <couper la route>.", THREATEN, "PS+", "attributed"),
    ("fr", "[Le juge] {demande} <si la lettre est vraie>.", ASK, "Uu", "attributed"),
    ("fr", "[Le juge] {exige} que <la lettre soit lue>.", ORDER, "Uu", "attributed"),
    ("fr", "[Le vendeur] {prétend} que <le tableau est ancien>.", CLAIM, "CT+", "disputed"),
    ("fr", "[Le journal] {écrit} que <le ministre aurait touché un million>.", SAY, "PS+", "alleged"),
    ("fr", "[Le ministre] {a dit} qu'<il viendrait lundi>.", SAY, "CT+", "attributed"),
    ("fr", "[Le maire] {dit} que <si le fleuve monte, le village sera évacué>.", SAY, "CT+", "attributed"),
    ("fr", "[Le maire] {dit} qu'<il a vu un homme qui pourrait être le voleur>.", SAY, "CT+", "attributed"),
    (
        "fr",
        "[La lettre], dont l'authenticité n'a pas pu être vérifiée, {affirme} que <la brigade refuse de combattre>.",
        SAY,
        "CT+",
        "unverified",
    ),
    # English
    ("en", "[The mayor] {says} <the bridge is closed>.", SAY, "CT+", "attributed"),
    ("en", "[The mayor] {says} <the bridge is not closed>.", SAY, "CT-", "attributed"),
    ("en", "[The mayor] {says} <the bridge never closed>.", SAY, "CT-", "attributed"),
    ("en", "[The mayor] {said} that <nobody was hurt>.", SAY, "CT-", "attributed"),
    ("en", "[The mayor] {said} that <no bridge was closed>.", SAY, "CT-", "attributed"),
    ("en", "[The mayor] {said} that <not only the bridge was closed>.", SAY, "CT+", "attributed"),
    ("en", "[The judge] {thinks} that <the witness lied>.", THINK, "PR+", "attributed"),
    ("en", "[The judge] {fears} that <the witness fled>.", FEAR, "PS+", "attributed"),
    ("en", "[The prefect] {said} that <the dam may break>.", SAY, "PS+", "attributed"),
    ("en", "[The prefect] {said} that <the dam will probably break>.", SAY, "PR+", "attributed"),
    ("en", "[The prefect] {said} that <the dam appears to hold>.", SAY, "PR+", "attributed"),
    ("en", "[The prefect] {said} that <perhaps the dam will not hold>.", SAY, "PS-", "attributed"),
    ("en", "[The bank] {denies} that <its director fled>.", DENY, "CT-", "denied"),
    ("en", "[The bank] {denies} that <its director has not paid>.", DENY, "CT+", "denied"),
    ("en", "[The chief] {refused} to <leave the town>.", REFUSE, "CT-", "attributed"),
    ("en", "[The chief] {threatened} <to cut the road>.", THREATEN, "PS+", "attributed"),
    ("en", "[The dealer] {claims} that <the painting is old>.", CLAIM, "CT+", "disputed"),
    ("en", "[The paper] {wrote} that <the minister is said to have fled>.", SAY, "Uu", "alleged"),
    ("en", "[The clerk] {said} that <he thinks that the ship may sail>.", SAY, "CT+", "attributed"),
    ("en", "[The judge] {does not know} <whether the letter is real>.", UNSURE, "Uu", "attributed"),
]


@pytest.mark.parametrize(("lang", "marked", "effect", "value", "standing"), SOURCED)
def test_indirect(lang: str, marked: str, effect: Effect, value: str, standing: str) -> None:
    text, claim = unmark(marked, effect)
    [rating] = rate_all(text, [claim], lang, ("e1",))
    assert [layer.by for layer in rating.factuality] == ["author", "e1"]
    assert rating.factuality[0].value == "Uu"
    assert rating.factuality[1].value == value, rating.reasons
    assert rating.standing == standing, rating.reasons


# text of the claim as a whole, what the author has it at, the reader's word
AUTHOR = [
    ("fr", "Le pont est fermé.", "CT+", "stated"),
    ("fr", "Le pont n'est pas fermé.", "CT-", "stated"),
    ("fr", "L'offensive semble marquer le pas.", "PR+", "hedged"),
    ("fr", "L'offensive a peut-être commencé.", "PS+", "hedged"),
    ("fr", "Douze soldats auraient été tués dans la vallée.", "Uu", "alleged"),
    ("fr", "Le trésorier, dit-on, a quitté la ville.", "Uu", "alleged"),
    ("fr", "Le roi, paraît-il, est mort.", "Uu", "alleged"),
    ("fr", "La reine a, semble-t-il, renoncé au trône.", "PR+", "hedged"),
    ("fr", "Le pont est-il fermé ?", "Uu", "stated"),
    ("fr", "La police a vu un homme qui semblait blessé.", "CT+", "stated"),
    ("fr", "Pas moins de dix ponts ont été fermés.", "CT+", "stated"),
    ("en", "The bridge is closed.", "CT+", "stated"),
    ("en", "The bridge is not closed.", "CT-", "stated"),
    ("en", "The offensive appears to be slowing.", "PR+", "hedged"),
    ("en", "The offensive may have begun.", "PS+", "hedged"),
    ("en", "The treasurer has reportedly left the town.", "Uu", "alleged"),
    ("en", "The pilots are believed to have drowned.", "Uu", "alleged"),
    ("en", "Is the bridge closed?", "Uu", "stated"),
    ("en", "Police arrested two alleged smugglers.", "CT+", "stated"),
    ("en", "The report, which could not be independently verified, names two judges.", "CT+", "unverified"),
]


@pytest.mark.parametrize(("lang", "text", "value", "standing"), AUTHOR)
def test_author(lang: str, text: str, value: str, standing: str) -> None:
    claim = Attribution(Kind.AUTHOR, "test", (), (), (Span(0, len(text.rstrip("."))),))
    [rating] = rate_all(text, [claim], lang)
    assert rating.factuality == (Layer("author", rating.factuality[0].value),)
    assert rating.factuality[0].value == value, rating.reasons
    assert rating.standing == standing, rating.reasons


@pytest.mark.parametrize(
    ("effect", "author"),
    [(REVEAL, "CT+"), (replace(REVEAL, certainty=Certainty.UNKNOWN), "Uu"), (SAY, "Uu"), (CLAIM, "Uu")],
)
def test_author_follows_only_a_cue_that_endorses(effect: Effect, author: str) -> None:
    text = "The audit revealed that the vault was empty."
    claim = attributed(text, "The audit", "revealed", "the vault was empty", effect, Kind.INDIRECT)
    [rating] = rate_all(text, [claim], "en")
    assert rating.factuality[0] == Layer("author", rating.factuality[0].value)
    assert rating.factuality[0].value == author


def test_layers_of_a_relayed_claim() -> None:
    text = "En mai, le roi a déclaré qu'il n'avait pas l'intention de partir, selon l'agence Orba."
    outer = attributed(text, "l'agence Orba", "selon", text[: text.index(", selon")], SAY, Kind.ACCORDING)
    inner = attributed(text, "le roi", "a déclaré", "il n'avait pas l'intention de partir", SAY, Kind.INDIRECT)
    ratings = rate_all(text, [outer, replace(inner, parent=0)], "fr", ("e1", "e2"))
    assert [(layer.by, layer.value.value) for layer in ratings[0].factuality] == [("author", "Uu"), ("e1", "CT+")]
    relayed = [(layer.by, layer.value.value) for layer in ratings[1].factuality]
    assert relayed == [("author", "Uu"), ("e1", "Uu"), ("e2", "CT-")]


def test_a_parent_that_is_its_own_ancestor_ends() -> None:
    text = "The mayor said the king left."
    first = attributed(text, "The mayor", "said", "the king left", SAY, Kind.INDIRECT)
    loop = [replace(first, parent=1), replace(first, parent=0)]
    assert len(rate_all(text, loop, "en")) == 2


def test_source_not_known_and_no_source() -> None:
    text = "The mayor says the bridge is closed."
    claim = attributed(text, "The mayor", "says", "the bridge is closed", SAY, Kind.INDIRECT)
    named, nobody = rate_all(text, [claim, replace(claim, source=())], "en")
    assert [layer.by for layer in named.factuality] == ["author", "source"]
    assert [layer.by for layer in nobody.factuality] == ["author"]


def test_negation_in_a_quotation_is_the_speakers_own() -> None:
    text = "« Le pont n'est pas fermé », a dit le maire."
    claim = attributed(text, "le maire", "a dit", "Le pont n'est pas fermé", SAY, Kind.DIRECT)
    [rating] = rate_all(text, [claim], "fr")
    assert rating.factuality[-1].value == "CT+"


def test_negation_before_quoted_words_counts() -> None:
    text = "Le maire a dit que le pont n'était pas « fermé pour toujours »."
    claim = attributed(text, "Le maire", "a dit", "le pont n'était pas « fermé pour toujours »", SAY, Kind.MIXED)
    [rating] = rate_all(text, [claim], "fr")
    assert rating.factuality[-1].value == "CT-"


def test_conditional_in_a_quotation_is_the_speakers_own() -> None:
    text = "« Un groupe d'officiers aurait signé une lettre », écrit l'analyste."
    claim = attributed(text, "l'analyste", "écrit", "Un groupe d'officiers aurait signé une lettre", SAY, Kind.DIRECT)
    [rating] = rate_all(text, [claim], "fr")
    assert rating.factuality[-1].value == "Uu"
    assert rating.standing == "alleged"
    assert [hedge.kind for hedge in rating.hedges] == [HedgeKind.CONDITIONAL]


def test_most_sentences_of_a_quotation_decide() -> None:
    parts = ["The army will probably rely on reserves.", "It has ten brigades.", "Its leaders are probably reluctant."]
    text = f"“{' '.join(parts)}” the ministry said."
    claim = attributed(text, "the ministry", "said", " ".join(parts), SAY, Kind.DIRECT)
    [rating] = rate_all(text, [claim], "en")
    assert rating.factuality[-1].value == "PR+"
    assert len(rating.hedges) == 2


@pytest.mark.parametrize(
    ("lang", "text", "content"),
    [
        (
            "fr",
            "Le camp affirme que le fort est tombé. Cette affirmation n'a pas pu être vérifiée.",
            "le fort est tombé",
        ),
        ("en", "The rebels say the fort fell. The claim could not be independently verified.", "the fort fell"),
    ],
)
def test_the_sentence_after_says_it_is_not_verified(lang: str, text: str, content: str) -> None:
    source = " ".join(text.split()[:2])
    [rating] = rate_all(text, [attributed(text, source, "", content, SAY, Kind.INDIRECT)], lang)
    assert rating.standing == "unverified"
    assert [hedge.kind for hedge in rating.hedges] == [HedgeKind.UNVERIFIED]


def test_a_sentence_about_something_else_leaves_it_attributed() -> None:
    text = "The rebels say the fort fell. Snow fell on an unverified number of days."
    [rating] = rate_all(text, [attributed(text, "The rebels", "say", "the fort fell", SAY, Kind.INDIRECT)], "en")
    assert rating.standing == "attributed"


def test_a_denial_by_another_denies_the_claim() -> None:
    text = "La radio affirme que la rançon a été payée. Le ministère a démenti."
    claim = attributed(text, "La radio", "affirme", "la rançon a été payée", SAY, Kind.INDIRECT)
    denial = attributed(text, "Le ministère", "a démenti", "la rançon a été payée", DENY, Kind.INDIRECT)
    ratings = rate_all(text, [claim, denial], "fr", ("e1", "e2"))
    assert [rating.standing.value for rating in ratings] == ["denied", "denied"]
    assert [rating.factuality[-1].value.value for rating in ratings] == ["CT+", "CT-"]
    bare = rate_all(text, [claim, replace(denial, content=())], "fr", ("e1", "e2"))
    assert bare[0].standing == "denied"


def test_rumours_allege() -> None:
    text = "Les rumeurs de divorce ont gagné la cour."
    claim = attributed(text, "", "rumeurs", "divorce", Effect(certainty=Certainty.POSSIBLE), Kind.INDIRECT)
    [rating] = rate_all(text, [claim], "fr")
    assert rating.standing == "alleged"


def test_each_lowering_has_a_reason_with_its_words() -> None:
    text = "Le préfet estime que la digue pourrait céder."
    [rating] = rate_all(
        text, [attributed(text, "Le préfet", "estime", "la digue pourrait céder", THINK, Kind.INDIRECT)], "fr"
    )
    assert rating.reasons == ("‘estime’ leaves it probable", "‘pourrait’ leaves it possible")


def test_a_hedge_inside_a_nested_content_is_the_nested_claims() -> None:
    text = "The clerk said the mayor believes the ship may sail."
    outer = attributed(text, "The clerk", "said", "the mayor believes the ship may sail", SAY, Kind.INDIRECT)
    inner = replace(attributed(text, "the mayor", "believes", "the ship may sail", THINK, Kind.INDIRECT), parent=0)
    first, second = rate_all(text, [outer, inner], "en", ("e1", "e2"))
    assert first.hedges == ()
    assert first.factuality[-1].value == "CT+"
    assert second.factuality[-1].value == "PS+"


def test_a_hedge_in_a_relative_clause_is_listed_and_lowers_nothing() -> None:
    text, claim = unmark("[The mayor] {said} <he saw a man who may be the thief>.", SAY)
    [rating] = rate_all(text, [claim], "en")
    assert [hedge.kind for hedge in rating.hedges] == [HedgeKind.MODAL]
    assert rating.factuality[-1].value == "CT+"
    assert rating.reasons == ()


def test_empty_and_odd_contents() -> None:
    text = "? !"
    odd = Attribution(Kind.DIRECT, "test", (), (), (Span(0, 1),))
    far = Attribution(Kind.AUTHOR, "test", (), (Span(900, 901),), (Span(800, 900),))
    assert len(rate_all(text, [odd, far, Attribution(Kind.INDIRECT, "test", (), (), ())], "en")) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a denial in words of his own puts those words forward
        ("Le docteur balaie les critiques : « Nos mesures sont publiques et vérifiables. »", [("attributed", "CT+")]),
        # a sentence that only denies, or takes up what it denies, denies the claim before it
        ("L'armée affirme avoir pris Dolma. Les rebelles ont démenti.", [("denied", "CT+"), ("stated", "CT+")]),
        (
            "L'armée affirme avoir pris Dolma. Les rebelles démentent ces informations.",
            [("denied", "CT+"), ("denied", "CT-")],
        ),
        ("Le maire dit que la dette est faible. Le parti n'a pas démenti.", [("attributed", "CT+"), ("stated", "CT-")]),
        # a conditional of which nothing tells what it supposes leaves the author's own clause possible
        ("La fermeture de la ligne coûterait deux millions.", [("hedged", "PS+")]),
        ("Faire une pause pourrait réduire la douleur.", [("hedged", "PS+")]),
        # nobody, nothing as its subject
        ("Rien ne prouve que le coffre a été forcé.", [("attributed", "Uu")]),
    ],
)
def test_a_text_read_has_these_standings(text: str, expected: list[tuple[str, str]]) -> None:
    claims = read_document(Document("case", text, "fr", (Block(BlockKind.PARAGRAPH, 0, len(text)),))).claims
    assert [(claim.standing.value, claim.factuality[-1].value.value) for claim in claims] == expected
