"""Articles read, compared and traced.

The parsers and page readers are imported where they are called: they take
seconds to load, and `selon --help` needs none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from selon.errors import SourceError
from selon.types import Comparison, Document, Notice, Page, PassedOver, Reading, Trace

if TYPE_CHECKING:
    from selon.page import FetchSettings
    from selon.report.sheet import Layout
    from selon.story.encoder import Encoder
    from selon.story.trace import Told

_log = logging.getLogger("selon")


def read(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    html: str | bytes | None = None,
    lang: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    id: str | None = None,
    settings: FetchSettings | None = None,
) -> Reading:
    """One article's claims: who says what, in which words, how firmly.

    Exactly one of `source` (a path, a URL, "-"), `text` and `html` is given;
    all else is what you know of the article and goes before what the page
    says of itself. `lang` is ISO 639-1, `published` an EDTF date, `settings`
    how URLs are fetched.

    Raises `SourceError` when the source cannot be read or holds several
    articles, `TypeError` when not exactly one of the three is given,
    `ValueError` when `published` is no date.
    """
    if sum(given is not None for given in (source, text, html)) != 1:
        raise TypeError("read() takes exactly one of: a source, text=, html=")
    _check_date(published)
    page = _only_page(str(source), settings) if source is not None else _given_page(text, html)
    known = {"lang": lang, "published": published, "title": title, "url": url, "outlet": outlet, "id": id}
    return _claims(_document(_with(page, known), _Ids()))


def read_sources(
    sources: Iterable[str | Path],
    *,
    settings: FetchSettings | None = None,
    lang: str | None = None,
    published: str | None = None,
) -> Iterator[Reading]:
    """The articles of many sources, each as soon as it is read.

    A source that cannot be read comes as a reading with an empty document and
    a notice whose kind ends in `failed`; so does an article on which the
    program itself breaks down (`internal-failed`; set SELON_DEBUG=1 to see
    where). Nothing but an interruption ends the run early. Of two documents
    with the same id the later gets -2, and so on.

    Raises `ValueError` when `published` is no date.
    """
    _check_date(published)
    return _read_all([str(source) for source in sources], settings, {"lang": lang, "published": published})


def pages_of(
    sources: Iterable[str | Path],
    *,
    settings: FetchSettings | None = None,
    lang: str | None = None,
    published: str | None = None,
) -> Iterator[Page | SourceError | PassedOver]:
    """The pages of many sources, unread, with what you know of them. Raises `ValueError` for a date that is none."""
    _check_date(published)
    from selon.page import FetchSettings, find_pages

    known = {"lang": lang, "published": published}
    found = find_pages([str(source) for source in sources], settings or FetchSettings())
    return (_with(one, known) if isinstance(one, Page) else one for one in found)


def compare(first: Reading, second: Reading, *, meaning: bool = True) -> Comparison:
    """Two readings held against each other.

    Says how likely they tell of one event (`same_story`, 0 to 1), whether one
    was taken from the other (`relation`, and in `relation_score`, 0 to 1, how
    sure that is), and claim by claim what matches, what changed and what
    cannot both hold, each with its passages. With `meaning` sentences are also
    compared by the encoder, where its package is installed.
    """
    from selon.story.compare import compare_readings

    one, other = _apart((first, second))
    return compare_readings(one, other, meaning=meaning)


def trace(readings: Iterable[Reading], *, meaning: bool = True, told: Told | None = None) -> Trace:
    """Readings to stories: who took what from whom, what became of each claim, and how many really say so.

    Every document is in exactly one story; those that could not be read are in
    the notices. With `meaning` sentences are also compared by the encoder,
    where its package is installed; `Trace.method` says what was used. `told`
    is called as the work goes on with the documents done and their number. Of
    two documents with the same id the later gets -2, and so on.
    """
    from selon.story.trace import trace_readings

    return trace_readings(_apart(tuple(readings)), _encoder(meaning=meaning), told or (lambda *_: None))


def _encoder(*, meaning: bool) -> Encoder | None:
    from selon.story.encoder import load_encoder

    return load_encoder() if meaning else None


def _apart(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with ids that tell their documents apart."""
    ids = _Ids()
    named = ((reading, ids.claim(reading.document.id)) for reading in readings)
    return tuple(
        reading if reading.document.id == name else replace(reading, document=replace(reading.document, id=name))
        for reading, name in named
    )


