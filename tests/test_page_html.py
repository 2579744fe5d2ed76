"""HTML: what is extracted, what is left out, what the page says of itself."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import time
from typing import Any

import pytest

from selon.errors import PageError
from selon.page import read_page
from selon.types import BlockKind, Document, Page

PARAGRAPHS = (
    "Le conseil de Valbrune a voté mardi la fermeture de la piscine municipale, malgré les protestations du quartier.",
    "La maire assure que les travaux commenceront au printemps et dureront deux ans, selon un calendrier arrêté.",
    "L'opposition dénonce une décision prise sans les habitants et demande un nouveau vote avant la fin du mois.",
)


def page_of(body: str = "", head: str = "", lang: str = "fr", **known: Any) -> Page:
    text = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    markup = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>La piscine ferme - Le Quotidien</title>'
        f"{head}</head><body><nav><a href='/'>Accueil</a> <a href='/m'>Monde</a></nav>"
        f"<article><h1>La piscine ferme</h1>{text}{body}</article>"
        "<footer>© 2024 Le Quotidien</footer></body></html>"
    )
    return Page("a.html", markup, "text/html", **known)


def linked(record: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def parts(doc: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, doc.text[block.start : block.end]) for block in doc.blocks]


def test_blocks_one_a_line() -> None:
    doc = read_page(page_of())
    assert parts(doc) == [("headline", "La piscine ferme"), *(("paragraph", words) for words in PARAGRAPHS)]
    assert doc.text == "\n".join(["La piscine ferme", *PARAGRAPHS])
    assert (doc.title, doc.lang, doc.id, doc.text_offset, doc.published) == ("La piscine ferme", "fr", "a", 0, None)


def test_white_space_is_collapsed_and_breaks_are_spaces() -> None:
    doc = read_page(
        page_of("<p>Le préfet,\n   lui,<br>a  <b>refusé</b> de\u00a0répondre aux questions de la presse.</p>")
    )
    assert doc.text.endswith("Le préfet, lui, a refusé de répondre aux questions de la presse.")


@pytest.mark.parametrize(
    ("lang", "markup", "words"),
    [
        (
            "fr",
            "La maire a dit <q>je reste</q> devant le conseil réuni.",
            "La maire a dit « je reste » devant le conseil réuni.",
        ),
        (
            "en",
            "The mayor said <q>I <i>stay</i></q> to the council today.",
            "The mayor said “I stay” to the council today.",
        ),
        (
            "fr",
            "La maire a dit <q>« je reste »</q> devant le conseil.",
            "La maire a dit « je reste » devant le conseil.",
        ),
    ],
)
def test_q_elements_get_the_marks_a_browser_shows(lang: str, markup: str, words: str) -> None:
    assert words in read_page(page_of(f"<p>{markup}</p>", lang=lang)).text.split("\n")


def test_block_quotations() -> None:
    doc = read_page(page_of("<blockquote><p>« Je ne regrette rien », a dit la maire aux habitants.</p></blockquote>"))
    assert parts(doc)[-1] == ("quotation", "« Je ne regrette rien », a dit la maire aux habitants.")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>LIRE AUSSI : <a href='b'>Le budget voté</a></p>",
        "<p>Inscrivez-vous à notre newsletter</p>",
        "<p>Partager sur Facebook</p>",
        "<p>Sign up for our newsletter</p>",
        "<blockquote class='twitter-tweet'><p>Honte à eux</p>— X (@x) <a>March 3, 2024</a></blockquote>",
        "<table><tr><td>Honte</td><td>2</td></tr></table>",
        "<figure><img src=x><figcaption>Honte au bassin, mardi</figcaption></figure>",
    ],
)
def test_left_out(markup: str) -> None:
    doc = read_page(page_of(f"{markup}<p>{PARAGRAPHS[0].replace('mardi', 'jeudi')}</p>"))
    assert parts(doc)[1:] == [
        *(("paragraph", words) for words in PARAGRAPHS),
        ("paragraph", PARAGRAPHS[0].replace("mardi", "jeudi")),
    ]


def test_link_below_a_related_heading_is_left_out() -> None:
    doc = read_page(
        page_of(f"<h3>À lire aussi</h3><p>La maire s'explique enfin</p><p>{PARAGRAPHS[0][:-1]} voisin.</p>")
    )
    assert "s'explique" not in doc.text
    assert doc.text.endswith("voisin.")


def test_byline_in_the_body() -> None:
    first = f"<p>Par Jeanne Morel</p><p>Publié le 3 mars 2024 à 10h</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    doc = read_page(
        Page("a.html", f"<html lang=fr><body><article><h1>La piscine</h1>{first}</article></body></html>", "text/html")
    )
    assert (doc.byline, doc.published) == ("Jeanne Morel", "2024-03-03")
    assert ("byline", "Par Jeanne Morel") in parts(doc)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"@type": "Person", "name": "Jeanne Morel"}, "Jeanne Morel"),
        ([{"@type": "Person", "name": "Jeanne Morel"}, {"name": "Louis Fabre"}], "Jeanne Morel, Louis Fabre"),
        ({"@type": "Organization", "name": "Agence Nord"}, None),
        ({"@type": "Person", "name": "La rédaction"}, None),
        ("AFP", None),
        ("Par Jeanne Morel", "Jeanne Morel"),
        (7, None),
        (None, None),
    ],
)
def test_authors(author: object, byline: str | None) -> None:
    assert read_page(page_of(head=linked({"@type": "NewsArticle", "author": author}))).byline == byline


def test_json_ld_goes_before_meta() -> None:
    record = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": "La piscine de Valbrune ferme",
                "datePublished": "2024-03-03T23:30:00+01:00",
                "dateModified": "2024-03-09",
                "publisher": {"@type": "Organization", "name": "Le Quotidien"},
            },
        ],
    }
    metas = (
        '<meta property="article:published_time" content="2020-01-01"><meta property="og:site_name" content="Autre">'
        '<meta property="og:title" content="Autre titre">'
    )
    doc = read_page(page_of(head=linked(record) + metas))
    assert (doc.published, doc.outlet, doc.title) == ("2024-03-03", "Le Quotidien", "La piscine de Valbrune ferme")


def test_what_is_given_goes_before_everything() -> None:
    record = {"@type": "NewsArticle", "headline": "Non", "datePublished": "2024-03-03", "publisher": "Non"}
    page = page_of(head=linked(record), id="i", title="Oui", published="2021-02-03", outlet="Le Mien")
    doc = read_page(dataclasses.replace(page, lang="en"))
    assert (doc.id, doc.title, doc.published, doc.outlet, doc.lang) == ("i", "Oui", "2021-02-03", "Le Mien", "en")


def test_a_cut_headline_gives_way_to_the_whole_one() -> None:
    assert read_page(page_of(head=linked({"@type": "Article", "headline": "La piscine…"}))).title == "La piscine ferme"


@pytest.mark.parametrize(
    ("head", "body", "url", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-03T08:00:00Z">', "", None, "2024-03-03"),
        ('<meta property="article:modified_time" content="2024-03-03T08:00:00Z">', "", None, None),
        ("", '<time datetime="2024-03-03T08:00">3 mars</time>', None, "2024-03-03"),
        ("", '<time datetime="2024-03-03">3 mars</time><time datetime="2024-03-05">5 mars</time>', None, None),
        (
            "",
            '<time class="published" datetime="2024-03-03"></time><time datetime="2024-03-05"></time>',
            None,
            "2024-03-03",
        ),
        ("", '<p>Mis à jour <time datetime="2024-03-05">5 mars</time></p>', None, None),
        ("", "<time>il y a 2 heures</time>", None, None),
        ("", "", "https://example.org/2024/03/03/piscine.html", "2024-03-03"),
        ("", "", "https://example.org/2024/13/03/piscine.html", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', "", None, None),
        (linked({"@type": "NewsArticle", "datePublished": "il y a 2 heures"}), "", None, None),
        (linked({"@type": "NewsArticle", "dateModified": "2024-03-03"}), "", None, None),
    ],
)
def test_days(head: str, body: str, url: str | None, day: str | None) -> None:
    page = page_of(body, head)
    assert (
        read_page(Page(page.source, page.content, page.media, url=url, fetched="2026-01-01T00:00:00Z")).published == day
    )


def test_outlet_falls_back_to_the_host() -> None:
    assert read_page(page_of(url="https://www.example.org/a")).outlet == "example.org"
    assert read_page(page_of()).outlet is None


STANDFIRST = "Après dix ans de querelle, la ville renonce à son bassin d'été et promet autre chose aux habitants."


def test_standfirst_that_the_page_shows() -> None:
    meta = f'<meta name="description" content="{STANDFIRST}">'
    page = page_of(head=meta)
    assert isinstance(page.content, str)
    shown = page.content.replace("<h1>", f"<div class='chapo'><p>{STANDFIRST}</p></div><h1>")
    assert parts(read_page(Page("a.html", shown, "text/html")))[1] == ("standfirst", STANDFIRST)
    assert STANDFIRST not in read_page(page).text


@pytest.mark.parametrize("flag", [False, "False", "false"])
def test_paywall_by_flag(flag: object) -> None:
    record = {"@type": "NewsArticle", "headline": "La piscine ferme", "isAccessibleForFree": flag}
    assert [notice.kind for notice in read_page(page_of(head=linked(record))).notices] == ["paywall"]


def test_paywall_by_words() -> None:
    doc = read_page(page_of("<p>Cet article est réservé aux abonnés.</p>"))
    assert [notice.kind for notice in doc.notices] == ["paywall"]
    assert "abonnés" not in doc.text


def test_paywall_with_no_text_at_all_is_a_document() -> None:
    record = linked({"@type": "NewsArticle", "headline": "La piscine ferme", "isAccessibleForFree": False})
    doc = read_page(Page("a.html", f"<html><head>{record}</head><body><nav><a>x</a></nav></body></html>", "text/html"))
    assert parts(doc) == [("headline", "La piscine ferme")]


def test_free_page_has_no_notice() -> None:
    assert read_page(page_of(head=linked({"@type": "NewsArticle", "isAccessibleForFree": True}))).notices == ()


def test_language_of_a_short_text_is_the_page_s() -> None:
    assert read_page(Page("a", "<html lang='fr-FR'><body><p>Ok.</p></body></html>", "text/html")).lang == "fr"
    assert read_page(page_of(lang="en")).lang == "fr"


@pytest.mark.parametrize(
    "markup", ["<p>Maria a dit oui.</p>", "<html><body><p>Oui</p></body></html>", "<div>La maire a dit oui.</div>"]
)
def test_small_pages_are_documents(markup: str) -> None:
    doc = read_page(Page("a.html", markup, "text/html"))
    assert [block.kind for block in doc.blocks] == [BlockKind.PARAGRAPH]


def test_html_without_a_tag_is_plain_text() -> None:
    assert read_page(Page("a.html", "La maire a dit oui.\n", "text/html")).text == "La maire a dit oui.\n"


LINKS = "".join(f"<li><a href='/{place}'>Une dépêche numéro {place}</a></li>" for place in range(60))


@pytest.mark.parametrize(
    "markup",
    [
        "<nav><a href='/'>Accueil</a><a href='/m'>Monde</a></nav>",
        f"<html><head><title>Le Quotidien</title></head><body><ul>{LINKS}</ul></body></html>",
        "<html><head><title>x y z</title></head><body></body></html>",
        "<script>var x = 'La maire a dit oui.';</script>",
        "<<<<>>>>",
        "<" * 100_000 + "a",
    ],
)
def test_pages_without_an_article(markup: str) -> None:
    with pytest.raises(PageError, match=r"without an article|no words|elements"):
        read_page(Page("a.html", markup, "text/html"))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 10_000 + "<p>La maire a dit oui.</p>" + "</div>" * 10_000,
        "<p>" + "<b>" * 10_000 + "oui",
        "<p>La maire a dit oui.</p>" + "<script>" + "x" * 5_000_000,
        "<p>La maire a dit oui.</p>" + "\x00" * 3,
        "<p>La maire a dit oui.</p>" + "<div>a</div>" * 120_000,
        "<p " * 500_000,
        "<div " + " ".join(f"a{place}=x" for place in range(200_000)) + "><p>La maire a dit oui.</p>",
        "&" * 1_000_000 + "<p>La maire a dit oui.</p>",
        "<p>" + '"' * 2_000_000 + "</p>",
        '<script type="application/ld+json">' + " " * 1_000_000 + "</script><p>La maire a dit oui.</p>",
        '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>La maire a dit oui.</p>",
    ],
)
def test_hostile_pages_end(markup: str) -> None:
    before = time.monotonic()
    with contextlib.suppress(PageError):
        assert read_page(Page("a.html", markup, "text/html")).text
    assert time.monotonic() - before < 30


def test_article_hidden_from_the_precise_mode() -> None:
    words = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    doc = read_page(
        Page("a.html", f"<html lang=fr><body><div class='comments-sidebar'>{words}</div></body></html>", "text/html")
    )
    assert [text for _, text in parts(doc)] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", "utf-8", None),
        ("cp1252", None, None),
        ("utf-8", "iso-8859-1", None),
        ("utf-8-sig", "iso-8859-1", None),
        ("utf-16", None, None),
        ("utf-16-le", None, None),
        ("cp1252", None, "text/html; charset=ISO-8859-1"),
        ("utf-8", None, "text/html; charset=us-ascii"),
        ("mac_roman", "macintosh", None),
        ("cp1252", "no-such-encoding", None),
    ],
)
def test_encodings_that_lie(encoding: str, declared: str | None, header: str | None) -> None:
    words = "Le préfet a déclaré : « Où est l’été ? » — “à Noël”, a-t-il ajouté."
    meta = f'<meta charset="{declared}">' if declared else ""
    markup = f"<html lang=fr><head>{meta}</head><body><p>{words}</p></body></html>".encode(encoding)
    headers = (("content-type", header),) if header else ()
    assert read_page(Page("a.html", markup, "text/html", headers=headers)).text == words


def test_the_same_page_gives_the_same_document() -> None:
    assert read_page(page_of()) == read_page(page_of())
