"""Markdown: readable as it is, and what the article says stays text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from report_readings import mine, odd_text, readings, standing_in_turn

from selon.report.interface import load_interface
from selon.report.markdown import escaped, render_markdown
from selon.report.passages import one_line
from selon.types import Reading, Standing

EN, FR = load_interface("en"), load_interface("fr")
PARSER = MarkdownIt("commonmark").enable("table")

BEGINNING = """\
# Des mineurs auraient cessé le travail à Valbrune

La Gazette de Valbrune · 4 May 2021 · French

- id valbrune-1
- 6 claims, 5 sources: » attributed 2, \\~ hedged 2, ? alleged 1, ✗ denied 1

> **The headline goes further than the article**
> - headline: ? alleged: Des mineurs auraient cessé le travail à Valbrune · c1
> - article: \\~ hedged: *selon* **le syndicat**, la galerie pourrait fermer · c6
> - why: The headline names no source.

## Claims

- ? **alleged**, the author, naming nobody (headline) · c1

  > Des mineurs auraient cessé le travail à Valbrune
"""


def test_the_document() -> None:
    shown = render_markdown(mine(), EN)
    assert shown.startswith(BEGINNING)
    assert shown.endswith("## Notices\n\n- One sentence could not be parsed. (sentence-skipped)\n")


def test_it_speaks_french() -> None:
    assert "**Le titre va plus loin que l’article**" in render_markdown(mine(), FR)


@pytest.mark.parametrize(
    "text",
    ["*un* pont", "# un pont", "1. un pont", "- un pont", "<b>un</b>", "[un](http://pont)", "&lt;", "a | b", "~~un~~",
     "`un`", "\\un", "> un", "+ un", "=== un", "___"],
)  # fmt: skip
def test_what_the_article_says_is_no_markup(text: str) -> None:
    tokens = PARSER.parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or ()) == text


@given(odd_text)
def test_escaped_text_comes_back(text: str) -> None:
    tokens = PARSER.parse("x" + escaped(text))
    shown = "".join(child.content for token in tokens for child in token.children or ())
    assert "".join(shown.split()) == "x" + "".join(one_line(text).split())


@settings(max_examples=40)
@given(readings())
def test_no_reading_brings_html_or_links(reading: Reading) -> None:
    for token in PARSER.parse(render_markdown(reading, EN)):
        for one in (token, *(token.children or ())):
            assert one.type not in ("html_inline", "html_block", "link_open", "image", "fence", "hr")


def test_each_standing_is_named() -> None:
    for standing in Standing:
        assert f"**{standing.value}**" in render_markdown(standing_in_turn(standing), EN)
