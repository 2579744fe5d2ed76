"""When an HTML page says that its article was published: the day, and the minute where it tells one.

A date of change or of collection never stands in for that of publication.
"""

from __future__ import annotations

import itertools
import re

from lxml.html import HtmlElement

from selon.page.dateline import read_published
from selon.page.edtf import read_edtf, read_moment

_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date.published",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_publication_date",
)
_URL_DAY = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{2})[/-](\d{2})(?=[/_.-]|$)")
_TIMES, _TIME_LONGEST = 40, 120
"""How many `<time>` elements are looked at, and how many characters of each."""
_CHANGED = ("updat", "modif", "mis à jour", "mise à jour")


def find_published(
    tree: HtmlElement, said: str | None, metas: dict[str, str], lang: str | None, url: str | None
) -> str | None:
    """The day in EDTF: as JSON-LD has `said`, else by the meta elements, a `<time>`, or the address."""
    for value in (said, *(metas.get(name) for name in _DATE_METAS)):
        if value and (day := read_edtf(value)):
            return day
    return _find_time(tree, (lang or "")[:2].lower()) or _read_url_day(url)


def find_moment(tree: HtmlElement, said: str | None, metas: dict[str, str], published: str | None) -> str | None:
    """The first minute that the page tells of the day it was published; None where it tells none.

    Of the `<time>` elements neither those around the article count nor those that tell of a change.
    """
    if published is None:
        return None
    times = (time.get("datetime") for time in _own_times(tree) if not _tells_of_change(time))
    told = (said, *(metas.get(name) for name in _DATE_METAS), *times)
    moments = (read_moment(value) for value in told if value and read_edtf(value) == published)
    return next((moment for moment in moments if moment), None)


def _find_time(tree: HtmlElement, lang: str) -> str | None:
    """The day of a `<time>` that is the article's: marked so, in its header, or the only day there is."""
    dated = [
        (time, read_edtf(time.get("datetime") or "") or read_published(shown_words(time)[:_TIME_LONGEST], lang))
        for time in _own_times(tree)
    ]
    for time, day in dated:
        marks = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        if day and ("datepublished" in marks or time.get("pubdate") is not None or "publish" in marks):
            return day
    article = next(tree.iter("article"), None)
    if article is not None:
        dated = [(time, day) for time, day in dated if any(parent is article for parent in time.iterancestors())]
    days = {day for time, day in dated if day and not _tells_of_change(time)}
    return days.pop() if len(days) == 1 else None


def _own_times(tree: HtmlElement) -> list[HtmlElement]:
    """The first `<time>` elements that do not stand in what surrounds an article."""
    found = (time for time in tree.iter("time") if not is_within(time, ("aside", "footer", "nav", "blockquote")))
    return list(itertools.islice(found, _TIMES))


def _tells_of_change(time: HtmlElement) -> bool:
    """Whether a `<time>` is when the article was changed."""
    return any(word in _around(time) for word in _CHANGED)


def _around(element: HtmlElement) -> str:
    """A time's marks and the words right before it, lower-case."""
    before, parent = element.getprevious(), element.getparent()
    words = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    marks = f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('id') or ''}"
    return f"{marks} {words} {element.text or ''}".lower()


def is_within(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    """Whether an element stands in one of these."""
    return any(parent.tag in tags for parent in element.iterancestors())


def shown_words(element: HtmlElement | None) -> str:
    """The words of an element, white space collapsed."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _read_url_day(url: str | None) -> str | None:
    match = _URL_DAY.search(url or "")
    return read_edtf("-".join(match.groups())) if match else None
