"""What stands in an HTML page and is not its article, and how a page says who wrote it and what it is called."""

from __future__ import annotations

import json

import pytest

from selon.page import read_page
from selon.types import Document, Page

FIRST = "Le viaduc de Lanse a été fermé jeudi, a annoncé la préfecture de la Brande dans un communiqué."
SECOND = "« La structure ne présente pas de danger immédiat », assure le département, qui gère la route."
THIRD = "Les riverains dénoncent un manque d'information et réclament une réunion publique."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
OTHER = (
    "<p>Un loup a été photographié mercredi par un chasseur, selon la fédération de chasse.</p>"
    "<p>« C'est une menace pour nos troupeaux », s'alarme Lucette Barnier, éleveuse à Saint-Aule.</p>"
)


def read(body: str, head: str = "<title>Un viaduc ferme</title>", lang: str = "fr") -> Document:
    return read_page(Page("a.html", f"<html lang={lang}><head>{head}</head><body>{body}</body></html>", "text/html"))


def lines(doc: Document) -> list[str]:
    return [doc.text[block.start : block.end] for block in doc.blocks]


@pytest.mark.parametrize(
    "markup",
    [
        '<blockquote class="wp-block-pullquote"><p>pas de danger immédiat</p><cite>Le département</cite></blockquote>',
        '<figure class="pull-quote"><blockquote><p>« pas de danger immédiat »</p></blockquote></figure>',
        '<div class="article__pullquote">pas de danger immédiat</div>',
    ],
)
def test_a_pull_quote_says_again_what_the_article_says(markup: str) -> None:
    doc = read(f"<article><h1>Un viaduc ferme</h1><p>{FIRST}</p><p>{SECOND}</p>{markup}<p>{THIRD}</p></article>")
    assert lines(doc) == ["Un viaduc ferme", FIRST, SECOND, THIRD]


def test_a_pull_quote_that_the_article_has_nowhere_else_stays() -> None:
    quoted = '<blockquote class="pullquote"><p>« Nous dormons mal depuis un mois », dit une riveraine.</p></blockquote>'
    doc = read(f"<article><h1>Un viaduc ferme</h1><p>{FIRST}</p>{quoted}<p>{THIRD}</p></article>")
    assert "« Nous dormons mal depuis un mois », dit une riveraine." in lines(doc)


def test_articles_that_scrolling_loads_are_left_out() -> None:
    body = f"<article><h1>Un viaduc ferme</h1>{BODY}</article><article><h1>Le loup revient</h1>{OTHER}</article>"
    doc = read(f"<main>{body}</main>")
    assert lines(doc) == ["Un viaduc ferme", FIRST, SECOND, THIRD]
    assert not doc.notices


def test_a_page_of_several_articles_says_so() -> None:
    body = (
        f'<article><h2><a href="a">Un viaduc ferme</a></h2><p>{FIRST}</p><p>{SECOND}</p></article>'
        f'<article><h2><a href="b">Le loup revient</a></h2>{OTHER}</article>'
    )
    assert [notice.kind for notice in read(f"<main>{body}</main>", "<title>La Gazette</title>").notices] == [
        "several-articles"
    ]


def test_the_posts_of_a_live_blog_are_one_article() -> None:
    record = json.dumps({"@type": "LiveBlogPosting", "headline": "Viaduc fermé : le direct"})
    posts = f'<article><h2><a href="#a">Midi</a></h2>{BODY}</article><article><h2><a href="#b">Une</a></h2>{OTHER}'
    doc = read(
        f"<main><h1>Viaduc fermé : le direct</h1>{posts}</article></main>",
        f'<script type="application/ld+json">{record}</script>',
    )
    assert FIRST in doc.text
    assert "Lucette Barnier" in doc.text
    assert not doc.notices


