"""Numbers through time: the table and the drawing in characters, and the drawing as a file."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_answers import EVIL, MILL, counted, who
from rich.cells import cell_len
from trace_readings import traces

from selon.errors import SelonError
from selon.report.interface import load_interface
from selon.report.ledger.drawing import figures_svg
from selon.report.ledger.figures import render_figures
from selon.report.ledger.picture import figures_png
from selon.report.ledger.plotting import ROWS, plot_of
from selon.report.ledger.subjects import trace_of_figures
from selon.report.ledger.who import render_who
from selon.report.sheet import Layout
from selon.report.trace.figures import series_of
from selon.report.trace.shelf import Shelf
from selon.types import (
    Counted,
    Document,
    FigurePoint,
    FigureSeries,
    Modifier,
    Reading,
    Topic,
    Trace,
    Who,
)

EN, FR = load_interface("en"), load_interface("fr")
PLAIN = Layout()
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")

PLOT = """\
  30 + A
     |
     |                                                                      C
  20 +                                                                      C
     |
     | ^                                                                    B
     | A                      A
  10 +
     |
     |
   0 +
     -+----------------------+---------------------------------------------+---
      2 March 2021           3 March 2021                          5 March 2021
  A la préfecture  B Jean Aubrac  C Le syndicat
"""

TABLE = """\
  2 March 2021        at least 12  la préfecture  Sorvane Info [1]
      La préfecture compte *au moins 12 blessés*.
  as of 2 March 2021  30           la préfecture  Mill Watch [7]
      On 2 March *30 people* were injured, the prefecture said.
"""

PARTS = """\
  They exclude each other
  ≠ Sorvane Info [1] and Mill Watch [7], about a figure: ‘blessés’
    [1] *au moins 12 blessés*
    [7] *30 people*