def explain(reading: Reading, claim_id: str, *, ui_lang: str = "en", layout: Layout | None = None) -> str:
    """Why the program says what it says of a claim, in words: the rule, the passages, each layer, each hedge.

    `ui_lang` is the language to explain it in, `layout` how to write it (plain,
    unwrapped unless given). Raises `LookupError` when the reading has no such claim.
    """
    from selon.attribute.rules import explanations
    from selon.report.interface import load_interface
    from selon.report.sheet import Layout
    from selon.report.why import render_why

    return render_why(reading, claim_id, explanations(), load_interface(ui_lang), layout or Layout())


def _check_date(published: str | None) -> None:
    if published is None:
        return
    from selon.page.edtf import read_edtf

    if read_edtf(published) is None:
        raise ValueError(f"{published!r} is no date; write it as 2022-07-10, 2022-07 or 2022")


def _given_page(text: str | None, html: str | bytes | None) -> Page:
    if text is not None:
        return Page(source="text", content=text, media="text/plain")
    return Page(source="html", content=html or "", media="text/html")


def _only_page(source: str, settings: FetchSettings | None) -> Page:
    from selon.page import FetchSettings, find_pages

    passed: list[str] = []
    pages = _without_passed(find_pages([source], settings or FetchSettings()), passed)
    found = next(pages, None)
    if found is None:
        why = "; ".join(passed) or "check the path"
        raise SourceError(source, f"{source}: holds no article: {why}")
    if isinstance(found, SourceError):
        raise found
    if next(pages, None) is not None:
        raise SourceError(source, "holds several articles; use read_sources() to read them all")
    return found


def _without_passed(
    found: Iterable[Page | SourceError | PassedOver], passed: list[str]
) -> Iterator[Page | SourceError]:
    """The same, with what was passed over put aside, in words."""
    for one in found:
        if isinstance(one, PassedOver):
            passed.append(one.message)
        else:
            yield one


def _with(page: Page, known: dict[str, str | None]) -> Page:
    return replace(page, **{name: value for name, value in known.items() if value is not None})  # type: ignore[arg-type]


class _Ids:
    """The document ids of one run, none twice."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def claim(self, wanted: str) -> str:
        """The id itself the first time, then with the first number from 2 on that is free."""
        if wanted not in self._next:
            self._next[wanted] = 2
            return wanted
        number = self._next[wanted]
        while f"{wanted}-{number}" in self._next:
            number += 1
        self._next[wanted] = number + 1
        self._next[f"{wanted}-{number}"] = 2
        return f"{wanted}-{number}"


def _read_all(sources: list[str], settings: FetchSettings | None, known: dict[str, str | None]) -> Iterator[Reading]:
    from selon.page import FetchSettings, find_pages

    ids = _Ids()
    pages = find_pages(sources, settings or FetchSettings())
    while True:
        try:
            found = next(pages, None)
        except Exception as error:  # a bug in finding pages: what came before it stays
            yield _failed(", ".join(sources), None, _internal(error), ids)
            return
        if found is None:
            return
        if isinstance(found, PassedOver):
            continue
        if isinstance(found, SourceError):
            yield _failed(found.source, None, Notice(found.kind, str(found)), ids)
        else:
            yield _read_or_notice(_with(found, known), ids)


def reading_or_notice(page: Page) -> Reading:
    """What a page holds; where it cannot be read, an empty document with a notice whose kind ends in `failed`."""
    return _read_or_notice(page, _Ids())


def _read_or_notice(page: Page, ids: _Ids) -> Reading:
    try:
        document = _document(page, ids)
    except SourceError as error:
        return _failed(page.source, page.id, Notice(error.kind, str(error)), ids)
    except Exception as error:  # a bug costs this document, not the run
        return _failed(page.source, page.id, _internal(error), ids)
    try:
        return _claims(document)
    except Exception as error:
        return Reading(Document(document.id, "", "", (), source=page.source), notices=(_internal(error),))


def _document(page: Page, ids: _Ids) -> Document:
    from selon.page import read_page

    document = read_page(page)
    return replace(document, id=ids.claim(document.id))


def _claims(document: Document) -> Reading:
    from selon.attribute.read import read_document

    return read_document(document)


def _internal(error: Exception) -> Notice:
    _log.debug("%s", error, exc_info=error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Notice("internal-failed", f"selon broke down on it ({what}); please report it, SELON_DEBUG=1 shows where")


def _failed(source: str, given: str | None, notice: Notice, ids: _Ids) -> Reading:
    return Reading(Document(ids.claim(given or source), "", "", (), source=source), notices=(notice,))
