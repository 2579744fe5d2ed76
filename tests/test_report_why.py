"""`selon why`: everything that one claim rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_readings import mine

from selon.report.interface import load_interface
from selon.report.sheet import Layout
from selon.report.why import render_why

EN, FR = load_interface("en"), load_interface("fr")
RULES = {"according-phrase": "A phrase such as selon and who it names."}

WHY_C6 = """\
c6  ~ hedged  le syndicat
in Des mineurs auraient cessé le travail à Valbrune

  Le porte-parole a indiqué que, <selon> [le syndicat], la galerie pourrait fermer.

Found by the rule according-phrase
  A phrase such as selon and who it names.
  kind: according to

Its words
  source: le syndicat [309, 320)
  cue: selon [303, 308)
  content: la galerie pourrait fermer [322, 348)

Who says so
  le syndicat (body, named once)
  as passed on by Le porte-parole
  within the claim c5 of Le porte-parole

How firmly
  Uu   the author neither confirms nor denies it
  Uu   Le porte-parole: not said whether it is so
  PS+  le syndicat: possible
  hedged by: pourrait [333, 341), modal verb: leaves it possible that it is not so

Why it stands as hedged
  It is put forward as less than certain: may, seems, probably, if.
  - the author neither confirms nor denies it
  - the words that lay it to the source: selon
  - the words that hedge it: pourrait
"""


def test_a_claim_is_explained() -> None:
    assert render_why(mine(), "c6", RULES, EN, Layout()) == WHY_C6


def test_it_is_explained_in_french() -> None:
    shown = render_why(mine(), "c1", RULES, FR, Layout())
    assert "l’auteur ne confirme ni ne dément" in shown
    assert "Cette version n’explique pas cette règle." in shown
    assert "aucune source n’est nommée" in shown
    assert "- ‘auraient cessé’ is a conditional of hearsay" in shown


def test_figures_and_dates_are_told() -> None:
    shown = render_why(mine(), "c3", RULES, EN, Layout())
    assert "What it mentions\n  at least 1,200 mineurs\n  3 mai 2021 = 3 May 2021\n" in shown


def test_it_keeps_the_width() -> None:
    assert max(map(len, render_why(mine(), "c6", RULES, EN, Layout(width=40)).splitlines())) <= 40


def test_an_unknown_claim_is_an_error() -> None:
    with pytest.raises(LookupError):
        render_why(mine(), "c9", RULES, EN, Layout())


def test_parents_in_a_circle_end() -> None:
    reading = mine()
    circle = tuple(replace(claim, parent={"c5": "c6", "c6": "c5"}.get(claim.id)) for claim in reading.claims)
    shown = render_why(replace(reading, claims=circle), "c6", RULES, EN, Layout())
    assert shown.count("within the claim") == 1
