"""The terminal view: plain for pipes, coloured and signed for people, narrow where it must be."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from report_readings import HEADLINE, failed, mine, readings, standing_in_turn
from rich.cells import cell_len

from selon.report.interface import load_interface
from selon.report.sheet import Layout
from selon.report.terminal import STYLES, render_key, render_reading
from selon.report.words import SIGNS
from selon.types import Standing

EN, FR = load_interface("en"), load_interface("fr")
PLAIN, COLOUR = Layout(), Layout(colour=True, width=80)
ESCAPES = re.compile("\x1b\\[[0-9;]*m")

BEGINNING = """\
Des mineurs auraient cessé le travail à Valbrune
La Gazette de Valbrune · 4 May 2021 · French
id valbrune-1
6 claims, 5 sources  » attributed 2  ~ hedged 2  ? alleged 1  ✗ denied 1

? alleged  the author, naming nobody  (headline)  c1
    Des mineurs auraient cessé le travail à Valbrune
    - the author neither confirms nor denies it
    - hedged by: auraient (French conditional of hearsay)

» attributed  Lise Cormeau  c2
    « Nous ne descendrons plus », <a déclaré> [Lise Cormeau, déléguée du syndicat], « tant que la direction se tait »
    - Lise Cormeau: certain; the author neither confirms nor denies it

» attributed  la préfecture  c3
    <Selon> [la préfecture], au moins 1 200 mineurs étaient présents le 3 mai 2021
    - la préfecture: certain; the author neither confirms nor denies it
    - figures: at least 1,200 mineurs
    - dates: 3 mai 2021 = 3 May 2021
"""

ENDING = """\
  ~ nuancée  le syndicat via Le porte-parole  c6
      <selon> [le syndicat], la galerie pourrait fermer
      - le syndicat\u00a0: possible\u202f; Le porte-parole\u00a0: sans se prononcer\u202f; \
l’auteur ne confirme ni ne dément
      - nuancée par\u00a0: pourrait (verbe modal)

! Le titre va plus loin que l’article
    titre\u00a0: ? alléguée Des mineurs auraient cessé le travail à Valbrune  c1
    article\u00a0: ~ nuancée <selon> [le syndicat], la galerie pourrait fermer  c6
    pourquoi\u00a0: The headline names no source.

Remarques
  - One sentence could not be parsed. [sentence-skipped] (de 10 à 20)
"""


def test_the_view_in_english() -> None:
    assert render_reading(mine(), EN, PLAIN).startswith(BEGINNING)


def test_the_view_in_french() -> None:
    assert render_reading(mine(), FR, PLAIN).endswith(ENDING)


def test_a_pipe_gets_whole_lines_without_escapes_or_boxes() -> None:
    shown = render_reading(mine(), EN, PLAIN)
    assert "\x1b" not in shown
    assert not re.search("[\u2500-\u257f]", shown)
    assert "au moins 1 200 mineurs étaient présents le 3 mai 2021\n" in shown
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_colours_only_add_colours() -> None:
    coloured = render_reading(mine(), EN, replace(COLOUR, width=400))
    assert "\x1b[35m" in coloured
    lines = ESCAPES.sub("", coloured).splitlines()[1:]
    assert lines == render_reading(mine(), EN, PLAIN).splitlines()


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("colour", [False, True])
def test_the_width_is_kept(width: int, colour: bool) -> None:  # noqa: FBT001
    shown = ESCAPES.sub("", render_reading(mine(), EN, Layout(colour, width)))
    assert max(map(cell_len, shown.splitlines())) <= width
    assert re.sub(r"\s+", "", HEADLINE) in re.sub(r"\s+", "", shown)


def test_a_line_is_not_broken_inside_quotation_marks_spaces() -> None:
    reading = standing_in_turn(Standing.STATED, "mot " * 9 + "«\u00a0mot\u00a0» suite")
    for width in range(20, 60):
        lines = render_reading(reading, EN, Layout(width=width)).splitlines()
        assert not [line for line in lines if line.rstrip().endswith("«")]


@pytest.mark.parametrize("standing", Standing)
def test_each_standing_has_its_sign_and_its_word(standing: Standing) -> None:
    shown = render_reading(standing_in_turn(standing), EN, PLAIN)
    assert f"\n{SIGNS[standing]} {standing.value}  the author  c1\n" in shown
    assert set(STYLES) == set(Standing)


def test_long_quotations_lose_their_middle_unless_asked_for_whole() -> None:
    reading = standing_in_turn(Standing.STATED, "début " + "mot " * 200 + "fin.")
    short, whole = (render_reading(reading, EN, Layout(full=full)) for full in (False, True))
    assert re.search(r"^    début mot .* mot \[…\] mot .* fin\.$", short, re.MULTILINE)
    assert len(short) < 600
    assert "mot " * 200 in whole
    assert "[…]" not in whole.split("\n\n", 1)[1]


def test_an_articles_escape_codes_do_not_reach_the_terminal() -> None:
    reading = standing_in_turn(Standing.STATED, "un\x1b]0;titre\x07\x9b31m pont\r\nferme \x00")
    shown = render_reading(reading, EN, PLAIN)
    assert "un␛]0;titre␇\ufffd31m pont ferme ␀" in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)


def test_what_is_unknown_is_said_to_be() -> None:
    shown = render_reading(failed(), EN, PLAIN)
    assert shown.startswith("gone.html\nnot read\nid gone.html\n\nNotices\n")
    assert "there is no such file; check the path [source-failed]" in shown


def test_the_key_explains_the_marks() -> None:
    assert render_key(EN, PLAIN).startswith("In the passages: [source] <cue> content.")


@settings(max_examples=40)
@given(readings())
def test_any_reading_can_be_shown(reading: object) -> None:
    shown = render_reading(reading, FR, Layout(width=40))  # type: ignore[arg-type]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", shown)
    assert shown == render_reading(reading, FR, Layout(width=40))  # type: ignore[arg-type]
