"""The terminal view of a trace: whole in a pipe, narrow where it must be, and the same in Markdown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from trace_readings import alone, told, traces

from selon.report.interface import load_interface
from selon.report.sheet import Layout
from selon.report.trace.markdown import render_trace_markdown
from selon.report.trace.terminal import render_trace
from selon.types import Document, Instance, Origins, Reading, Standing, Story, StoryClaim, Trace

EN, FR = load_interface("en"), load_interface("fr")
PLAIN = Layout()
ESCAPES = re.compile("\x1b\\[[0-9;]*m")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

LINEAGE = """\
  [1] Sorvane Info · 2 March 2021 · French
     → copy [2] Le Courrier des Vals · 2 March 2021 · French
        – translation [5] El Faro · 4 March 2021 · Spanish
     → translation [3] The Valley Post · 3 March 2021 · English
        → rewrite [4] Northern Wire · 3 March 2021 · English
        → cites [7] Mill Watch · date unknown · English
  [6] Radio Lune · 5 March 2021 · French
"""

MATRIX = """\
  1     2  3    4    5  6    7
  ?     ?  ●»   ●    –  ·    »    des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature  k1
  »≥12  ·  »12  »12  –  »15  »30  au moins 12 blessés  k2
  … and 2 more; --full shows all
"""

CHANGE = """\
  ▲ k1 hardened from The Valley Post [3] (attributed) to Northern Wire [4] (stated): \
who says so is lost, whom it is said of is widened
    [3] Workers of *the night shift* blocked the *entrance of the* mill
    [4] *The* workers of *Sorvane have* blocked the mill
    why: ‘Workers of the night shift blocked the entrance of the mill’ is laid to nobody any more
"""

FIGURES = """\
  ·········●>·············  at least 12 · 2 March 2021 · Sorvane Info [1], la préfecture
  ······················●·  30 · as of 2 March 2021 · Mill Watch [7], la préfecture
"""


@pytest.mark.parametrize("part", [LINEAGE, MATRIX, CHANGE, FIGURES])
def test_a_pipe_gets_whole_lines(part: str) -> None:
    assert part in render_trace(told(), EN, PLAIN)


def test_plain_output_has_no_escapes_no_boxes_and_no_blanks_at_line_ends() -> None:
    shown = render_trace(told(), EN, PLAIN)
    assert "\x1b" not in shown
    assert not re.search("[\u2500-\u257f]", shown)
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_across_languages_the_words_that_bear_on_firmness_are_marked() -> None:
    assert "[1] des ouvriers de l'équipe de nuit *auraient* bloqué" in render_trace(told(), EN, PLAIN)


def test_colours_only_add_colours() -> None:
    coloured = ESCAPES.sub("", render_trace(told(), EN, Layout(colour=True, width=400)))
    lines = [line for line in coloured.splitlines() if not line.startswith("─")]
    assert lines == render_trace(told(), EN, Layout(width=400)).splitlines()


@pytest.mark.parametrize("width", [20, 40, 80])
def test_the_width_is_kept(width: int) -> None:
    shown = render_trace(told(), FR, Layout(width=width))
    assert max(map(cell_len, shown.splitlines())) <= width


def test_full_shows_all_claims() -> None:
    shown = render_trace(told(), EN, Layout(full=True))
    assert "la nuit de la colère  k4" in shown
    assert "--full" not in shown


def test_a_story_told_once_is_a_line() -> None:
    shown = render_trace(alone(), EN, PLAIN)
    assert "[1] Le jardin botanique rouvre · La Feuille · 4 March 2021 · French" in shown
    assert "Lineage" not in shown


def crowd(number: int) -> Trace:
    """One claim in very many retellings."""
    text = "Un pont ferme."
    names = [f"d{place}" for place in range(number)]
    readings = tuple(Reading(Document(name, text, "fr", (), outlet=f"Outlet {name}")) for name in names)
    instances = tuple(Instance(name, 0, len(text), Standing.STATED) for name in names)
    claim = StoryClaim("k1", text, instances, Origins(1, number))
    return Trace(readings, (Story("s1", tuple(names), claims=(claim,)),), "words")


def test_a_matrix_too_wide_for_columns_names_retellings_by_sign() -> None:
    shown = render_trace(crowd(50), EN, Layout(width=80))
    assert "  Un pont ferme.  k1\n      ● [1] [2] [3]" in shown
    assert max(map(cell_len, shown.splitlines())) <= 80
    assert "(k1): ● 1, 2, 3" in render_trace_markdown(crowd(50), EN)


def test_the_interface_is_french() -> None:
    shown = render_trace(told(), FR, PLAIN)
    assert "Filiation" in shown
    assert "Comparés par\u00a0: noms, chiffres, dates et mots" in shown
    assert "▲ k1 durcie, Sorvane Info [1] (alléguée) → The Valley Post [3] (attribuée)" in shown


def test_what_cannot_be_shown_is_made_visible() -> None:
    trace = told()
    evil = "un\x1b]0;titre\x07 \u202eà l'envers"
    first = replace(trace.readings[0], document=replace(trace.readings[0].document, outlet=evil))
    shown = render_trace(replace(trace, readings=(first, *trace.readings[1:])), EN, PLAIN)
    assert "[1] un␛]0;titre␇ \ufffdà l'envers" in shown
    assert not CONTROLS.search(shown)


@settings(max_examples=40, deadline=None)
@given(traces())
def test_any_trace_can_be_shown(trace: Trace) -> None:
    for width in (40, None):
        shown = render_trace(trace, FR, Layout(width=width, full=width is None))
        assert not CONTROLS.search(shown)
        assert shown == render_trace(trace, FR, Layout(width=width, full=width is None))


@settings(max_examples=40, deadline=None)
@given(traces())
def test_any_trace_can_be_written_as_markdown(trace: Trace) -> None:
    written = render_trace_markdown(trace, EN)
    assert not CONTROLS.search(written)
    prose = re.sub(r"(?<!\\)`[^`\n]*`", "", written).replace("\n> ", "\n")  # an escaped backtick opens no code
    assert not re.search(r"(?<!\\)[<>](?!\s|-)", prose)


MARKDOWN = """\
| \\[3\\] The Valley Post | \\[4\\] Northern Wire |
|---|---|
| Workers of **the night shift** blocked the **entrance of the** mill \
| **The** workers of **Sorvane have** blocked the mill |
"""


def test_markdown_sets_the_passages_side_by_side() -> None:
    written = render_trace_markdown(told(), EN)
    assert MARKDOWN in written
    assert "| au moins 12 blessés (k2) | »≥12 | · | »12 | »12 | – | »15 | »30 |" in written
    assert "  - → *copy* \\[2\\] **Le Courrier des Vals**" in written
    assert written.count("\n# ") == 1


def test_markdown_tables_are_whole() -> None:
    rows = re.findall(r"^\|.*\|$", render_trace_markdown(told(), FR), re.MULTILINE)
    columns = {row: len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    for rule in (row for row in rows if set(row) <= set("|-:")):
        assert columns[rows[rows.index(rule) - 1]] == columns[rule]