"""


@pytest.mark.parametrize("part", [TABLE, PARTS, "  ↑ Radio Lune [6] counts later than Northern Wire [4]\n"])
def test_figures_in_words(part: str) -> None:
    assert part in render_figures(counted(), EN, PLAIN)


def test_figures_are_drawn_in_characters() -> None:
    assert PLOT.rsplit("\n", 2)[0] in render_figures(counted(), EN, Layout(width=80))
    assert PLOT.splitlines()[-1] in render_figures(counted(), EN, Layout(width=80))


def test_a_narrow_sheet_has_no_drawing() -> None:
    shown = render_figures(counted(), EN, Layout(width=24))
    assert "|" not in shown
    assert "Aubrac" in shown


def _counted(points: list[tuple[str, float | None, Modifier, str | None]]) -> Counted:
    """Figures of one outlet each, by day of publication."""
    text = "Nine were hurt."
    readings = tuple(
        Reading(Document(f"d{number}", text, "en", (), outlet=outlet, published=day))
        for number, (outlet, _, _, day) in enumerate(points)
    )
    made = tuple(
        FigurePoint(f"d{number}", "f1", 0, 4, value, None, None, modifier)
        for number, (_, value, modifier, _) in enumerate(points)
    )
    return Counted("hurt", (FigureSeries("q1", "hurt", made),), (), readings)


def _plot(points: list[tuple[str, float | None, Modifier, str | None]], width: int = 60) -> str | None:
    given = _counted(points)
    series = series_of(Shelf(trace_of_figures(given), EN), "q", given.series[0])
    plot = plot_of(series, EN, width)
    return "\n".join(plot.lines) if plot else None


def test_two_at_one_place_stand_beside_each_other_and_more_are_a_star() -> None:
    outlets = ["Ode", "Isle", "Erin", "Ula", "Yon", "Ark"]
    drawn = _plot([(outlet, 10.0, Modifier.EXACT, "2021-03-02") for outlet in outlets] + [
        ("Ode", 5.0, Modifier.EXACT, "2021-03-04")])  # fmt: skip
    assert drawn is not None
    assert "*BCD" in drawn


def test_numbers_far_from_nought_do_not_begin_there() -> None:
    drawn = _plot([("Ode", 30000.0, Modifier.EXACT, "2021-03-02"), ("Ode", 31500.0, Modifier.EXACT, "2021-03-04")])
    assert drawn is not None
    assert "30,000 +" in drawn
    assert "   0 +" not in drawn


def test_bounds_have_signs() -> None:
    drawn = _plot([("Ode", 10.0, Modifier.AT_LEAST, "2021-03-02"), ("Isle", 40.0, Modifier.UP_TO, "2021-03-04")])
    assert drawn is not None
    assert drawn.count("^") == drawn.count("v") == 1


@pytest.mark.parametrize(
    "points",
    [
        [],
        [("Ode", 10.0, Modifier.EXACT, "2021-03-02")],
        [("Ode", 10.0, Modifier.EXACT, None), ("Isle", 12.0, Modifier.EXACT, None)],
        [("Ode", None, Modifier.EXACT, "2021-03-02"), ("Isle", 12.0, Modifier.EXACT, "2021-03-02")],
        [("Ode", 10.0, Modifier.EXACT, "2021-03-02"), ("Isle", 10.0, Modifier.EXACT, "2021-03-02")],
    ],
)
def test_what_shows_nothing_is_not_drawn(points: list[tuple[str, float | None, Modifier, str | None]]) -> None:
    assert _plot(points) is None


def test_undated_figures_are_told_of() -> None:
    given = _counted([("Ode", 1.0, Modifier.EXACT, "2021-03-02"), ("Isle", 2.0, Modifier.EXACT, "2021-03-03"),
                      ("Ark", 3.0, Modifier.EXACT, None)])  # fmt: skip
    assert "1 figure has no date and is not drawn" in render_figures(given, EN, PLAIN)


_DAYS = st.sampled_from(["2021-03-02", "2021-03-05", "1999", "2021-03", None, "odd"])
_VALUES = st.one_of(st.none(), st.floats(), st.integers(-5, 10**9).map(float))
_POINTS = st.lists(
    st.tuples(st.sampled_from(["Ode", "Isle", "Ark"]), _VALUES, st.sampled_from(Modifier), _DAYS), max_size=8
)


@given(_POINTS, st.integers(10, 120))
def test_a_drawing_keeps_its_size(points: list[tuple[str, float | None, Modifier, str | None]], width: int) -> None:
    drawn = _plot(points, width)
    if drawn is not None:
        lines = drawn.split("\n")
        assert len(lines) == ROWS + 2
        assert max(map(cell_len, lines)) <= width


@settings(max_examples=40, deadline=None)
@given(traces())
def test_any_figures_can_be_shown_and_drawn(trace: Trace) -> None:
    for story in trace.stories:
        given_ = Counted("x", story.figures, story.entities, trace.readings)
        for width in (40, None):
            shown = render_figures(given_, FR, Layout(width=width, full=width is None))
            assert not CONTROLS.search(shown)
        ET.fromstring(figures_svg(given_, FR))  # noqa: S314 # our own


@settings(max_examples=40, deadline=None)
@given(traces())
def test_whatever_somebody_said_can_be_shown(trace: Trace) -> None:
    topics = tuple(Topic(MILL, story.claims) for story in trace.stories)
    claims = [claim for story in trace.stories for claim in story.claims]
    conflicts = tuple(conflict for claim in claims for conflict in claim.conflicts)
    changes = tuple(change for claim in claims for change in claim.changes)
    someone = Who(who().entity, topics, conflicts, changes, trace.readings)
    for width in (40, None):
        assert not CONTROLS.search(render_who(someone, FR, Layout(width=width, full=width is None)))


# ---------------------------------------------------------------- a file of its own


def test_the_drawing_stands_alone() -> None:
    written = figures_svg(counted(), FR)
    root = ET.fromstring(written)  # noqa: S314 # our own
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Chiffres pour «\u00a0blessés filature\u00a0»"
    assert "au moins 12 · 2 mars 2021 · Sorvane Info [1], la préfecture" in (
        root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    )
    assert "blessés" in texts
    assert any(text and "[7]\u00a0Mill\u00a0Watch,\u00a0date\u00a0inconnue" in text for text in texts)
    assert "href" not in written
    assert "var(" not in written
    assert "http" not in written.replace("http://www.w3.org/2000/svg", "")
    assert written == figures_svg(counted(), FR)


def test_the_drawing_escapes_what_articles_wrote() -> None:
    evil = replace(counted(), words=EVIL + "<script>", series=(replace(counted().series[0], about="</text>&" + EVIL),))
    written = figures_svg(evil, EN)
    assert not CONTROLS.search(written)
    assert "<script" not in written
    ET.fromstring(written)  # noqa: S314 # our own


def test_no_figures_make_a_drawing_that_says_so() -> None:
    written = figures_svg(replace(counted(), series=()), EN)
    assert "No figures to draw." in written
    assert ET.fromstring(written) is not None  # noqa: S314 # our own


def test_quantities_without_numbers_are_counted() -> None:
    given = _counted([("Ode", None, Modifier.EXACT, "2021-03-02")])
    assert "1 quantity without a number" in figures_svg(given, EN)


def test_the_picture_has_letters() -> None:
    pytest.importorskip("resvg_py")
    written = figures_svg(counted(), EN)
    picture = _picture(written)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture != _picture(re.sub(r"(<text[^>]*>)[^<]*", r"\1", written))
    width = int.from_bytes(picture[16:20], "big")
    assert width == 2 * int(re.search(r'width="(\d+)"', written)[1])  # type: ignore[index]


def _picture(svg: str) -> bytes:
    try:
        return figures_png(svg)
    except SelonError as error:
        if "no font" in str(error):
            pytest.skip("this machine has no font")
        raise


def test_without_a_font_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    resvg = pytest.importorskip("resvg_py")
    draw = resvg.svg_to_bytes
    monkeypatch.setattr(resvg, "svg_to_bytes", lambda **given: draw(**given, skip_system_fonts=True))
    with pytest.raises(SelonError, match="no font was found"):
        figures_png(figures_svg(counted(), EN))


def test_without_resvg_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(SelonError, match=r"selon\[picture\]"):
        figures_png(figures_svg(counted(), EN))


def test_too_large_a_drawing_is_refused() -> None:
    large = '<svg xmlns="http://www.w3.org/2000/svg" width="400000" height="400000"></svg>'
    with pytest.raises(SelonError, match="too large"):
        figures_png(large)


@pytest.mark.parametrize("svg", ["", "<svg", "<html></html>", '<svg width="0" height="0">'])
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(SelonError, match="no drawing of figures"):
        figures_png(svg)
