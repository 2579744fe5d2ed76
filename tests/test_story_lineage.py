"""Who took what from whom, which way, and the passages that show it."""

from __future__ import annotations

import pytest
from story_documents import profile

from selon.lang import languages, load_lexicon
from selon.story.lineage.alignment import align
from selon.story.lineage.citations import find_citations
from selon.story.lineage.direction import direction_of
from selon.story.lineage.find import _Story, _without_detours, _without_rivals, find_lineage, relation_of
from selon.story.lineage.texts import text_of
from selon.story.profile import Profile, profile_of
from selon.types import Block, BlockKind, Document, Edge, Figure, Modifier, Reading, Reason, Relation

WIRE = (
    "The dam above Valmorin gave way on Tuesday night and 1,245 people left their homes in the dark. "
    "Crews from Osterhal worked until dawn to close the breach with sand and stone. "
    "Anne Morvec, who runs the dam, had warned of cracks in the wall since the spring."
)
REWRITTEN = (
    "The dam above Valmorin broke on Tuesday night, and 1,245 people left their homes in the dark. "
    "Men from Osterhal worked until dawn to close the breach, using sand and stone. "
    "The head of the dam, Anne Morvec, had warned of cracks in the wall for months."
)
APART = (
    "Some 1,245 residents of Valmorin are sleeping in schools after a reservoir burst. "
    "Engineer Anne Morvec says nobody listened to her. Shops in Osterhal sent blankets and bread this morning."
)
FRENCH = (
    "Le barrage au-dessus de Valmorin a cédé mardi soir et 1.245 personnes ont quitté leurs maisons dans le noir. "
    "Des équipes d'Osterhal ont travaillé jusqu'à l'aube pour fermer la brèche avec du sable et des pierres. "
    "Anne Morvec, qui dirige le barrage, avait averti depuis le printemps que le mur avait des fissures."
)


def named(a: Profile, b: Profile) -> Relation:
    return relation_of(a, b)[0]


# ---------------------------------------------------------------- the relation


def test_the_same_file_twice_is_a_copy() -> None:
    relation, score, directed, source, reasons = relation_of(profile("a", WIRE), profile("b", WIRE))
    assert (relation, directed, source) == (Relation.COPY, False, None)
    assert score > 0.95
    assert [reason.rule for reason in reasons] == ["verbatim"]


def test_passages_of_a_copy_are_the_same_words() -> None:
    one, other = profile("a", WIRE), profile("b", f"Our reporter writes from the valley.\n{WIRE}")
    for reason in relation_of(one, other)[4]:
        assert reason.source is not None
        assert reason.target is not None
        taken = one.document.text[reason.source.start : reason.source.end]
        assert taken == other.document.text[reason.target.start : reason.target.end]


def test_a_pasted_paragraph_is_a_copy_in_part() -> None:
    own = (
        "In the valley the river had risen for days, and farmers had moved their herds to the hills. "
        "Nobody in the village of Brielle slept, says the priest, who opened his church to all who came. "
        "The road to the coast was cut in four places, and the bridge at Tresk was closed to lorries. "
    )
    rest = "The insurers expect claims for years. The minister is to visit the dam on Friday with the governor."
    assert named(profile("a", WIRE), profile("b", f"{own}\n{WIRE}\n{rest} {own.upper()}")) is Relation.COPY


def test_a_pasted_paragraph_under_other_news_is_a_copy_where_its_names_belong_to_the_article() -> None:
    pasted = (
        "The ferry was carrying up to 180 passengers from the island to the mainland when it took on water in heavy "
        "seas, according to the operator, Vestline. Rescue boats pulled 94 people from the sea before noon."
    )
    wire = (
        f"At least 12 people died off Tarvik, the coastguard said on Thursday.\n{pasted}\n"
        "Two sailors had warned Vestline of a failing lock on the stern door, which the company would not confirm."
    )
    local = (
        "Families gathered at the quay, many of them wrapped in blankets handed out by the parish.\n"
        '"My brother took that boat every week," said Liv Torsund, a schoolteacher.\n'
        f"{pasted}\nThe mayor, Ole Brandvik, cancelled the market and kept the church open all night."
    )
    assert named(profile("wire", wire), profile("local", local)) is Relation.COPY


