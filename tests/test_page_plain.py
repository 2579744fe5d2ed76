"""Plain text: the text stays as it is, its lines get their kinds."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from selon.errors import PageError
from selon.page import language, read_page
from selon.page.breadcrumb import find_breadcrumb
from selon.page.lines import find_paragraphs
from selon.types import Block, BlockKind, Document, Page

ONE = "Le conseil de Valbrune a voté mardi la fermeture de la piscine municipale, malgré les protestations du quartier."
TWO = "La maire assure que les travaux commenceront au printemps et dureront deux ans, selon un calendrier déjà arrêté."
THREE = "L'opposition dénonce une décision prise sans les habitants et demande un nouveau vote avant la fin du mois."
FOUR = "Les associations du quartier se réuniront samedi sur la grande place pour décider de la suite à donner."


def read(text: str, title: str | None = None, **known: Any) -> Document:
    return read_page(Page("t.txt", text, "text/plain", title=title, **known))


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    doc = read(text, title)
    return [(block.kind.value, doc.text[block.start : block.end]) for block in doc.blocks]


def test_breadcrumb_glued_before_a_doubled_headline() -> None:
    head = "La piscine de Valbrune ferme – la maire fait face à une FRONDE."
    text = f"Home » MONDE » {head}\n\n{head}\n\npar\n\n{ONE}\n\n{TWO}\n"
    assert kinds(text) == [
        ("furniture", "Home » MONDE »"),
        ("headline", head),
        ("furniture", head),
        ("byline", "par"),
        ("paragraph", ONE),
        ("paragraph", TWO),
    ]
    doc = read(text)
    assert doc.text == text
    assert doc.title == head
    assert doc.blocks[1].start == len("Home » MONDE » ")


@pytest.mark.parametrize(
    ("line", "after", "cut"),
    [
        ("Accueil > Politique > La maire de Valbrune démissionne après dix ans", None, len("Accueil > Politique > ")),
        ("Accueil > Politique", None, len("Accueil > Politique")),
        ("Monde » La maire s'en va", "La maire s’en va", len("Monde » ")),
        ("Home » Sport » Le club « volé » se plaint auprès de la ligue", None, len("Home » Sport » ")),
        ("Grève « massive » à Valbrune", None, None),
        ("La maire s'en va", None, None),
        ("Prix > salaires : la course", "Autre chose", None),
    ],
)
def test_breadcrumbs(line: str, after: str | None, cut: int | None) -> None:
    assert find_breadcrumb(line, after) == cut


@pytest.mark.parametrize(
    "text", ["Oui", "Partager", "La maire a dit non", "Par ailleurs", "Related Articles", "« Non »"]
)
def test_one_line_is_a_paragraph(text: str) -> None:
    assert kinds(text) == [("paragraph", text)]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("La piscine ferme", "headline"),
        ("La piscine va-t-elle fermer ?", "headline"),
        ("LA PISCINE FERME.", "headline"),
        ("La piscine ferme.", "paragraph"),
        ("La piscine ferme :", "paragraph"),
        ("- La piscine ferme", "paragraph"),
        ("La piscine " * 20, "paragraph"),
    ],
)
def test_first_line(first: str, kind: str) -> None:
    assert kinds(f"{first.strip()}\n{ONE} {TWO}")[0][0] == kind


def test_kicker_before_the_headline() -> None:
    found = kinds(f"VALBRUNE\nLa piscine municipale ferme après une longue querelle\n{ONE}\n{TWO}")
    assert [kind for kind, _ in found] == ["headline", "headline", "paragraph", "paragraph"]
    assert (
        read(f"VALBRUNE\nLa piscine municipale ferme enfin\n{ONE}\n{TWO}").title == "La piscine municipale ferme enfin"
    )


def test_captions_between_paragraphs() -> None:
    text = f"{ONE}\n\nJeanne Morel\n\n{TWO}\n\nUne ville sous la menace des travaux\n\n{THREE}\n\n{FOUR}"
    assert [kind for kind, _ in kinds(text)] == [
        "paragraph",
        "caption",
        "paragraph",
        "caption",
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "La ville : un chantier",
        "« Un chantier sans fin »",
        "- Un chantier sans fin",
        "Elle a répondu non.",
        "et puis la pluie est venue",
        "Pas moins de 12 blessés dans la soirée",
    ],
)
def test_short_lines_that_stay_paragraphs(line: str) -> None:
    assert (BlockKind.PARAGRAPH.value, line) in kinds(f"{ONE}\n{TWO}\n{line}\n{THREE}\n{FOUR}")


def test_subheading_needs_paragraphs_around() -> None:
    line = "Une ville sous la menace des travaux"
    assert kinds(f"{ONE}\n{line}\n{TWO}")[1] == ("paragraph", line)


def test_a_list_of_short_lines_has_no_captions() -> None:
    text = f"{ONE}\nValbrune\nRoche-sur-Yvel\nSaint-Aubin\nMontfleur\n{TWO}"
    assert "caption" not in {kind for kind, _ in kinds(text)}


def test_a_sentence_broken_by_a_line_end_is_no_caption() -> None:
    text = f"{ONE}\n{TWO[:-1]} dans\nLa Roche\nselon la maire, qui l'a dit mardi soir devant le conseil réuni.\n{FOUR}"
    assert ("caption", "La Roche") not in kinds(text)


def test_furniture_around_the_article() -> None:
    found = kinds(
        "Aller au contenu principal\nLa piscine ferme\nPar Jeanne Morel\nPublié le 3 mars 2024 à 10h\n"
        f"Partager sur Facebook\n{ONE}\nLIRE AUSSI : Le budget voté\n{TWO}\n© Agence du Nord\n{THREE}\n"
        "Inscrivez-vous à notre newsletter\n© 2024 Le Quotidien. Tous droits réservés."
    )
    assert [kind for kind, _ in found] == [
        "furniture",
        "headline",
        "byline",
        "byline",
        "furniture",
        "paragraph",
        "furniture",
        "paragraph",
        "caption",
        "paragraph",
        "furniture",
        "furniture",
    ]


def test_byline_and_day_are_read() -> None:
    doc = read(f"La piscine ferme\nPar Jeanne Morel\nPublié le 3 mars 2024 à 10h\n{ONE}\n{TWO}")
    assert (doc.byline, doc.published) == ("Jeanne Morel", "2024-03-03")
    assert read(f"La piscine ferme\nPar La rédaction\nPublié il y a 2 heures\n{ONE}").byline is None
    assert read(f"La piscine ferme\nPublié il y a 2 heures\n{ONE}").published is None


def test_related_links_at_the_end() -> None:
    text = f"{ONE}\n{TWO}\nRelated Articles\nThe mayor explains herself\nA new pool for Roche ?\n12 comments"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph", *["furniture"] * 4]


def test_related_heading_in_the_middle_takes_one_link() -> None:
    text = f"{ONE}\nÀ lire aussi\nLa maire s'explique devant les habitants\n{TWO}\n{THREE}"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "furniture", "furniture", "paragraph", "paragraph"]


def test_prose_after_a_related_heading_stays() -> None:
    assert kinds(f"{ONE}\nÀ lire aussi\n{TWO}\n{THREE}")[2] == ("paragraph", TWO)


def test_nothing_but_furniture_is_read_all_the_same() -> None:
    assert {kind for kind, _ in kinds("Partager\nImprimer\nCommenter")} == {"paragraph"}


def test_title_apart_goes_before_the_text() -> None:
    doc = read(f"{ONE}\n{TWO}", "La piscine ferme")
    assert doc.text == f"La piscine ferme\n\n{ONE}\n{TWO}"
    assert doc.text_offset == len("La piscine ferme") + 2
    assert doc.text[doc.text_offset :] == f"{ONE}\n{TWO}"
    assert doc.blocks[0] == Block(BlockKind.HEADLINE, 0, len("La piscine ferme"))
    assert [block.kind.value for block in doc.blocks] == ["headline", "paragraph", "paragraph"]


def test_title_with_one_line_of_text() -> None:
    assert kinds("Oui", "La piscine ferme") == [("headline", "La piscine ferme"), ("paragraph", "Oui")]


@pytest.mark.parametrize("begin", ["La piscine ferme\n", "  La  piscine\nferme \r\n", "La piscine ferme\u00a0\n\n"])
def test_title_that_the_text_begins_with(begin: str) -> None:
    doc = read(f"{begin}{ONE}\n{TWO}", "La piscine ferme")
    assert doc.text == f"{begin}{ONE}\n{TWO}"
    assert doc.text_offset == 0
    assert doc.blocks[0].kind is BlockKind.HEADLINE
    assert doc.text[doc.blocks[0].start : doc.blocks[0].end].split() == ["La", "piscine", "ferme"]
    assert doc.title == "La piscine ferme"


def test_title_that_only_begins_a_sentence_is_put_before() -> None:
    assert read("La piscine ferme ses portes mardi.", "La piscine ferme").text_offset > 0


def test_title_doubled_below_a_breadcrumb_is_furniture() -> None:
    found = kinds(f"Accueil > Vie locale\nLa piscine ferme\n{ONE}\n{TWO}", "La piscine ferme")
    assert [kind for kind, _ in found] == ["headline", "furniture", "furniture", "paragraph", "paragraph"]


WRAPPED = (
    "Le conseil de Valbrune a voté mardi la fermeture de la piscine\n"
    "municipale, malgré les protestations des habitants du quartier\n"
    "et de plusieurs associations qui réclamaient un autre avis sur\n"
    "la question.\n"
    "\n"
    "La maire assure que les travaux commenceront au printemps et\n"
    "dureront deux ans, selon un calendrier arrêté la semaine passée.\n"
)


def test_wrapped_lines_make_one_block() -> None:
    doc = read(WRAPPED)
    assert doc.text == WRAPPED
    assert [doc.text[block.start : block.end] for block in doc.blocks] == WRAPPED.strip().split("\n\n")


def test_wrapped_with_a_headline_on_top() -> None:
    assert [kind for kind, _ in kinds("La piscine ferme\n" + WRAPPED)] == ["headline", "paragraph", "paragraph"]


def test_sentences_a_line_are_not_wrapped() -> None:
    lines = [f"Le conseil de la ville numéro {place} a voté mardi soir la même mesure." for place in range(12)]
    assert len(find_paragraphs("\n".join(lines))) == 12


def test_windows_line_ends_stay() -> None:
    text = f"{ONE}\r\n\r\n{TWO}\r\n"
    doc = read(text)
    assert doc.text == text
    assert [doc.text[block.start : block.end] for block in doc.blocks] == [ONE, TWO]


def test_markdown_headings() -> None:
    assert kinds(f"# La piscine ferme\n\n{ONE}\n\n{TWO}")[0] == ("headline", "# La piscine ferme")


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    doc = read(f"a\ud800b {ONE}")
    assert doc.text == f"a\ufffdb {ONE}"
    assert [notice.kind for notice in doc.notices] == ["text-repaired"]
    assert read(ONE, "a\udfffb").text.startswith("a\ufffdb\n\n")


def test_a_nul_in_the_text_stays() -> None:
    assert read(f"{ONE}\x00{TWO}").text == f"{ONE}\x00{TWO}"


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0", "…", "\x00" * 50, "a\x00" * 50])
def test_no_words(text: str) -> None:
    with pytest.raises(PageError) as caught:
        read(text)
    assert "t.txt" in str(caught.value)
    assert caught.value.source == "t.txt"


def test_ids() -> None:
    assert read(ONE).id == "t"
    assert read(ONE, id="a-1").id == "a-1"
    record = read_page(Page("news.jsonl:3", ONE, "text/plain"))
    assert len(record.id) == 12
    assert int(record.id, 16) >= 0
    assert record.id == read_page(Page("news.jsonl:3", ONE, "text/plain")).id
    assert record.id != read_page(Page("news.jsonl:4", ONE, "text/plain")).id
    assert (
        len(read_page(Page("https://example.org/a.html", ONE, "text/plain", url="https://example.org/a.html")).id) == 12
    )


@pytest.mark.parametrize(
    ("given", "known", "notices"),
    [
        ("2022-07-10", "2022-07-10", []),
        ("2022-07", "2022-07", []),
        ("2022", "2022", []),
        ("2022-07-10T23:59:00+02:00", "2022-07-10", []),
        ("Sun, 10 Jul 2022 08:00:00 GMT", "2022-07-10", []),
        ("2022-13-10", None, ["date-unread"]),
        ("hier", None, ["date-unread"]),
    ],
)
def test_given_dates(given: str, known: str | None, notices: list[str]) -> None:
    doc = read(ONE, published=given)
    assert doc.published == known
    assert [notice.kind for notice in doc.notices] == notices


@pytest.mark.parametrize(
    ("text", "given", "lang"),
    [
        (ONE, None, "fr"),
        ("The council closed the pool on Tuesday, the mayor of Valbrook said.", None, "en"),
        ("La maire a dit non", None, "fr"),
        ("« " * 50_000 + ONE, None, "fr"),
        ("The mayor said no", None, "en"),
        ("Nach Angaben der Polizei wurden am Dienstag drei Menschen verletzt, darunter ein Kind.", None, "de"),
        (ONE, "en", "en"),
        (ONE, "FR-ca", "fr"),
        (ONE, "not a language", "fr"),
        ("123", None, "und"),
    ],
)
def test_languages(text: str, given: str | None, lang: str) -> None:
    assert read(text, lang=given or "").lang == lang


NAMES = "Ludivine Korvane Ostrel Mabillon Tervane Guilhem Sorbelan Arnoul Vestrac Palombe Cressan Ulvert Brissol " * 2


@pytest.mark.parametrize(("declared", "asked"), [("fr", 0), ("fr-CA", 0), (None, 1), ("de", 1), ("en", 1)])
def test_a_page_that_says_what_its_words_say_is_believed(
    declared: str | None, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking: list[str] = []
    monkeypatch.setattr(language, "_rank", lambda: lambda text: asking.append(text) or [("fr", 0.99)])
    text = f"{NAMES * 2} dans une ville qui est avec les autres"
    assert language.find_language(text, declared=declared) == "fr"
    assert len(asking) == asked


def test_a_page_in_a_near_language_is_not_believed() -> None:
    catalan = (
        "L'alcaldessa de Vallnegra va dir dilluns que les obres del pont acabaran abans de l'estiu. Els veïns, des de"
        " fa mesos, demanen que es tanqui el pas als camions. Les botigues del carrer Major han perdut la meitat dels"
        " clients, segons l'associació de comerciants, que vol una ajuda de l'ajuntament i una reunió urgent amb ella."
    )
    assert language.find_language(catalan, declared="fr") == "ca"


def test_outlet_is_the_host_when_not_given() -> None:
    page = Page("x", ONE, "text/plain", url="https://www.example.org/a")
    assert read_page(page).outlet == "example.org"


@pytest.mark.parametrize("text", ["x" + '"' * 3_000_000, "a » b\n" * 100_000, "par " * 500_000, " " * 3_000_000 + "x"])
def test_large_odd_texts_take_linear_time(text: str) -> None:
    before = time.monotonic()
    assert read(text).text == text
    assert time.monotonic() - before < 30


@pytest.mark.parametrize("name", ["attribution-fr-dev", "attribution-fr-seed", "attribution-en-train-sample"])
def test_annotated_words_are_not_lost(name: str, shared: Path) -> None:
    lost = whole = 0
    for line in (shared / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        doc = read_page(Page(name, record["text"], "text/plain", id=record["id"], lang=record["lang"]))
        assert doc.text == record["text"]
        kept = [block for block in doc.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE)]
        for attribution in record["attributions"]:
            for span in attribution["content"]:
                start, end = (span["start"], span["end"]) if isinstance(span, dict) else span[:2]
                inside = sum(max(0, min(block.end, end) - max(block.start, start)) for block in kept)
                whole += end - start
                lost += len(doc.text[start:end].replace("\n", "")) - min(
                    inside, len(doc.text[start:end].replace("\n", ""))
                )
    assert whole
    assert lost <= 0.002 * whole
