"""What stands in a page and is not the article: navigation, posts shown in it, pull quotes, other articles.

All work in place on a parsed page, before the article is looked for.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from selon.page.blocks import read_words
from selon.page.phrases import fold

_EMBEDS = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "fb-post",
    "bluesky-embed",
    "mastodon-embed",
)
_HEADINGS = ("h1", "h2", "h3")
_CITED = ("cite", "figcaption", "footer")
_LONGEST = 600
"""Code points: what is longer is no pull quote, whatever its class says."""

_MOST, _SENTENCE = 100, 40
_STOPS = (".", "!", "?", "…", "»", "”", '"')
_MARKS = " .…«»“”\"'‘’—–"


def drop_strangers(tree: HtmlElement) -> None:
    """Drop navigation, posts of a social network, and pull quotes, which say again what the article says."""
    pulled: list[HtmlElement] = []
    for element in list(tree.iter("blockquote", "div", "section", "nav", "aside", "figure", "p", "span")):
        marks = (element.get("class") or "").lower().split()
        if element.getparent() is None:
            continue
        if element.tag == "nav" or any(mark in _EMBEDS for mark in marks):
            element.drop_tree()
        elif any("pull" in mark and "quote" in mark for mark in marks):
            pulled.append(element)
    if pulled:
        _drop_repeated(tree, pulled[:_MOST])


def drop_other_articles(tree: HtmlElement, title: str | None) -> None:
    """Drop each `<article>` with a heading of its own when another one has the page's title: what scrolling loads."""
    head = fold(title or "")
    articles = _outermost(tree)
    if not head or len(articles) < 2:
        return
    heads = [[fold("".join(heading.itertext())) for heading in article.iter(*_HEADINGS)] for article in articles]
    if not any(head in said for said in heads):
        return
    for article, said in zip(articles, heads, strict=True):
        if said and head not in said and article.getparent() is not None:
            article.drop_tree()


def count_articles(tree: HtmlElement) -> int:
    """How many of the page's articles have a heading that links to them, and two sentences or more to read."""
    found = 0
    for article in _outermost(tree):
        if any(heading.find(".//a") is not None for heading in article.iter(*_HEADINGS)):
            lines = (read_words(part, _LONGEST) for part in article.iter("p"))
            found += sum(line.endswith(_STOPS) and len(line) >= _SENTENCE for line in lines) > 1
    return found


def join_posts(tree: HtmlElement) -> None:
    """Make one article of the posts of a live blog, of which an extractor would take the longest alone."""
    posts = _outermost(tree)
    for post in posts[1:]:
        posts[0].extend(list(post))
        if post.getparent() is not None:
            post.drop_tree()


def _drop_repeated(tree: HtmlElement, pulled: list[HtmlElement]) -> None:
    """Drop those of the elements whose words the page has outside of them as well."""
    inside = {descendant for element in pulled for descendant in element.iter()}
    rest = fold(" ".join(_own_words(part) for part in tree.iter("p", "li", "div") if part not in inside))
    for element in pulled:
        if element.getparent() is None:
            continue
        words = read_words(element, _LONGEST)
        for cited in element.iter(*_CITED):
            words = words.removesuffix(read_words(cited, _LONGEST)).rstrip()
        bare = fold(words).strip(_MARKS)
        if len(bare) <= _LONGEST and bare in rest:
            element.drop_tree()


def _own_words(part: HtmlElement) -> str:
    """A paragraph's words; of a `<div>` those that stand in no element of it."""
    if part.tag == "div":
        return " ".join([part.text or "", *(child.tail or "" for child in part)])
    return "".join(part.itertext())


def _outermost(tree: HtmlElement) -> list[HtmlElement]:
    """The page's articles that stand in no other."""
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for article in tree.iter("article"):
        if article not in inside:
            found.append(article)
            inside.update(article.iter("article"))
    return found