GERMAN = (
    "Der Damm über Valmorin brach Dienstagnacht, und 1.245 Menschen verließen im Dunkeln ihre Häuser. "
    "Trupps aus Osterhal arbeiteten bis zum Morgen, um die Bresche mit Sand und Steinen zu schließen. "
    "Anne Morvec, die den Damm leitet, hatte seit dem Frühjahr vor Rissen in der Mauer gewarnt."
)


def test_a_text_is_translated_into_several_languages_and_not_from_its_copy() -> None:
    texts = [
        text_of(profile("wire", WIRE, published="2024-03-05")),
        text_of(profile("copy", WIRE, published="2024-03-06")),
        text_of(profile("french", FRENCH, "fr", published="2024-03-07")),
        text_of(profile("german", GERMAN, "de", published="2024-03-07")),
        text_of(profile("other", FRENCH, "fr", published="2024-03-08")),
    ]
    why = (Reason("aligned", ""), Reason("aligned", ""))
    copied = (Relation.COPY, 1.0, True, "wire", why)
    found = {
        (0, 1): copied,
        (0, 2): (Relation.TRANSLATION, 0.996, True, "wire", why),
        (1, 2): (Relation.TRANSLATION, 0.998, True, "copy", why),
        (0, 3): (Relation.TRANSLATION, 0.997, True, "wire", why),
        (0, 4): (Relation.TRANSLATION, 0.994, True, "wire", why),
    }
    left = _without_rivals(found, texts, _Story({}, {}))
    kept = {pair for pair, relation in left.items() if relation[0] is Relation.TRANSLATION}
    assert kept == {(0, 2), (1, 2), (0, 3)}


def test_of_translations_into_one_language_the_likeliest_is_left_whichever_way_it_went() -> None:
    texts = [
        text_of(profile("french", FRENCH, "fr", published="2024-03-05")),
        text_of(profile("one", WIRE, published="2024-03-05")),
        text_of(profile("other", APART, published="2024-03-06")),
    ]
    why = (Reason("aligned", ""), Reason("aligned", ""))
    found = {
        (0, 1): (Relation.TRANSLATION, 0.998, False, None, why),
        (0, 2): (Relation.TRANSLATION, 0.996, True, "french", why),
    }
    left = _without_rivals(found, texts, _Story({}, {}))
    assert [relation[0] for relation in left.values()] == [Relation.TRANSLATION, Relation.INDEPENDENT]


def test_what_is_tied_to_a_text_and_its_copy_is_tied_to_the_text() -> None:
    edges = (
        Edge("wire", "copy", Relation.COPY, 1.0, True, ()),
        Edge("local", "wire", Relation.COPY, 0.5, False, ()),
        Edge("copy", "local", Relation.COPY, 0.5, False, ()),
    )
    assert list(_without_detours(edges)) == list(edges[:2])


def test_a_rewrite_keeps_the_turns_of_phrase() -> None:
    relation, _, _, _, reasons = relation_of(profile("a", WIRE), profile("b", REWRITTEN))
    assert relation is Relation.REWRITE
    assert 1 <= len(reasons) <= 7
    assert all(reason.source and reason.target for reason in reasons)


def test_independent_reports_share_facts_only() -> None:
    relation, score, directed, source, reasons = relation_of(profile("a", WIRE), profile("b", APART))
    assert (relation, directed, source, reasons) == (Relation.INDEPENDENT, False, None, ())
    assert score > 0.5


def test_who_hears_one_speech_quotes_it_and_copies_nobody() -> None:
    speech = "“We told them in spring that the wall had cracks, and nobody came to look at them until it was too late.”"
    one = f"At the town hall, voices were raised. {speech} Then Anne Morvec left the room without another word."
    other = f"Residents wept as Anne Morvec spoke. {speech} Outside, buses waited to take families to the coast."
    assert named(profile("a", one), profile("b", other)) is not Relation.COPY


