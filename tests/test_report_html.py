"""The HTML page: one file that loads nothing, says the article's words and no others, and can be read by everybody."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given, settings
from parsed_page import Page, contrast
from report_readings import HEADLINE, TEXT, failed, mine, readings, standing_in_turn

from selon.report.html import render_html
from selon.report.interface import load_interface
from selon.report.passages import displayable
from selon.report.words import SIGNS
from selon.types import Reading, Standing

EN, FR = load_interface("en"), load_interface("fr")
CSS = resources.files("selon.report").joinpath("templates/page.css").read_text("utf-8")


def page(*given_readings: Reading) -> Page:
    return Page(render_html(given_readings, EN))


def test_the_words_of_the_article_are_its_words() -> None:
    assert page(mine()).blocks == TEXT.strip("\n").split("\n\n")


@settings(max_examples=60)
@given(readings())
def test_the_text_of_the_page_is_the_text_of_the_document(reading: Reading) -> None:
    shown = "".join(page(reading).blocks)
    assert "".join(shown.split()) == "".join(displayable(reading.text).split())


def test_marks_nest_and_link_to_their_notes_and_back() -> None:
    markup = render_html([mine()], EN)
    found = Page(markup)
    signs, notes = found.with_class("sign"), found.with_class("note")
    assert [sign["data-sign"] for sign in signs] == ["?1", "»2", "»3", "✗4", "~5", "~6"]
    ids = [attrs["id"] for _, attrs in found.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs in found.named("a"):
        assert (attrs["href"] or "").removeprefix("#") in ids
    assert [note["data-mark"] for note in notes] == [sign["id"] for sign in signs]
    assert "aria-label" in signs[0]
    nested = r'<mark class="s-hedged"[^>]*><a class="sign" id="d1-m5".*<mark class="s-hedged"[^>]*>.*</mark></mark>'
    assert re.search(nested, markup)


@pytest.mark.parametrize("standing", Standing)
def test_each_standing_has_colour_sign_and_word(standing: Standing) -> None:
    found = page(standing_in_turn(standing))
    assert found.named("mark") == [{"class": f"s-{standing.value}", "data-of": "d1-m1"}]
    assert (found.with_class("sign")[0]["data-sign"] or "").startswith(SIGNS[standing])
    assert f".s-{standing.value} {{" in CSS


def test_what_the_article_says_is_escaped() -> None:
    evil = '<script>alert(1)</script>" onload="x'
    base = standing_in_turn(Standing.STATED, evil)
    document = replace(base.document, title=evil, id=evil, outlet=evil, lang=evil, url="javascript:alert(1)")
    markup = render_html([replace(base, document=document)], EN)
    assert markup.count("<script>") == 1
    assert "javascript:" not in markup
    assert 'onload="' not in markup
    Page(markup)


def test_nothing_is_loaded_and_nothing_else_may_run() -> None:
    markup = render_html([mine(), mine()], FR)
    assert not re.search(r"(?:src|srcset|action)=|@import|url\(|style=| on\w+=", markup)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', markup)
    policy = html.unescape(policy)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", markup, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy


def test_languages_are_told() -> None:
    found = Page(render_html([mine()], EN))
    assert found.named("html")[0]["lang"] == "en"
    assert found.named("article")[0]["lang"] == "fr"
    assert {notes["lang"] for notes in found.with_class("notes")} == {"en"}
    assert "Le titre va plus loin que l’article" in render_html([mine()], FR)


def test_headings_and_landmarks() -> None:
    one, two = page(mine()), page(mine(), standing_in_turn(Standing.STATED))
    for found in (one, two):
        assert len(found.named("h1")) == len(found.named("main")) == 1
        assert len(found.named("header")) == len(found.named("footer")) == 1
    assert not one.named("nav")
    assert len(two.named("nav")) == 1
    assert [attrs["href"] for attrs in two.named("a") if attrs["href"] in ("#d1", "#d2")] == ["#d1", "#d2"]


def test_furniture_is_folded() -> None:
    found = page(mine())
    assert len(found.with_class("furniture")) == 2
    assert "open" not in next(attrs for tag, attrs in found.elements if attrs.get("class") == "furniture")


def test_a_headline_that_goes_further_is_shown_with_both_passages() -> None:
    markup = render_html([mine()], EN)
    warning = markup.split('class="panel warning"')[1].split("<article")[0]
    assert HEADLINE in warning
    assert "la galerie pourrait fermer" in warning
    assert "The headline names no source." in warning


def test_a_document_that_failed_says_why() -> None:
    assert "there is no such file; check the path" in render_html([failed()], EN)


def _palettes() -> list[dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block)) for block in blocks]


def test_colours_can_be_told_apart_in_light_and_dark() -> None:
    light, dark, *_ = _palettes()
    for palette in (light, dark):
        for back in ("paper", "panel"):
            for front in ("ink", "quiet", "link", *Standing):
                assert contrast(palette[front], palette[back]) >= 4.5, (front, back)
        for standing in Standing:
            assert contrast(palette["ink"], palette[f"{standing}-tint"]) >= 7
            assert contrast(palette[standing], palette[f"{standing}-tint"]) >= 4.5, standing
            assert contrast(palette["quiet"], palette[f"{standing}-tint"]) >= 3


def test_the_same_readings_make_the_same_page() -> None:
    assert render_html([mine()], EN) == render_html([mine()], EN)
