"""The day and the minute that a page says it was published."""

from __future__ import annotations

import pytest

from selon.page import read_page
from selon.types import Page

SAID = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'
BODY = "<p>The dyke at Tassigny has broken, and 31 houses are destroyed, said Anne Morvec, the mayor of the town.</p>"


@pytest.mark.parametrize(
    ("head", "times", "expected"),
    [
        (SAID % "2024-03-05T08:40:00+01:00", "", ("2024-03-05", "2024-03-05T07:40Z")),
        (SAID % "2024-03-05T08:40:00", "", ("2024-03-05", "2024-03-05T08:40")),
        (SAID % "2024-03-05", "", ("2024-03-05", None)),
        (SAID % "2024-03-05", '<time datetime="2024-03-05T09:10Z">9.10</time>', ("2024-03-05", "2024-03-05T09:10Z")),
        (SAID % "2024-03-05", '<time datetime="2024-03-06T09:10Z">9.10</time>', ("2024-03-05", None)),
        (SAID % "2024-03-05", 'Updated <time datetime="2024-03-05T19:10Z">19.10</time>', ("2024-03-05", None)),
        (SAID % "2024-03-05", '<aside><time datetime="2024-03-05T11:10Z"></time></aside>', ("2024-03-05", None)),
        ("", "", (None, None)),
    ],
)
def test_when_a_page_was_published(head: str, times: str, expected: tuple[str | None, str | None]) -> None:
    article = f"<article><h1>Dyke</h1><p>{times}</p>{BODY * 4}</article>"
    html = f"<html><head><title>Dyke</title>{head}</head><body>{article}</body></html>"
    document = read_page(Page(source="a.html", content=html, media="text/html"))
    assert (document.published, document.published_at) == expected