def test_a_translation_is_known_by_figures_names_and_cognates() -> None:
    text = (
        "President Drenkov signed the Osterhal accord on 14 March with 27 ministers; 4,312 soldiers leave Valmorin. "
        "Governor Irina Valsky protested; 165 delegates from Tresk voted against."
    )
    french = (
        "Le président Drenkov a signé l'accord d'Osterhal le 14 mars avec 27 élus ; 4.312 soldats quittent Valmorin. "
        "La gouverneure Irina Valsky a protesté ; 165 délégués de Tresk ont voté contre."
    )
    relation, score, *_ = relation_of(profile("a", text), profile("b", french, "fr"))
    assert relation is Relation.TRANSLATION
    assert score > 0.5
    other = "Un marché s'ouvre à Brielle, où 12 boulangers vendent du pain. Paul Drenn y tient un étal."
    assert named(profile("a", text), profile("c", other, "fr")) is Relation.INDEPENDENT


def test_one_notice_on_two_pages_is_no_lineage() -> None:
    notice = (
        "We and our partners store and access information on your device to show relevant content, and you can "
        "withdraw your choice at any time by clicking on the link at the foot of this page or writing to us."
    )
    one = f"{WIRE}\n{notice}"
    other = (
        "Bakers in Brielle sold twice as much bread as a year ago, their guild reported at its meeting. "
        "Paul Drenn bakes rye loaves with honey, which sell out before noon, even in August.\n"
        f"{notice}"
    )
    assert named(profile("a", one), profile("b", other)) is Relation.INDEPENDENT


def test_empty_documents_have_no_lineage() -> None:
    assert named(profile("a", ""), profile("b", WIRE)) is Relation.INDEPENDENT
    assert find_lineage([]) == ()


# ---------------------------------------------------------------- the edges of a story


def test_edges_do_not_depend_on_order() -> None:
    profiles = [
        profile("a", WIRE, published="2031-03-02"),
        profile("b", REWRITTEN, published="2031-03-03"),
        profile("c", APART, published="2031-03-02"),
        profile("d", FRENCH, "fr"),
    ]
    edges = find_lineage(profiles)
    assert edges == find_lineage(profiles[::-1])
    assert [(edge.source, edge.target, edge.relation, edge.directed) for edge in edges] == [
        ("a", "b", Relation.REWRITE, True)
    ]


def test_naming_a_collected_outlet_makes_an_edge() -> None:
    told = profile("a", WIRE, outlet="La Vigie du Nord")
    citing = profile("b", "Un barrage a cédé, selon La Vigie du Nord.", "fr", outlet="Le Phare")
    (edge,) = find_lineage([told, citing])
    assert (edge.source, edge.target, edge.relation, edge.directed) == ("a", "b", Relation.CITES, True)
    assert isinstance(edge, Edge)
    assert edge.reasons[0].target is not None


# ---------------------------------------------------------------- direction


def when(date: str) -> dict[str, str]:
    minute = {"published_at": date} if "T" in date else {}
    return {"published": date[:10], **minute} if date else {}


@pytest.mark.parametrize(
    ("one", "other", "source"),
    [
        ("2031-03-02", "2031-03-03", "a"),
        ("2031-03-02T09:10", "2031-03-02T08:55", "b"),
        ("2031-03-02T09:10", "2031-03-02", None),
        ("2031-03", "2031-04-01", None),
        ("2031-03-02", "", None),
    ],
)
def test_the_earlier_is_the_source(one: str, other: str, source: str | None) -> None:
    a, b = profile("a", WIRE, **when(one)), profile("b", WIRE, **when(other))
    assert direction_of(a, b, Relation.COPY)[0] == source


def test_a_credit_goes_before_the_hour() -> None:
    a = profile("a", WIRE, outlet="Northern Lookout", **when("2031-03-02T11:00"))
    b = profile("b", f"{WIRE}\nSource: Northern Lookout", outlet="Phare", **when("2031-03-02T10:50"))
    (edge,) = find_lineage([a, b])
    assert (edge.source, edge.target, edge.relation) == ("a", "b", Relation.COPY)


