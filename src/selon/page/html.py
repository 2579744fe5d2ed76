"""HTML -> Document. trafilatura finds the article; its XML body makes the blocks.

trafilatura 2.3 with `favor_precision` was the best of six extractors tried (F1
.964 on 181 pages). What it keeps and should not (links to other articles,
newsletter lines, embedded posts) goes by the lexicons' furniture phrases.
"""

from __future__ import annotations

import copy
import functools
import logging
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from selon.errors import PageError
from selon.page.blocks import HtmlBlock, find_html_blocks, find_stray_paragraphs, read_words
from selon.page.known import find_date, find_host, find_moment, make_id
from selon.page.language import find_language, read_code
from selon.page.metadata import PageFacts, read_facts
from selon.page.phrases import find_phrase_group, fold
from selon.page.quotes import write_quotes
from selon.page.strangers import count_articles, drop_other_articles, drop_strangers, join_posts
from selon.types import Block, BlockKind, Document, Notice, Page

MOST_ELEMENTS = 50_000
"""A page of more elements is refused: no article has so many, and extraction would take minutes."""

_STUB = 2_000
_TAG_WORDS = 10_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_LAYOUT = ("table", "thead", "tbody", "tr", "td", "th", "center")


def read_html(page: Page, markup: str, notices: tuple[Notice, ...]) -> Document:
    """The article of an HTML page.

    markup: the page decoded. Raises `PageError` where there is no article in it.
    """
    tree = _parse(page, markup)
    facts = read_facts(tree, page.url)
    language = read_code(page.lang) or read_code(facts.lang)
    title = " ".join((page.title or facts.title or "").split()) or None
    drop_strangers(tree)
    if facts.live:
        join_posts(tree)
    drop_other_articles(tree, facts.title)
    write_quotes(tree, language)
    found = _find_article(tree, title, facts) or _find_article(_without_tables(tree), title, facts)
    found = _without_signature(found, facts.byline)
    paid = facts.free is False or _is_stub(tree, found)
    if not _is_article(found, tree) and not (paid and title):
        raise PageError(page.source, f"{page.source}: a page without an article; give the address of one article")
    several = not facts.live and count_articles(tree) > 1
    said = [*notices, *_limits(paid=paid, several=several)]
    text, blocks = _join(found, title)
    published = find_date(page, facts.published or next((block.day for block in found if block.day), None), said)
    return Document(
        id=make_id(page, text),
        text=text,
        lang=find_language(text, page.lang, facts.lang),
        blocks=blocks,
        source=page.source,
        url=page.url or facts.address,
        outlet=page.outlet or facts.outlet or find_host(page.url or facts.address),
        title=title,
        byline=facts.byline or next((block.byline for block in found if block.byline), None),
        published=published,
        published_at=find_moment(page, published, facts.moment),
        notices=tuple(said),
    )


def _limits(*, paid: bool, several: bool) -> Iterator[Notice]:
    """What a reader should know of how much of the page was read."""
    if paid:
        yield Notice("paywall", "the page keeps the article for subscribers: what was read may be only its beginning")
    if several:
        yield Notice(
            "several-articles",
            "the page shows several articles, and what was read may be one of them or several; give the address of one",
        )


def _parse(page: Page, markup: str) -> HtmlElement:
    """The page's tree. NULs and other characters that XML cannot hold become spaces."""
    if _has_bloated_tag(markup):
        raise PageError(page.source, f"{page.source}: HTML with an endless tag; save the page anew")
    if markup.count("<") > 2 * MOST_ELEMENTS:
        raise PageError(page.source, f"{page.source}: more than {MOST_ELEMENTS} elements; give a page with one article")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_CONTROLS.sub(" ", markup).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise PageError(page.source, f"{page.source}: HTML that cannot be parsed; save the page anew") from error


def _has_bloated_tag(markup: str) -> bool:
    """Whether a tag has thousands of attributes, over which libxml2 takes quadratic time."""
    tags = (part for part in markup.split("<") if len(part) > _TAG_WORDS and part[0].isalpha())
    return any(len(part.partition(">")[0].split()) > _TAG_WORDS for part in tags)