def test_a_page_laid_out_in_tables() -> None:
    cell = f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}"
    doc = read(
        "<table><tr><td><font size=1><a href=/>Une</a><br><a href=/s>Sport</a></font></td><td>"
        "<font size=5><b>Un viaduc ferme</b></font><br>Par Roland Pique<br>8 octobre 2004<br><br>"
        f"{cell}</td></tr></table>"
    )
    assert lines(doc) == ["Un viaduc ferme", "Par Roland Pique", "8 octobre 2004", FIRST, SECOND, THIRD]
    assert (doc.byline, doc.published) == ("Roland Pique", "2004-10-08")


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    doc = read(f"<div class=post-body>{FIRST}<br /><br />{SECOND}<br>{THIRD}</div>")
    assert lines(doc)[1:] == [FIRST, f"{SECOND} {THIRD}"]


def test_a_line_about_the_writer_is_left_out() -> None:
    head = '<meta name="author" content="Anne Morvec">'
    doc = read(f"<article><h1>Un viaduc ferme</h1>{BODY}<p>Anne Morvec suit les transports.</p></article>", head)
    assert lines(doc)[-1] == THIRD


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ('<div class="byline">Par Anne Morvec, correspondante</div>', "Anne Morvec"),
        ('<a rel="author" href="/anne">Anne Morvec</a>', "Anne Morvec"),
        ('<span itemprop="author">Anne Morvec</span>', "Anne Morvec"),
        ('<div class="author">La rédaction</div>', None),
        ('<div id="comments"><span class="author">Anne Morvec</span></div>', None),
        ('<aside><span class="author">Anne Morvec</span></aside>', None),
        ("<p>mardi 9 avril 2024, par Anne Morvec</p>", "Anne Morvec"),
    ],
)
def test_a_byline_that_the_page_shows(markup: str, byline: str | None) -> None:
    assert read(f"<article><h1>Un viaduc ferme</h1>{markup}{BODY}</article>").byline == byline


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type":"NewsArticle","datePublished":"2024-01-09"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","datePublished":"2024-01-09"}\n//]]>',
        '/*<![CDATA[*/{"@type":"NewsArticle","datePublished":"2024-01-09"}/*]]>*/',
        '{"@type":"NewsArticle","datePublished":"2024-01-09",}',
        '[{"@type":"NewsArticle","datePublished":"2024-01-09",},];',
    ],
)
def test_json_ld_that_is_nearly_json(script: str) -> None:
    doc = read(f"<h1>Un viaduc ferme</h1>{BODY}", f'<script type="application/ld+json">{script}</script>')
    assert doc.published == "2024-01-09"


@pytest.mark.parametrize("script", ['{"@type":"NewsArticle","headline":"Un "viaduc"}', "{", "", "null", "[[[[[[[[[[1]"])
def test_json_ld_that_is_not_json(script: str) -> None:
    doc = read(f"<h1>Un viaduc ferme</h1>{BODY}", f'<script type="application/ld+json">{script}</script>')
    assert lines(doc) == ["Un viaduc ferme", FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ('<meta property="og:title" content="Un viaduc ferme - La Gazette">', "<h1>Un viaduc ferme</h1>", None),
        ('<meta property="og:title" content="Un viaduc ferme">', "<h1>La Gazette</h1>", None),
        ("<title>La Gazette: Un viaduc ferme</title>", "<h1>La Gazette</h1><h3>Un viaduc ferme</h3>", None),
        ("<title>Un viaduc ferme | La Gazette</title>", "<h1>Un viaduc ferme</h1><h2>La Gazette</h2>", None),
        ("<title>La Gazette: Un viaduc ferme</title>", "<h1>Un viaduc</h1>", "Un viaduc"),
    ],
)
def test_the_headline_and_not_the_name_of_the_site(head: str, body: str, title: str | None) -> None:
    assert read(body + BODY, head).title == (title or "Un viaduc ferme")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://gazette.example/viaduc">', "https://gazette.example/viaduc"),
        ('<meta property="og:url" content="https://gazette.example/viaduc">', "https://gazette.example/viaduc"),
        ('<link rel="canonical" href="/viaduc">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
    ],
)
def test_the_address_that_the_page_says_is_its_own(head: str, url: str | None) -> None:
    doc = read(f"<h1>Un viaduc ferme</h1>{BODY}", head)
    assert (doc.url, doc.outlet) == (url, "gazette.example" if url else None)