def test_nobody_cites_what_appeared_on_a_later_day() -> None:
    a = profile("a", WIRE, published="2031-03-03", outlet="Northern Lookout")
    b = profile("b", "A dam broke, Northern Lookout reported.", published="2031-03-02")
    assert [found.cited for found in find_citations([a, b])] == [None]


def test_the_writing_of_the_other_language_shows_a_translation() -> None:
    a, b = profile("a", FRENCH, "fr"), profile("b", WIRE.replace("1,245", "1.245"))
    source, reasons = direction_of(a, b, Relation.TRANSLATION)
    assert source == "a"
    assert [reason.rule for reason in reasons] == ["artefact"]


def test_a_headline_that_rounds_was_made_from_the_exact_one() -> None:
    exact = profile("a", WIRE, title="Dam breaks, 1,245 leave their homes")
    text = f"Dam breaks: more than 1,200 leave\n\n{WIRE}"
    blocks = (Block(BlockKind.HEADLINE, 0, 33), Block(BlockKind.PARAGRAPH, 35, len(text)))
    figure = Figure("f1", 12, 27, value=1200.0, modifier=Modifier.MORE_THAN)
    rounded = profile_of(Reading(Document("b", text, "en", blocks), figures=(figure,)))
    assert direction_of(exact, rounded, Relation.COPY)[0] == "a"
    assert direction_of(exact, rounded, Relation.REWRITE)[0] is None


# ---------------------------------------------------------------- alignment


def test_sentences_are_aligned_in_order() -> None:
    found = align(profile("a", WIRE), profile("b", REWRITTEN))
    assert [(pair.first, pair.second) for pair in found.pairs] == [(0, 0), (1, 1), (2, 2)]
    assert found.order == 1.0


def test_another_order_is_seen() -> None:
    sentences = WIRE.split(". ")
    turned = ". ".join([sentences[1], sentences[0], sentences[2]])
    assert align(profile("a", WIRE), profile("b", turned)).order < 0.9


# ---------------------------------------------------------------- citations


@pytest.mark.parametrize("code", languages())
def test_examples_of_the_lexicon_are_read(code: str) -> None:
    for example in load_lexicon(code).retelling.examples:
        found = find_citations([profile("a", example.text, code)])
        assert tuple(citation.outlet for citation in found) == example.cites, example.text


def test_an_outlet_does_not_cite_itself() -> None:
    text = "« Tout va bien », a dit la mairie au Phare."
    known = {"outlet": "Le Phare", "url": "https://www.lephare.example/a"}
    assert find_citations([profile("a", text, "fr", **known)]) == ()


def test_an_outlet_is_known_without_its_article() -> None:
    taker = profile("taker", "Le Z40 provoque des migraines, selon le Daily Plinth.", "fr", published="2020-10-14")
    giver = profile("giver", WIRE, outlet="The Daily Plinth", published="2020-10-13")
    assert [(found.outlet, found.cited) for found in find_citations([giver, taker])] == [("Daily Plinth", "giver")]


def test_a_collected_outlet_is_known_by_its_address() -> None:
    told = profile("a", WIRE, url="https://www.northernlookout.example/dam")
    citing = profile("b", "A dam broke, Northern Lookout reported.", url="https://phare.example/b")
    (found,) = find_citations([told, citing])
    assert (found.document, found.cited) == ("b", "a")
    assert citing.document.text[found.start : found.end] == "Northern Lookout"


def test_a_picture_is_no_source() -> None:
    assert find_citations([profile("a", "The dam on Tuesday. Photo: Reuters")]) == ()
    assert find_citations([profile("a", "The dam on Tuesday. Jan Holm / AFP")]) == ()


def test_each_agency_once_a_document() -> None:
    text = "The dam broke (AFP). A spokesman told Agence France-Presse that crews were on their way."
    assert [found.outlet for found in find_citations([profile("a", text)])] == ["AFP"]
