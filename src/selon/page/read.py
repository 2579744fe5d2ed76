"""Page -> Document: decode, extract or mark up, and say what is known of the article."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from selon.errors import PageError
from selon.page.decode import decode, find_binary, mend
from selon.page.known import find_date, find_host, find_moment, make_id
from selon.page.language import find_language
from selon.page.plain import read_plain
from selon.types import Document, Notice, Page

_TAG = re.compile(r"<[a-zA-Z!?/]")


def read_page(page: Page) -> Document:
    """The article of a page.

    Plain text stays as it is, and its lines are marked; of HTML the article is
    extracted. What was given beside the content goes before what it says of itself.

    Raises `PageError` when the content is blank, binary, or a page without an article.
    """
    page = _mend_page(page)
    text, notices = _read_text(page)
    if page.media == "text/html" and _TAG.search(text):
        from selon.page.html import read_html

        return read_html(page, text, tuple(notices))
    return _read_plain_page(page, text, notices)


def _mend_page(page: Page) -> Page:
    """The page with what was given beside its content fit to be written out as UTF-8."""
    names = ("source", "id", "url", "outlet", "title", "published", "lang")
    given = {name: getattr(page, name) for name in names}
    mended: dict[str, Any] = {name: mend(value)[0] for name, value in given.items() if value}
    return dataclasses.replace(page, **mended)


def _read_text(page: Page) -> tuple[str, list[Notice]]:
    """The content as text, with notices of what had to be mended."""
    content, notices = page.content, []
    if not content or content.isspace():
        raise PageError(page.source, f"{page.source}: nothing in it but white space; give a page with an article")
    if kind := find_binary(content):
        raise PageError(page.source, f"{page.source}: this is {kind}; give HTML, plain text or JSON Lines")
    if isinstance(content, bytes):
        header = dict(page.headers).get("content-type")
        content, guessed = decode(content, header, markup=page.media == "text/html")
        if guessed:
            notices.append(Notice("text-repaired", "some bytes did not fit the page's encoding and were guessed"))
    elif page.media == "text/html":
        content = content.removeprefix("\ufeff")
    mended, count = mend(content)
    if count:
        notices.append(Notice("text-repaired", f"{count} lone surrogates were replaced by U+FFFD, one for one"))
    if not any(character.isalnum() for character in mended):
        raise PageError(page.source, f"{page.source}: no words in it; give a page with an article")
    return mended, notices


def _read_plain_page(page: Page, text: str, notices: list[Notice]) -> Document:
    title = (page.title or "").strip()
    whole, offset, title_end = _put_title(text, title)
    lang = find_language(text, page.lang)
    found = read_plain(whole, lang, title_end)
    published = find_date(page, found.published, notices)
    return Document(
        id=make_id(page, whole),
        text=whole,
        lang=lang,
        blocks=found.blocks,
        source=page.source,
        url=page.url,
        outlet=page.outlet or find_host(page.url),
        title=" ".join(title.split()) or found.title,
        byline=found.byline,
        published=published,
        published_at=find_moment(page, published, None),
        text_offset=offset,
        notices=tuple(notices),
    )


def _put_title(text: str, title: str) -> tuple[str, int, int]:
    """The text with its headline before it, where the given text begins, where the headline ends."""
    if not title:
        return text, 0, 0
    end = _find_title(text, title)
    if end:
        return text, 0, end
    return f"{title}\n\n{text}", len(title) + 2, len(title)


def _find_title(text: str, title: str) -> int:
    """Where the title ends when the text begins with it, white space aside, and its line ends there; else 0."""
    at = 0
    for word in title.split():
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return 0
        at += len(word)
    rest = text[at:].lstrip(" \t\u00a0")
    return at if not rest or rest[0] in "\r\n" else 0
