"""What an HTML page says of its article: JSON-LD first, then meta elements, then what it shows.

Terms are those of schema.org's NewsArticle and of the Open Graph protocol.
What is unsure stays unknown: a desk is no person, "two hours ago" no date, and
a date of change or of collection never stands in for that of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from selon.page.blocks import read_words
from selon.page.dateline import is_person, read_byline
from selon.page.decode import mend
from selon.page.phrases import fold
from selon.page.published import find_moment, find_published, is_within, shown_words

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|NewsArticle)$")
_DEEPEST = 8
_BEFORE_JSON = ("//", "/*", "<![CDATA[", "<!--", "*/")
_AFTER_JSON = ("*/", "]]>", "-->", "//", "/*", ";")
_COMMAS = re.compile(r",\s*([}\]])")
_SITE = re.compile(r"\s+[|–—:-]\s+.{1,60}")
_BYLINE_MARKS = ("byline", "by-line", "author", "auteur", "signature")
_BYLINE_LONGEST, _BYLINES = 200, 10
_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article; None is unknown.

    `moment` is the minute of `published`, `free` is schema.org's isAccessibleForFree, `address` the canonical one,
    `live` whether it is a live blog.
    """

    title: str | None = None
    description: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    moment: str | None = None
    lang: str | None = None
    free: bool | None = None
    address: str | None = None
    live: bool = False


def read_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """The facts of a parsed page; `url` may hold the day. Raises nothing on odd metadata."""
    records = list(_find_records(tree))
    article = next((record for record in records if _is_article(record)), {})
    metas = _read_metas(tree)
    address = url or _find_address(tree, metas)
    lang = tree.get("lang") or tree.get("xml:lang") or metas.get("og:locale") or metas.get("language")
    said = _text(article.get("datePublished"))
    published = find_published(tree, said, metas, lang, address)
    return PageFacts(
        title=_find_title(tree, article, metas),
        description=_text(article.get("description")) or metas.get("og:description") or metas.get("description"),
        byline=_find_byline(tree, article, metas),
        outlet=_name_of(article.get("publisher")) or metas.get("og:site_name") or metas.get("application-name"),
        published=published,
        moment=find_moment(tree, said, metas, published),
        lang=_text(article.get("inLanguage")) or lang,
        free=_read_free(records, metas),
        address=address,
        live="LiveBlogPosting" in _kinds_of(article),
    )


def _find_records(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """All JSON-LD objects of the page that have a type, outermost first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        yield from _walk(_parse_script(script.text or ""), 0)


def _parse_script(script: str) -> object:
    """The JSON of a script, or None; comment marks around it and commas before a closing bracket are passed over."""
    bare = script.strip()
    for sign in _BEFORE_JSON:
        bare = bare.removeprefix(sign).lstrip()
    for sign in _AFTER_JSON:
        bare = bare.removesuffix(sign).rstrip()
    for tried in (bare, _COMMAS.sub(r"\1", bare)):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _walk(value.get(key), depth + 1)


def _is_article(record: dict[str, Any]) -> bool:
    return any(_ARTICLES.search(kind) for kind in _kinds_of(record))


def _kinds_of(record: dict[str, Any]) -> list[str]:
    kinds = record.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _read_metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _find_title(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    """JSON-LD's headline, unless it is only the beginning of the visible one; og:title; the only h1; the title."""
    shown = [text for text in (shown_words(head) for head in tree.iter("h1")) if text]
    said = _text(article.get("headline")) or metas.get("og:title") or metas.get("twitter:title")
    if said:
        cut = fold(said.rstrip(" .…"))
        return next((head for head in shown if fold(head).startswith(cut) or _is_before_site(head, said)), said)
    title = shown_words(tree.find(".//title"))
    if len(shown) == 1:
        return _find_longer(tree, shown[0], title)
    parts = re.split(r"\s+[|–—-]\s+", title)
    return next((head for head in shown if head in title), max(parts, key=len) or None)


def _is_before_site(head: str, said: str) -> bool:
    """Whether a title is the headline and then the name of the site."""
    return said.startswith(head) and _SITE.fullmatch(said, len(head)) is not None


def _find_longer(tree: HtmlElement, head: str, title: str) -> str:
    """The only h1, unless it is the name of the site: then `<title>` has it and a longer heading of lower rank."""
    if not title.startswith((f"{head}:", f"{head} ")) and not title.endswith(f" {head}"):
        return head
    lower = [text for text in (shown_words(other) for other in tree.iter("h2", "h3")) if text and text in title]
    return max([head, *lower], key=len)


def _find_byline(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    """The persons among the authors; None where only bodies or desks are named."""
    authors = article.get("author")
    names = [_person(author) for author in (authors if isinstance(authors, list) else [authors])]
    found = [name for name in names if name]
    if authors is not None:
        return ", ".join(dict.fromkeys(found)) or None
    said = metas.get("author") or metas.get("article:author") or metas.get("parsely-author") or ""
    said = re.sub(r"^(?:par|by)\s+", "", said, flags=re.IGNORECASE)
    return said if is_person(said) else _find_shown_byline(tree)


def _find_shown_byline(tree: HtmlElement) -> str | None:
    """The persons that an element marked as the byline names, outside of comments and teasers."""
    seen = 0
    for element in tree.iter("a", "address", "div", "p", "span"):
        if not _is_byline_marked(element):
            continue
        seen += 1
        words = " ".join(read_words(element, _BYLINE_LONGEST).split())
        if seen > _BYLINES:
            return None
        if len(words) > _BYLINE_LONGEST or is_within(element, ("aside", "footer", "nav", "blockquote", "li")):
            continue
        if not _is_in_comments(element) and (name := read_byline(words)):
            return name
    return None


def _is_byline_marked(element: HtmlElement) -> bool:
    if "author" in (element.get("rel") or "", element.get("itemprop") or ""):
        return True
    marks = (element.get("class") or "").lower()
    return any(mark in marks for mark in _BYLINE_MARKS)


def _is_in_comments(element: HtmlElement) -> bool:
    return any(
        "comment" in f"{one.get('class') or ''} {one.get('id') or ''}".lower()
        for one in (element, *element.iterancestors())
    )


def _find_address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    """The address that the page says is its own."""
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    said = next((href.strip() for href in links if href), None) or metas.get("og:url")
    return said if said and re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", said) and len(said) <= _LONGEST_ADDRESS else None


def _person(author: object) -> str | None:
    """A JSON-LD author's name if it is a person's."""
    if isinstance(author, dict):
        kind = author.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(one, str) and one.endswith("Organization") for one in kinds):
            return None
    name = _name_of(author)
    name = re.sub(r"^(?:par|by)\s+", "", name, flags=re.IGNORECASE) if name else None
    return name if name and is_person(name) else None


def _name_of(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for name in map(_name_of, value[:20]) if name), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _read_free(records: list[dict[str, Any]], metas: dict[str, str]) -> bool | None:
    values = [str(record["isAccessibleForFree"]).lower() for record in records if "isAccessibleForFree" in record]
    if "false" in values or metas.get("article:content_tier") == "locked":
        return False
    return True if "true" in values else None


def _text(value: object) -> str | None:
    """A metadata string, white space collapsed, entities of a doubly escaped one resolved; None for others."""
    if not isinstance(value, str):
        return None
    from html import unescape

    return mend(" ".join(unescape(value).split())[:2000])[0] or None
