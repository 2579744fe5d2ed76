"""Figures across documents: their clauses, what they count, and what updates or excludes what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from retellings import profiles, read

import selon
from selon.lang import languages, load_lexicon
from selon.lang.quantities import QuantityExample
from selon.story.claims.propositions import propositions_of
from selon.story.entities import by_member, find_story_entities
from selon.story.figures.moments import moment_of
from selon.story.figures.quantities import Quantity, find_quantities
from selon.story.figures.series import Counting, find_series, range_of
from selon.types import (
    Block,
    BlockKind,
    Claim,
    Document,
    Factuality,
    Figure,
    FigureSeries,
    Kind,
    Layer,
    Modifier,
    Reading,
    Span,
    Standing,
)

EXAMPLES = [(code, one) for code in languages() for one in load_lexicon(code).quantities.examples]


def counting(*readings: Reading) -> Counting:
    held = profiles(*readings)
    propositions = [one for place, profile in enumerate(held) for one in propositions_of(profile, place)]
    quantities = find_quantities(propositions, len(held))
    return Counting(held, propositions, quantities, by_member(find_story_entities(held)))


def counted(*readings: Reading) -> list[list[float | None]]:
    """The values of each quantity."""
    found = counting(*readings)
    return [[point.figure.value for point in found.points(quantity)] for quantity in found.quantities]


def series(*readings: Reading) -> tuple[FigureSeries, ...]:
    return find_series(counting(*readings))


@pytest.mark.parametrize(("lang", "example"), EXAMPLES, ids=lambda value: getattr(value, "example", value))
def test_each_figure_has_its_clause(lang: str, example: QuantityExample) -> None:
    [profile] = profiles(read(example.example, lang=lang))
    found = [one for one in propositions_of(profile, 0) if one.figure]
    ends = [other.start for other in found[1:]] + [len(example.example)]
    clauses = [
        one.text if one.end <= end else one.text[: end - one.start] for one, end in zip(found, ends, strict=True)
    ]
    assert len(found) == len(example.clauses)
    for clause, expected in zip(clauses, example.clauses, strict=True):
        assert clause.startswith(expected)


def test_the_dead_and_the_injured_are_two_quantities() -> None:
    one = read("The landslide killed 12 people and injured 40, the prefecture said.", "a")
    other = read("Le glissement de terrain a tué 15 personnes et en a blessé 52, selon la préfecture.", "b", lang="fr")
    assert counted(one, other) == [[12, 15], [40, 52]]


def test_a_part_is_no_whole() -> None:
    one = read("La crue a blessé 60 personnes, dont 9 gravement, selon la mairie.", "a", lang="fr")
    other = read("The flood injured 60 people, 9 of them badly, the town hall said.", "b")
    assert counted(one, other) == [[60, 60], [9, 9]]


def test_a_count_at_one_place_is_no_total() -> None:
    one = read("Le séisme a fait 380 morts. On compte 131 morts à Vorenne, 112 à Tassigny.", "a", lang="fr")
    other = read("The quake killed 380 people. 131 died in Vorenne, 112 in Tassigny.", "b")
    assert counted(one, other) == [[380, 380], [131, 131], [112, 112]]


def test_generals_are_no_soldiers() -> None:
    one = read("Some 300 soldiers and 4 generals were killed, the ministry said.", "a")
    other = read("At least 350 soldiers were killed.", "b")
    assert counted(one, other) == [[300, 350], [4]]


def test_dozens_are_no_count() -> None:
    assert counted(read("Dozens were killed, the mayor said.", "a")) == []


@pytest.mark.parametrize(
    ("modifier", "expected"),
    [
        (Modifier.EXACT, (40.0, 40.0)),
        (Modifier.AT_LEAST, (40.0, float("inf"))),
        (Modifier.UP_TO, (0.0, 40.0)),
        (Modifier.ABOUT, (36.0, 44.0)),
    ],
)
def test_what_a_modifier_leaves_possible(modifier: Modifier, expected: tuple[float, float]) -> None:
    assert range_of(Figure("f1", 0, 1, 40.0, modifier=modifier)) == pytest.approx(expected)


def test_a_later_larger_toll_is_an_update() -> None:
    found = series(
        read("The collapse killed 12 people, the prefecture said.", "a", day="2024-03-01"),
        read("The collapse killed 19 people, the prefecture said.", "b", day="2024-03-02"),
    )
    [toll] = found
    assert [(update.source, update.target) for update in toll.updates] == [("a", "b")]
    assert toll.conflicts == ()
    assert toll.disagreements == ()


def test_at_least_excludes_nothing_above_it() -> None:
    found = series(
        read("At least 12 people were killed, the prefecture said.", "a", day="2024-03-01"),
        read("The collapse killed 19 people, the prefecture said.", "b", day="2024-03-01"),
    )
    assert [(one.updates, one.conflicts) for one in found] == [((), ())]


def test_two_counts_of_one_hour_conflict() -> None:
    found = series(
        read("The collapse had killed 12 people at 8 a.m. on Friday.", "a", day="2024-03-02"),
        read("The collapse had killed 19 people at 8 a.m. on Friday.", "b", day="2024-03-02"),
    )
    assert [conflict.between for one in found for conflict in one.conflicts] == [("a", "b")]


def test_a_stale_part_beside_the_same_totals_conflicts() -> None:
    found = series(
        read("The quake killed 1,212 people and injured 2,059. 693 died in Vorenne.", "a", day="2024-03-02"),
        read("The quake killed 1,212 people and injured 2,059. 294 died in Vorenne.", "b", day="2024-03-02"),
    )
    assert [conflict.reasons[0].values[0][1] for one in found for conflict in one.conflicts] == ["693"]


def test_holders_who_count_apart_side_by_side_disagree() -> None:
    text = "The police counted 500 protesters in Vorenne. The union counted 2,000 protesters in Vorenne."
    found = series(read(text, "a", day="2024-03-02"), read(text, "b", day="2024-03-02"))
    assert [conflict for one in found for conflict in one.conflicts] == []
    assert [one for one in found if one.disagreements]


def test_an_earlier_count_that_is_recalled_is_no_conflict() -> None:
    found = series(
        read("The toll rose to 41 dead; the previous one was 29 dead. 90 were hurt.", "a", day="2024-03-02"),
        read("The quake killed 41 people and injured 90.", "b", day="2024-03-02"),
    )
    assert [conflict for one in found for conflict in one.conflicts] == []


def test_a_figure_holds_for_the_date_behind_it_or_before_its_comma() -> None:
    texts = {
        "On Friday, the toll stood at 12 dead.": "2024-03-01",
        "12 people were dead by Friday.": "2024-03-01",
        "Friday's fire killed 12 people.": None,
    }
    for text, expected in texts.items():
        [profile] = profiles(read(text, day="2024-03-02"))
        assert moment_of(profile, profile.reading.figures[0]) == expected, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Friday at 8 a.m., 31 people were dead.", "2024-03-01T08:00"),
        ("On Friday at 8.30 p.m., 31 people were dead.", "2024-03-01T20:30"),
        ("On Friday at 12 a.m., 31 people were dead.", "2024-03-01T00:00"),
        ("On Friday at 12:05 p.m., 31 people were dead.", "2024-03-01T12:05"),
        ("On Friday, 12 homes burned and 31 people were dead.", "2024-03-01"),
        ("On Friday, the fine was 10.50 marks and 31 people were dead.", "2024-03-01"),
        ("On Friday, they lost 3:72 and 31 people were dead.", "2024-03-01"),
    ],
)
def test_the_hour_is_a_time_of_day_and_no_other_number(text: str, expected: str) -> None:
    [profile] = profiles(read(text, day="2024-03-02"))
    toll = next(figure for figure in profile.reading.figures if figure.value == 31)
    assert moment_of(profile, toll) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vendredi à 8h30, on comptait 31 morts.", "2024-03-01T08:30"),
        ("Vendredi à 18 heures, on comptait 31 morts.", "2024-03-01T18:00"),
        ("Vendredi, 5 hommes manquaient et 31 étaient morts.", "2024-03-01"),
    ],
)
def test_the_hour_in_french(text: str, expected: str) -> None:
    [profile] = profiles(read(text, lang="fr", day="2024-03-02"))
    toll = next(figure for figure in profile.reading.figures if figure.value == 31)
    assert moment_of(profile, toll) == expected


def test_a_day_of_a_month_is_not_later_than_the_month() -> None:
    readings = [counted_on(name, value, day) for name, value, day in (("a", 40, "2024-03"), ("b", 70, "2024-03-05"))]
    assert [one.updates for one in series(*readings)] == [()]
    readings = [counted_on(name, value, day) for name, value, day in (("a", 40, "2024-02"), ("b", 70, "2024-03-05"))]
    assert [len(one.updates) for one in series(*readings)] == [1]


def counted_on(name: str, value: float, day: str) -> Reading:
    text = f"Some {value} marches were held in Vorenne."
    figure = Figure("f1", 5, 5 + len(str(value)), value, noun="marches", concept="march", as_of=day)
    return Reading(Document(name, text, "en", (Block(BlockKind.PARAGRAPH, 0, len(text)),)), figures=(figure,))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -5.0, 0.0])
def test_odd_values_break_nothing(value: float) -> None:
    readings = []
    for name in ("a", "b"):
        text = "In all 40 people were killed in Vorenne."
        figure = Figure("f1", 7, 9, value, noun="people", concept="person", event="killed")
        claim = Claim(
            "c1", Kind.AUTHOR, "author", (), (), (Span(0, len(text)),), Standing.STATED,
            (Layer("author", Factuality.CERTAIN),), figures=("f1",),
        )  # fmt: skip
        readings.append(Reading(Document(name, text, "en", ()), (claim,), figures=(figure,)))
    assert len(series(*readings)) == (1 if value in (-5.0, 0.0) else 0)
    [story] = selon.trace(readings, meaning=False).stories
    assert [point.value for one in story.figures for point in one.points] == [value, value][: 2 * len(story.figures)]


def test_figures_out_of_order_have_the_same_clauses() -> None:
    [profile] = profiles(read("The quake killed 12 people, injured 40 and left 300 homeless.", "a"))
    turned = replace(profile, reading=replace(profile.reading, figures=profile.reading.figures[::-1]))
    assert propositions_of(turned, 0) == propositions_of(profile, 0)


def test_quantities_know_whether_they_grow() -> None:
    assert Quantity("killed", "", "", part=False).grows
    assert not Quantity(None, "magnitude", "", part=False).grows
