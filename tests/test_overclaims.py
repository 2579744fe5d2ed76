"""Headlines held against their own bodies."""

from __future__ import annotations

import pytest

from selon.attribute.read import read_document
from selon.lang import languages, load_lexicon
from selon.lang.headlines import HeadlineExample
from selon.types import Block, BlockKind, Document, Reading


def read(lang: str, title: str, *paragraphs: str) -> Reading:
    """A document of a headline and paragraphs, read."""
    text, blocks = title, [Block(BlockKind.HEADLINE, 0, len(title))]
    for paragraph in paragraphs:
        start = len(text) + 2
        text += "\n\n" + paragraph
        blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
    return read_document(Document("d", text, lang, tuple(blocks)))


FIRMER = [
    (
        "fr",
        "Le maire de Valdrec a détourné les fonds de la piscine",
        "Le maire de Valdrec aurait détourné les fonds de la piscine municipale. Une plainte a été déposée lundi.",
    ),
    (
        "fr",
        "Le barrage de Corvanne a cédé",
        "Le barrage de Corvanne a peut-être cédé dans la nuit. Les secours sont en route.",
    ),
    (
        "en",
        "Halden Foods poisoned the river",
        "Halden Foods allegedly poisoned the river in May. The company has closed its offices.",
    ),
    ("en", "Generals plan coup in Tarvia", "Generals may plan a coup in Tarvia. Shops stayed open on Monday."),
]

AS_FIRM = [
    (
        "fr",
        "Le barrage de Corvanne a cédé",
        "Le barrage de Corvanne a cédé dans la nuit. Trois villages sont coupés du monde.",
    ),
    (
        "fr",
        "Le maire de Valdrec aurait détourné des fonds",
        "Le maire de Valdrec aurait détourné les fonds de la piscine municipale.",
    ),
    ("fr", "Séisme à Ormelle : 214 morts", "La préfecture compte 214 morts à Ormelle après le séisme de mardi."),
    (
        "fr",
        "Le maire dément avoir détourné les fonds de la piscine",
        "Le maire a démenti avoir détourné les fonds de la piscine municipale.",
    ),
    (
        "fr",
        "Le maire de Valdrec a-t-il détourné les fonds ?",
        "Le maire de Valdrec aurait détourné les fonds de la piscine municipale.",
    ),
    (
        "fr",
        "Le barrage de Corvanne a cédé",
        "Le barrage de Corvanne aurait cédé. Le préfet a confirmé que le barrage de Corvanne a cédé vers minuit.",
    ),
    ("en", "Halden Foods poisoned the river", "The regulator said that Halden Foods poisoned the river in May."),
    (
        "en",
        "Halden Foods denies poisoning the river",
        "Halden Foods denied poisoning the river. “We did nothing of the sort,” said its director.",
    ),
    ("en", "Union plans strike at Port Mirren", "Dockers could walk out for a week. The weather was fine on Sunday."),
    ("en", "Weather to stay fine", "It may rain."),
]


@pytest.mark.parametrize(("lang", "title", "body"), FIRMER)
def test_a_headline_that_states_what_the_body_leaves_open(lang: str, title: str, body: str) -> None:
    reading = read(lang, title, body)
    (found,) = reading.overclaims
    claims = {claim.id: claim for claim in reading.claims}
    assert claims[found.claim].content[0].start < len(title)
    assert claims[found.against or ""].content[0].start > len(title)
    assert reading.text_of(claims[found.against or ""].content) in found.reason


@pytest.mark.parametrize(("lang", "title", "body"), AS_FIRM)
def test_a_headline_that_the_body_bears_out(lang: str, title: str, body: str) -> None:
    assert read(lang, title, body).overclaims == ()


FIGURES = [
    ("fr", "Explosion à Ormelle : 1 300 morts", "L'explosion a fait 1 035 morts, a indiqué le ministère.", "larger"),
    (
        "fr",
        "Ormelle : au moins 300 morts",
        "Le bilan pourrait s'alourdir. La secousse a fait jusqu'à 300 morts, selon la mairie.",
        "surer",
    ),
    (
        "fr",
        "Séisme à Ormelle : 1 200 blessés",
        "Le séisme a fait 2 059 blessés, a annoncé le ministère.",
        "not the body's",
    ),
    (
        "fr",
        "Séisme à Ormelle : plus d'un millier de morts",
        "Le séisme a fait 1 037 morts, a annoncé le ministère.",
        "",
    ),
    ("fr", "Séisme à Ormelle : près de 100 morts", "Le séisme a fait 97 morts, a annoncé le ministère.", ""),
    (
        "fr",
        "Séisme à Ormelle : 214 morts et 51 blessés",
        "Le séisme a fait 214 morts et 51 blessés, a annoncé le ministère.",
        "",
    ),
    (
        "fr",
        "Séisme à Ormelle : 12 morts",
        "Le séisme a fait 7 morts à Ormelle et 5 morts à Brielle, a annoncé le ministère.",
        "",
    ),
    ("en", "Quake in Ormel kills 1,300", "The quake killed 1,035 people, the ministry said.", "larger"),
    ("en", "At least 300 people killed in Ormel", "Up to 300 people were killed in Ormel, the mayor said.", "surer"),
    ("en", "More than 1,000 people killed in Ormel", "The quake killed 1,037 people, the ministry said.", ""),
    ("en", "Quake kills 2,000 people in Ormel", "The quake killed 2,012 people, the ministry said.", ""),
    ("en", "Shares fall 3 percent", "Prices rose 2 percent in May, the bank said.", ""),
]


