"""The HTML page of a trace: one file without script, in which every statement leads to its passage and back."""

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
from trace_readings import TEXTS, alone, told, traces

from selon.report.interface import load_interface
from selon.report.passages import displayable
from selon.report.trace.html import render_trace_html
from selon.types import Change, Relation, Standing, Trace

EN, FR = load_interface("en"), load_interface("fr")
CSS = "".join(
    resources.files("selon.report").joinpath(f"templates/{name}").read_text("utf-8")
    for name in ("page.css", "trace.css")
)


def ids_of(found: Page) -> list[str]:
    return [attrs["id"] or "" for _, attrs in found.elements if "id" in attrs]


def assert_links_lead_somewhere(markup: str) -> None:
    found = Page(markup)
    ids = ids_of(found)
    assert len(ids) == len(set(ids)), [name for name in ids if ids.count(name) > 1]
    for attrs in found.named("a"):
        href = attrs["href"] or ""
        assert href.startswith(("https://", "http://")) or href.removeprefix("#") in ids, href


@pytest.mark.parametrize("trace", [told(), alone(), Trace((), (), "")], ids=["told", "alone", "none"])
def test_every_link_leads_somewhere(trace: Trace) -> None:
    assert_links_lead_somewhere(render_trace_html(trace, EN))


@settings(max_examples=30, deadline=None)
@given(traces())
def test_any_trace_makes_a_whole_page(trace: Trace) -> None:
    assert_links_lead_somewhere(render_trace_html(trace, FR))


def test_nothing_is_loaded_and_nothing_runs() -> None:
    markup = render_trace_html(told(), FR)
    assert not re.search(r"<script|(?:src|srcset|action)=|@import|url\(| style=| on\w+=", markup)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', markup)
    (style,) = re.findall("<style>(.*?)</style>", markup, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    expected = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert html.unescape(policy) == expected


def test_the_texts_are_the_documents_texts() -> None:
    found = Page(render_trace_html(told(), EN))
    shown = "".join(found.blocks)
    expected = "".join(text for name, (_, _, _, text) in TEXTS.items() if name != "garden")
    assert "".join(shown.split()) == "".join(displayable(expected).split())


def test_each_cell_has_sign_word_and_colour_and_leads_to_its_passage() -> None:
    markup = render_trace_html(told(), EN)
    cell = re.search(r'<a class="cell s-attributed" href="#(d1-\d+-\d+)">(.*?)</a>', markup)
    assert cell
    assert re.sub("<[^>]*>", "", cell[2]) == "» ≥12 attributed, la préfecture"
    assert f'<mark class="s-attributed" id="{cell[1]}">' in markup
    assert '<span class="unseen">claims not read</span>' in markup


def test_passages_lead_back() -> None:
    markup = render_trace_html(told(), EN)
    assert re.search(r'<mark class="s-alleged" id="[^"]*"><a class="sign" href="#s1-claim1" data-sign="k1"', markup)


def test_the_lineage_is_drawn_with_words_for_every_line() -> None:
    markup = render_trace_html(told(), EN)
    (graph,) = re.findall(r'<svg id="s1-graph".*?</svg>', markup, re.DOTALL)
    assert "<title" in graph
    assert "The Valley Post [3] translates Sorvane Info [1]." in graph
    assert graph.count('class="box"') == 7
    assert graph.count('class="box outside"') == 1
    for relation in (Relation.COPY, Relation.TRANSLATION, Relation.REWRITE, Relation.CITES):
        assert f'class="line r-{relation.value}"' in graph
        assert f".r-{relation.value} {{" in CSS
    assert graph.count('class="head"') == 5
    assert graph.count('class="line ') == 6
    assert ">date unknown</text>" in graph
    assert ">named, not collected</text>" in graph
    for sentence in ("copies", "translates", "rewrites"):
        assert re.search(rf"<summary><bdi>[^<]*{sentence}", markup)


def test_figures_are_plotted() -> None:
    markup = render_trace_html(told(), EN)
    (plot,) = re.findall(r'<svg id="s1-figure1-plot".*?</svg>', markup, re.DOTALL)
    assert plot.count('class="dot') == 4
    assert plot.count('class="update"') == 1
    assert plot.count('class="against"') == 1
    assert "≥12 [1] la préfecture" in plot
    assert "12 [3][4] la préfecture" in plot
    assert "20–25 [6] Le syndicat" in plot


def test_differing_words_are_marked() -> None:
    markup = render_trace_html(told(), EN)
    assert 'Workers of <b class="differs">the night shift</b> blocked the' in markup
    assert 'nuit <b class="differs">auraient</b> bloqué' in markup


def test_headings_and_landmarks() -> None:
    for trace in (told(), replace(told(), stories=told().stories[:1]), alone()):
        found = Page(render_trace_html(trace, EN))
        assert len(found.named("h1")) == len(found.named("main")) == 1
        assert len(found.named("header")) == len(found.named("footer")) == 1
    assert len(Page(render_trace_html(told(), EN)).named("nav")) == 1


def test_a_story_told_once_is_a_short_entry() -> None:
    markup = render_trace_html(alone(), EN)
    assert "Le jardin botanique rouvre" in markup
    assert "<svg" not in markup
    assert "<table" not in markup


EVIL = '<script>alert(1)</script>" onload="x \u202e' + "mot" * 300


def test_what_documents_say_is_escaped() -> None:
    trace = told()
    readings = tuple(
        replace(
            reading,
            document=replace(
                reading.document, outlet=EVIL, title=EVIL, lang=EVIL, published=EVIL, url="javascript:alert(1)"
            ),
            entities=tuple(replace(entity, name=EVIL) for entity in reading.entities),
        )
        for reading in trace.readings
    )
    story = trace.stories[0]
    story = replace(
        story,
        claims=tuple(replace(claim, text=EVIL) for claim in story.claims),
        figures=tuple(replace(series, about=EVIL) for series in story.figures),
        entities=tuple(replace(entity, name=EVIL, variants=(EVIL + "2",)) for entity in story.entities),
        cited=tuple(replace(citation, outlet=EVIL) for citation in story.cited),
    )
    markup = render_trace_html(replace(trace, readings=readings, stories=(story,), method=EVIL), EN)
    assert "<script" not in markup
    assert "javascript:" not in markup
    assert 'onload="' not in markup
    assert "\u202e" not in markup
    Page(markup)


def test_many_changes_are_folded_and_wide_matrices_split() -> None:
    trace = told()
    story = trace.stories[0]
    change = story.claims[0].changes[0]
    pairs = [(one, other) for one in story.documents for other in story.documents if one != other]
    many = tuple(Change(one, other, change.direction, change.kind, change.reasons) for one, other in pairs)
    first = replace(story.claims[0], changes=many)
    markup = render_trace_html(replace(trace, stories=(replace(story, claims=(first,)),)), EN)
    assert "27 more changes" in markup
    assert_links_lead_somewhere(markup)


def _palettes() -> list[dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block)) for block in blocks]


def test_words_on_cells_and_lines_can_be_read_in_light_and_dark() -> None:
    for palette in _palettes()[:2]:
        for standing in Standing:
            assert contrast(palette["ink"], palette[f"{standing}-tint"]) >= 7
            assert contrast(palette[standing], palette[f"{standing}-tint"]) >= 4.5
        assert contrast(palette["focus"], palette["paper"]) >= 3


def test_the_same_trace_makes_the_same_page() -> None:
    assert render_trace_html(told(), EN) == render_trace_html(told(), EN)
