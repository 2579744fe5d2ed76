"""The paragraph that says what was found: plain, with where each sentence is shown, and without a verdict."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from trace_readings import alone, told, traces

from selon.report.interface import load_interface
from selon.report.trace.shelf import Shelf
from selon.report.trace.summary import Finding, findings_of, summary_text, tally_of
from selon.report.trace.view import view_of
from selon.types import Reason, Story, Trace

EN, FR = load_interface("en"), load_interface("fr")


def said(trace: Trace) -> str:
    return summary_text(view_of(trace, EN).stories[0], EN)


def bare(**changes: object) -> Trace:
    """The first story with only its documents, and what is given."""
    trace = told()
    story = replace(Story("s1", trace.stories[0].documents), **changes)  # type: ignore[arg-type]
    return replace(trace, stories=(story,))


@pytest.mark.parametrize(
    "sentence",
    [
        "7 retellings (French, English, Spanish), dated 2–5 March 2021; ",
        "earliest collected: Sorvane Info [1], Le Courrier des Vals [2], earlier ones may exist.",
        "Links found between them: copy 1, translation 2, rewrite 1, cites 1; ",
        "; not found to have taken from another: Sorvane Info [1], Radio Lune [6].",
        "2 claims told more than once: 1 rests on one origin; for 1 the number of origins is undetermined; ",
        "1 claim hardened on the way: ‘des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature’ from ",
        "from The Valley Post [3] (attributed) to Northern Wire [4] (stated).",
        "Accounts exclude each other in 2 points: Sorvane Info [1] and Radio Lune [6], about whether it is so: ",
        "Sorvane Info [1] and Mill Watch [7], about a figure: ‘au moins 12 blessés’.",
        "The headline goes further than the article in The Valley Post [3].",
        "Undetermined: which took from which, of Le Courrier des Vals [2] – El Faro [5]; the date of Mill Watch [7]; ",
        "; the claims of El Faro [5], which were not read.",
    ],
)
def test_it_says(sentence: str) -> None:
    assert sentence in said(told())


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (["2021-03-02T10:00:00Z", "2021-03-05T08:00+01:00"], "dated 2–5 March 2021"),
        (["2021-03-05~"], "dated about 5 March 2021"),
        (["2021-03/2021-05", "2021-06-01"], "dated March 2021 to May 2021 – 1 June 2021"),
        (["2021-03-05", "2021-04-02?"], "dated 5 March 2021 – perhaps 2 April 2021"),
    ],
)
def test_days_are_told_as_far_as_they_are_known(published: list[str], words: str) -> None:
    trace = told()
    dates = [*published, *published[-1:] * len(trace.readings)]
    readings = [
        replace(one, document=replace(one.document, published=date))
        for one, date in zip(trace.readings, dates, strict=False)
    ]
    assert f"{words}; earliest" in said(replace(trace, readings=tuple(readings)))


@given(traces())
@settings(max_examples=40)
def test_lists_count_what_the_paragraph_tells(trace: Trace) -> None:
    for story in view_of(trace, EN).told:
        tally, words = tally_of(story), summary_text(story, EN)
        hardened = re.search(r"(\d+) claims? hardened", words)
        assert tally.hardened == (int(hardened[1]) if hardened else 0)
        assert tally.overclaims == len(story.overclaims)
        points = re.search(r"Accounts exclude each other in (\d+) points?", words)
        assert tally.conflicts == (int(points[1]) if points else 0)


def test_who_may_have_taken_from_another_is_not_called_first() -> None:
    story = view_of(told(), EN).stories[0]
    open_ones = tuple(replace(edge, directed=False) for edge in story.lineage)
    assert "not found to have taken" in summary_text(story, EN)
    sides = {side.number for edge in open_ones for side in (edge.source, edge.target)}
    roots = tuple(root for root in story.roots if root.number in sides)
    assert roots
    assert "not found to have taken" not in summary_text(replace(story, lineage=open_ones, roots=roots), EN)


def test_it_is_short_however_much_was_found() -> None:
    story = view_of(told(), EN).stories[0]
    much = replace(story, changes=story.changes * 20, conflicts=story.conflicts * 20, overclaims=story.overclaims * 9)
    assert len(findings_of(much, EN)) <= 7
    assert len(summary_text(much, EN)) < len(summary_text(story, EN)) + 60


def test_of_one_day_the_earliest_is_told_by_the_hour_where_hours_are_known() -> None:
    def earliest(**hours: str) -> str:
        trace = told()
        readings = tuple(
            replace(one, document=replace(one.document, published_at=hours.get(one.document.id)))
            for one in trace.readings
        )
        return said(replace(trace, readings=readings)).split("earliest collected: ")[1].split(", earlier")[0]

    assert earliest(sorvane="2021-03-02T09:00Z", courrier="2021-03-02T08:00Z") == "Le Courrier des Vals [2]"
    assert earliest(sorvane="2021-03-02T09:00Z") == "Sorvane Info [1], Le Courrier des Vals [2]"
    both = earliest(sorvane="2021-03-02T09:00Z", courrier="2021-03-02T08:00")
    assert both == "Sorvane Info [1], Le Courrier des Vals [2]"


def test_it_says_what_was_not_found() -> None:
    summary = said(bare())
    assert "None was found to have taken from another." in summary
    assert "No claim was found in more than one of them." in summary
    assert "exclude" not in summary


def test_no_conflict_and_no_hardening_are_said_where_claims_could_be_compared() -> None:
    claims = tuple(replace(claim, changes=(), conflicts=()) for claim in told().stories[0].claims)
    summary = said(bare(claims=claims))
    assert "No claim was found to have hardened on the way." in summary
    assert "No accounts were found that exclude each other." in summary


def test_one_document_stands_alone() -> None:
    assert said(alone()) == "It stands alone: no other document tells of it."


def test_the_earliest_is_not_called_the_origin_and_nothing_is_called_true() -> None:
    english, french = (summary_text(view_of(told(), ui).stories[0], ui) for ui in (EN, FR))
    assert not re.search(r"the origin\b|\btrue\b|\bfalse\b|\blie|reliable", english)
    assert not re.search(r"l’origine\b|\bvrai|\bfau(x|sse)|menson|fiable", french)


def test_a_conflict_found_with_the_claim_and_with_the_figure_is_told_once() -> None:
    assert len(view_of(told(), EN).stories[0].conflicts) == 2


@settings(max_examples=40, deadline=None)
@given(traces())
def test_any_story_can_be_summed_up(trace: Trace) -> None:
    for story in view_of(trace, FR).stories:
        findings = findings_of(story, FR)
        assert findings
        assert all(isinstance(finding, Finding) and "\n" not in finding.text for finding in findings)


@pytest.mark.parametrize(
    ("reason", "english", "french"),
    [
        (Reason("standing", "{before} before, {after} here", (("before", "alleged"), ("after", "stated"))),
         "alleged before, stated here", "alléguée avant, affirmée ici"),
        (Reason("credit", "{before} before, {after} here", (("before", "alleged"), ("after", "stated"))),
         "alleged before, stated here", "alleged avant, stated ici"),
        (Reason("unnamed", "{documents}", (("documents", "sorvane, faro"),)),
         "Sorvane Info [1], El Faro [5]", "Sorvane Info [1], El Faro [5]"),
        (Reason("unnamed", "{documents}", (("documents", "sorvane, gone"),)), "sorvane, gone", "sorvane, gone"),
        (Reason("later", "{when}", (("when", "2021-03-02T10:30:00Z"),)), "2 March 2021 10:30", "2 mars 2021 10:30"),
        (Reason("headline", "{reason}", (("reason", "it is a question"),)), "it is a question", "c’est une question"),
    ],
)  # fmt: skip
def test_a_reason_is_said_in_the_readers_language_with_the_documents_words_as_they_are(
    reason: Reason, english: str, french: str
) -> None:
    assert (Shelf(told(), EN).why(reason), Shelf(told(), FR).why(reason)) == (english, french)