@pytest.mark.parametrize(("lang", "title", "body", "reason"), FIGURES)
def test_the_figure_of_a_headline(lang: str, title: str, body: str, reason: str) -> None:
    reasons = [found.reason for found in read(lang, title, body).overclaims]
    assert len(reasons) == bool(reason)
    assert all(reason in given for given in reasons)


SUBJECTS = [
    (
        "fr",
        "L'armée tarvienne accuse le président de vendre le port",
        "Des officiers de l'armée tarvienne ont accusé le président de vendre le port.",
        True,
    ),
    (
        "fr",
        "La police refuse d'évacuer le campement de Brielle",
        "Un groupe de policiers refuse d'évacuer le campement de Brielle. La police ne dit rien.",
        True,
    ),
    (
        "fr",
        "Les enseignants boycottent les examens de juin",
        "Quelques enseignants boycottent les examens de juin à Ormelle.",
        True,
    ),
    (
        "fr",
        "Les enseignants boycottent les examens de juin",
        "Les enseignants boycottent les examens de juin à Ormelle.",
        False,
    ),
    (
        "fr",
        "Des enseignants boycottent les examens de juin",
        "Quelques enseignants boycottent les examens de juin à Ormelle.",
        False,
    ),
    ("en", "Teachers refuse to mark the June exams", "Two teachers refuse to mark the June exams in Ormel.", True),
    ("en", "Teachers refuse to mark the June exams", "Teachers across Ormel refuse to mark the June exams.", False),
    (
        "en",
        "The army accuses the president of selling the port",
        "Some members of the army accused the president of selling the port.",
        True,
    ),
]


@pytest.mark.parametrize(("lang", "title", "body", "wider"), SUBJECTS)
def test_the_subject_of_a_headline(*, lang: str, title: str, body: str, wider: bool) -> None:
    found = read(lang, title, body).overclaims
    assert any("to a part" in one.reason for one in found) is wider


CAUSES = [
    (
        "fr",
        "Trois élèves malades à cause des yaourts Bellac",
        "L'agence a établi un lien entre les yaourts Bellac et trois cas.",
        True,
    ),
    (
        "fr",
        "Un lien entre les yaourts Bellac et trois malades",
        "L'agence a établi un lien entre les yaourts Bellac et trois cas.",
        False,
    ),
    ("en", "Pupils ill from Bellac yoghurt", "The agency found a link between the yoghurt and several cases.", True),
    (
        "en",
        "Pupils ill from Bellac yoghurt",
        "The agency found a link between the yoghurt and several cases. Pupils died from the yoghurt.",
        False,
    ),
    ("en", "Bellac yoghurt linked to illness", "The agency found a link between the yoghurt and several cases.", False),
]


@pytest.mark.parametrize(("lang", "title", "body", "cause"), CAUSES)
def test_the_cause_in_a_headline(*, lang: str, title: str, body: str, cause: bool) -> None:
    found = read(lang, title, body).overclaims
    assert any("speaks of a link" in one.reason for one in found) is cause


def test_a_headline_that_stands_on_an_unverified_letter() -> None:
    body = "La lettre, qui dit parler de vingt douaniers, n'est pas signée. Son authenticité n'a pas pu être vérifiée."
    (found,) = read("fr", "Les douaniers se soulèvent", body).overclaims
    assert "unverified" in found.reason
    assert read("fr", "Les douaniers se soulèvent, selon une lettre", body).overclaims == ()
    further = ("Le port est fermé jusqu'à jeudi.", "Les douaniers se soulèvent depuis lundi.")
    assert read("fr", "Les douaniers se soulèvent", body, *further).overclaims == ()


@pytest.mark.parametrize(
    "paragraphs",
    [(), ("Le barrage a cédé",), ("\ud800 \x00 «",), ("« " * 400,)],
    ids=["no body", "the headline again", "odd characters", "marks"],
)
def test_odd_documents(paragraphs: tuple[str, ...]) -> None:
    assert read("fr", "Le barrage a cédé", *paragraphs).overclaims == ()


EXAMPLES = [(lang, example) for lang in languages() for example in load_lexicon(lang).headlines.examples]


@pytest.mark.parametrize(("lang", "example"), EXAMPLES, ids=lambda value: getattr(value, "body", value))
def test_the_examples_of_the_lexicon(lang: str, example: HeadlineExample) -> None:
    said = {"part": "to a part", "cause": "speaks of a link"}[example.finds]
    found = read(lang, example.headline, example.body).overclaims
    assert any(said in one.reason for one in found)


def test_without_a_headline_nothing_is_said() -> None:
    text = "Le barrage aurait cédé."
    document = Document("d", text, "fr", (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert read_document(document).overclaims == ()
