"""The blocks of an article, from the XML body that trafilatura makes of a page."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from selon.page.dateline import is_byline, read_byline, read_published
from selon.page.phrases import find_phrase_group, fold
from selon.types import BlockKind

_SUBHEAD_WORDS, _LINK_WORDS = 12, 25
_BYLINES_FROM_TOP = 5
_OUTSIDE = ("nav", "footer", "aside", "header", "form", "button", "noscript", "script", "style", "figure", "li")
_FEEDS, _BREAKS = re.compile(r"[\n\r]+"), re.compile(r"\n[^\S\n]*\n\s*")
_STOPS = (".", "!", "?", "…", "»", "”", '"', ":")


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """One block of an extracted article; `byline` and `day` are what a byline says."""

    kind: BlockKind
    text: str
    byline: str | None = None
    day: str | None = None


def find_html_blocks(body: etree._Element, title: str | None, description: str | None, lang: str) -> list[HtmlBlock]:
    """The article's blocks without its headline, furniture left out.

    body: trafilatura's body element, or one that holds paragraphs. title: the
    headline, not said again. description: what the page's metadata tell, by
    which a standfirst is known. lang: ISO 639-1, for dates.
    """
    found: list[HtmlBlock] = []
    told, head = fold(description or ""), fold(title or "")
    after_related = False
    for kind, text in _find_parts(body):
        group, folded = find_phrase_group(text), fold(text)
        if group == "related":
            after_related = True
            continue
        link = after_related and len(text.split()) <= _LINK_WORDS and not text.endswith(_STOPS)
        after_related = False
        if group is not None or link or (folded == head and len(found) < 3):
            continue
        if len(found) < _BYLINES_FROM_TOP and is_byline(text):
            found.append(HtmlBlock(BlockKind.BYLINE, text, read_byline(text), read_published(text, lang)))
            continue
        stands_first = kind is BlockKind.PARAGRAPH and len(found) < 3 and _is_told(folded, told)
        found.append(HtmlBlock(BlockKind.STANDFIRST if stands_first else kind, text))
    while found and found[-1].kind is BlockKind.CAPTION:
        found.pop()
    return found


def find_stray_paragraphs(tree: etree._Element) -> etree._Element | None:
    """The page's own `<p>` that hold a sentence, outside navigation, as a body element; None when there are none."""
    body = etree.Element("body")
    for element in tree.iter("p"):
        if any(parent.tag in _OUTSIDE for parent in element.iterancestors()):
            continue
        text = " ".join("".join(element.itertext()).split())
        linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
        told = len(text.split()) >= 3 and text.endswith(_STOPS) and linked < len(text) / 2
        if told and find_phrase_group(text) is None:
            body.append(_with_breaks(element))
    return body if len(body) else None


def _with_breaks(element: etree._Element) -> etree._Element:
    """A copy of a paragraph in which line breaks are called as trafilatura calls them."""
    paragraph = copy.deepcopy(element)
    paragraph.tail = None
    for line_break in paragraph.iter("br"):
        line_break.tag = "lb"
    return paragraph


def read_words(element: etree._Element, most: int) -> str:
    """An element's words, white space collapsed, read no further than about `most` code points."""
    parts, size = [], 0
    for part in element.itertext():
        parts.append(part)
        size += len(part.strip())
        if size > most:
            break
    return " ".join("".join(parts).split())


def _is_told(folded: str, told: str) -> bool:
    shorter = min(len(folded), len(told))
    return shorter >= 40 and folded[:shorter].rstrip(" .…") == told[:shorter].rstrip(" .…")


def _find_parts(body: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    """Kind and words of every part of the body, in order, white space collapsed."""
    loose = [_in_one_line(body.text)]
    for element in body:
        if element.tag in ("p", "head", "quote", "list", "table", "code", "div"):
            yield from _paragraph("".join(loose))
            loose = []
            yield from _find_part(element)
        else:
            loose.append("\n" if element.tag == "lb" else _words(element))
        loose.append(_in_one_line(element.tail))
    yield from _paragraph("".join(loose))


def _find_part(element: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    if element.tag == "head":
        words = " ".join(_words(element).split())
        if words:
            yield (BlockKind.CAPTION if len(words.split()) <= _SUBHEAD_WORDS else BlockKind.PARAGRAPH), words
    elif element.tag == "quote":
        for _, words in _find_parts(element):
            yield BlockKind.QUOTATION, words
    elif element.tag == "list":
        for item in element.iter("item"):
            words = " ".join(_words(item).split())
            if len(words.split()) > 3:
                yield BlockKind.PARAGRAPH, words
    elif element.tag in ("p", "code", "div"):
        yield from _find_inner(element)


def _find_inner(element: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    """A paragraph's words; a list or a block within it comes out on its own."""
    if not any(child.tag in ("list", "p", "head", "table") for child in element):
        yield from _paragraph(_words(element))
        return
    yield from _find_parts(element)


def _paragraph(words: str) -> Iterator[tuple[BlockKind, str]]:
    """The paragraphs in some words: two line breaks part them, one does where a line is a byline."""
    for part in _BREAKS.split(words):
        lines = [line for line in (" ".join(line.split()) for line in part.split("\n")) if line]
        for collapsed in lines if any(map(is_byline, lines)) else [" ".join(lines)]:
            if any(character.isalnum() for character in collapsed):
                yield BlockKind.PARAGRAPH, collapsed


def _words(element: etree._Element) -> str:
    """All words of an element; a line feed is a line break of the page, and nothing else is."""
    parts: list[str] = []
    for event, child in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if child.tag == "lb" else "")
            parts.append(_in_one_line(child.text))
        elif child is not element:
            parts.append(_in_one_line(child.tail))
    return "".join(parts)


def _in_one_line(words: str | None) -> str:
    return _FEEDS.sub(" ", words or "")