def _find_article(tree: HtmlElement, title: str | None, facts: PageFacts) -> list[HtmlBlock]:
    """The article's blocks: by trafilatura's precise mode, its usual one, or the page's own paragraphs."""
    blocks_of = functools.partial(
        find_html_blocks, title=title, description=facts.description, lang=(facts.lang or "")[:2]
    )
    stray: etree._Element | None = None
    for precise in (True, False):
        body = _extract(tree, precise=precise)
        found = [] if body is None else blocks_of(body)
        if any(block.kind is not BlockKind.HEADLINE and not block.byline for block in found):
            return _with_standfirst(found, tree, facts.description)
        stray = find_stray_paragraphs(tree) if stray is None else stray
        if stray is None:
            return []
    return blocks_of(stray)


def _is_article(found: list[HtmlBlock], tree: HtmlElement) -> bool:
    """Whether there is a sentence among the blocks, or at least text that is not mostly links."""
    words = [block.text for block in found if block.kind not in (BlockKind.HEADLINE, BlockKind.BYLINE)]
    if any(text.endswith((".", "!", "?", "…", "»", "”", '"')) and len(text.split()) >= 3 for text in words):
        return True
    linked = {fold("".join(link.itertext())) for link in tree.iter("a")}
    return sum(len(text) for text in words if fold(text) not in linked) > sum(map(len, words)) / 2


def _extract(tree: HtmlElement, *, precise: bool) -> etree._Element | None:
    """trafilatura's body element; None where it finds nothing or breaks down on the page."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            copy.deepcopy(tree),
            favor_precision=precise,
            include_comments=False,
            include_tables=False,
            with_metadata=False,
        )
    except Exception:  # a page that breaks the extractor costs that page, whatever was raised
        return None
    return getattr(found, "body", None)


def _without_tables(tree: HtmlElement) -> HtmlElement:
    """A copy in which tables are plain blocks, for pages that use them to lay out columns."""
    plain = copy.deepcopy(tree)
    for element in plain.iter(*_LAYOUT):
        element.tag = "div"
    return plain


def _without_signature(found: list[HtmlBlock], byline: str | None) -> list[HtmlBlock]:
    """The blocks without a last line about the writer: "Ann Field covers health. Reach her at..."."""
    names = tuple(byline.split(", ")) if byline else ()
    if len(found) > 2 and names and found[-1].text.startswith(names):
        return found[:-1]
    return found


def _with_standfirst(found: list[HtmlBlock], tree: HtmlElement, description: str | None) -> list[HtmlBlock]:
    """Put in the standfirst when the page shows its description as an element of its own, and it was not extracted."""
    told = fold(description or "")
    if len(told) < 40 or any(
        block.kind is BlockKind.STANDFIRST or fold(block.text)[: len(told)] == told for block in found
    ):
        return found
    for element in tree.iter("p", "h2", "div", "strong"):
        words = read_words(element, len(told) * 2)
        if len(element) <= 5 and fold(words) == told:
            place = next((i for i, block in enumerate(found) if block.kind is not BlockKind.HEADLINE), len(found))
            return [*found[:place], HtmlBlock(BlockKind.STANDFIRST, words), *found[place:]]
    return found


def _is_stub(tree: HtmlElement, found: list[HtmlBlock]) -> bool:
    """Whether the page asks for a subscription and shows only a short text."""
    if sum(len(block.text) for block in found) > _STUB:
        return False
    lines = (read_words(element, 301) for element in tree.iter("p", "h2", "h3", "span", "a", "button", "div"))
    return any(find_phrase_group(line) == "paywall" for line in lines if 0 < len(line) <= 300)


def _join(found: list[HtmlBlock], title: str | None) -> tuple[str, tuple[Block, ...]]:
    """The document's text, one block a line, and where each block stands in it."""
    parts = [(BlockKind.HEADLINE, title)] if title else []
    parts += [(block.kind, block.text) for block in found]
    blocks, at = [], 0
    for kind, words in parts:
        blocks.append(Block(kind, at, at + len(words)))
        at += len(words) + 1
    return "\n".join(words for _, words in parts), tuple(blocks)
