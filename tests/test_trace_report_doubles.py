"""What a reader would take for one is shown once: claims of the same passages, changes told again, names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from trace_readings import told

from selon.report.interface import load_interface
from selon.report.trace.claims import claim_words, without_repeats
from selon.report.trace.doubles import without_doubles
from selon.report.trace.view import view_of
from selon.types import Direction, StoryEntity, Trace

EN, FR = load_interface("en"), load_interface("fr")


def with_claims(trace: Trace, **changes: object) -> Trace:
    return replace(trace, stories=(replace(trace.stories[0], **changes), *trace.stories[1:]))  # type: ignore[arg-type]


def test_a_claim_of_the_passages_of_a_figure_is_no_second_row() -> None:
    claims = told().stories[0].claims
    figure = next(claim for claim in claims if any(one.figure for one in claim.instances))
    hardened = next(claim for claim in claims if claim.changes)
    plain = tuple(replace(one, figure=None) for one in figure.instances)
    double = replace(figure, id="k99", instances=plain, changes=hardened.changes, conflicts=(), near=())
    kept = without_doubles((*claims, double))
    assert [claim.id for claim in kept] == [claim.id for claim in claims]
    taken = {(one.kind, one.source, one.target) for one in hardened.changes}
    assert taken <= {
        (one.kind, one.source, one.target) for claim in kept if claim.id == figure.id for one in claim.changes
    }


def test_what_is_near_a_double_is_near_the_row_that_is_shown() -> None:
    claims = told().stories[0].claims
    figure = next(claim for claim in claims if any(one.figure for one in claim.instances))
    double = replace(figure, id="k99", instances=tuple(replace(one, figure=None) for one in figure.instances))
    other = next(claim for claim in claims if claim.id != figure.id)
    kept = without_doubles((replace(other, near=("k99",)), figure, double))
    assert next(claim.near for claim in kept) == (figure.id,)


def test_a_claim_with_a_passage_of_its_own_stays() -> None:
    claims = told().stories[0].claims
    assert without_doubles(claims) == claims


def test_the_same_change_of_the_same_passages_is_told_once() -> None:
    changes = view_of(told(), EN).stories[0].changes
    again = tuple(replace(change, key=f"{change.key}-again", claim="k99") for change in changes)
    assert without_repeats((*changes, *again)) == changes


def test_doubt_that_became_a_statement_comes_first() -> None:
    hardened = [one for one in view_of(told(), EN).stories[0].changes if one.direction is Direction.HARDENING]
    assert [one.weight for one in hardened] == sorted((one.weight for one in hardened), reverse=True)


def test_a_name_with_its_article_is_no_other_spelling() -> None:
    entities = told().stories[0].entities
    one: StoryEntity = replace(entities[0], name="coastguard", variants=("the coastguard", "Coastguard", "the guard"))
    found = view_of(with_claims(told(), entities=(one,)), EN).stories[0].entities
    assert [entity.variants for entity in found] == [("the guard",)]


@pytest.mark.parametrize(
    ("text", "words"), [("The door was open,", "The door was open"), ("Il dit :", "Il dit"), ("so", "so")]
)
def test_a_claim_does_not_end_in_the_comma_of_its_sentence(text: str, words: str) -> None:
    assert claim_words(text) == words


def test_an_outlet_that_is_cited_is_shown_in_its_sentence() -> None:
    story = view_of(told(), EN).stories[0]
    quotes = [citation.quote for citation in story.citations]
    assert quotes
    assert all(len(quote.words) > quote.end - quote.start for quote in quotes)
    assert all(any(segment.marked for segment in quote.segments) for quote in quotes)


def test_a_text_without_outlet_and_headline_goes_by_its_file() -> None:
    trace = told()
    bare = [
        replace(one, document=replace(one.document, outlet=None, title=None, source="/kept/a/notes/wire.txt"))
        for one in trace.readings
    ]
    names = {found.name for found in view_of(replace(trace, readings=tuple(bare)), FR).retellings}
    assert names == {"wire.txt"}
