"""What a ledger answers in the terminal: whole in a pipe, narrow where it must be, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_answers import (
    ADDED,
    BRIDGE,
    EVIL,
    FAULTS,
    FOUND,
    GARDEN,
    HEADS,
    HITS,
    JUDGED,
    MILL,
    NOTHING,
    STATS,
    counted,
    nobody,
    revision,
    traced,
    traced_alone,
    who,
)
from report_readings import odd_text
from rich.cells import cell_len

from selon.report.interface import Interface, load_interface
from selon.report.ledger.adding import AddTally, render_added, summary_of
from selon.report.ledger.excerpt import excerpt
from selon.report.ledger.figures import render_figures
from selon.report.ledger.health import render_faults, render_stats
from selon.report.ledger.judgements import render_judgements
from selon.report.ledger.search import render_found
from selon.report.ledger.stories import render_stories
from selon.report.ledger.story import render_story
from selon.report.ledger.who import render_who
from selon.report.measures import days_words, duration_words, moment_words, size_words
from selon.report.sheet import Layout
from selon.types import (
    Added,
    EntityHead,
    EntityKind,
    Fault,
    Notice,
    Outcome,
    Query,
    Reading,
    Span,
    StoryHead,
    Target,
)

EN, FR = load_interface("en"), load_interface("fr")
PLAIN = Layout()
ESCAPES = re.compile("\x1b\\[[0-9;]*m")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")

Render = Callable[[Interface, Layout], str]
ANSWERS: dict[str, Render] = {
    "stories": lambda ui, layout: render_stories(HEADS, ui, layout, total=143),
    "no stories": lambda ui, layout: render_stories((), ui, layout),
    "story": lambda ui, layout: render_story(traced(), ui, layout, (revision(),)),
    "story told once": lambda ui, layout: render_story(traced_alone(), ui, layout),
    "found": lambda ui, layout: render_found(FOUND, ui, layout),
    "found among the newest": lambda ui, layout: render_found(replace(FOUND, total=1000, more=True), ui, layout),
    "nothing": lambda ui, layout: render_found(NOTHING, ui, layout),
    "who": lambda ui, layout: render_who(who(), ui, layout),
    "nobody": lambda ui, layout: render_who(nobody(), ui, layout),
    "figures": lambda ui, layout: render_figures(counted(), ui, layout),
    "no figures": lambda ui, layout: render_figures(replace(counted(), series=()), ui, layout),
    "judgements": lambda ui, layout: render_judgements(JUDGED, ui, layout),
    "no judgements": lambda ui, layout: render_judgements((), ui, layout),
    "added": lambda ui, layout: render_added(summary_of(ADDED, 201.4), ui, layout),
    "none added": lambda ui, layout: render_added(summary_of((), 0.0), ui, layout),
    "stats": lambda ui, layout: render_stats(STATS, ui, layout),
    "faults": lambda ui, layout: render_faults(FAULTS, ui, layout),
    "no faults": lambda ui, layout: render_faults((), ui, layout),
}


# ---------------------------------------------------------------- of every answer


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("ui", [EN, FR], ids=["en", "fr"])
@pytest.mark.parametrize("layout", [PLAIN, Layout(full=True)], ids=["short", "full"])
def test_a_pipe_gets_whole_plain_lines(answer: str, ui: Interface, layout: Layout) -> None:
    shown = ANSWERS[answer](ui, layout)
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")
    assert not shown.startswith("\n")
    assert "\n\n\n" not in shown
    assert not CONTROLS.search(shown)
    assert not re.search("[\u2500-\u257f]", shown)
    assert all(line == line.rstrip() for line in shown.splitlines())


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("ui", [EN, FR], ids=["en", "fr"])
@pytest.mark.parametrize("width", [24, 40, 80])
def test_the_width_is_kept(answer: str, ui: Interface, width: int) -> None:
    shown = ANSWERS[answer](ui, Layout(width=width))
    assert max(map(cell_len, shown.splitlines())) <= width


@pytest.mark.parametrize("answer", ANSWERS)
def test_colours_only_add_colours(answer: str) -> None:
    coloured = ESCAPES.sub("", ANSWERS[answer](EN, Layout(colour=True, width=90)))
    lines = [line.rstrip() for line in coloured.splitlines() if not line.startswith("─")]
    assert lines == ANSWERS[answer](EN, Layout(width=90)).splitlines()


@pytest.mark.parametrize("answer", ANSWERS)
def test_french_is_another_text(answer: str) -> None:
    assert ANSWERS[answer](FR, PLAIN) != ANSWERS[answer](EN, PLAIN)


def _evil_answers() -> dict[str, Render]:
    head = replace(MILL, id=EVIL, title=EVIL, outlets=(EVIL,), langs=(EVIL,), first=EVIL, last=EVIL)
    bad = EntityHead(EVIL, EVIL, EntityKind.BODY, (EVIL, "x"), 1, 1)
    document = replace(HITS[0].document, id=EVIL, outlet=EVIL, title=EVIL, published=EVIL, story=EVIL)
    hit = replace(HITS[0], document=document, text=EVIL, marks=(Span(0, 99),), claim=EVIL, holder=bad)
    query = Query(EVIL, (EVIL,), (EVIL,), (EVIL,), (EVIL,), EVIL, EVIL, EVIL, EVIL, EVIL)
    judged = replace(JUDGED[1], targets=(Target(EVIL, 0, 1, EVIL, EVIL),), by=EVIL, why=EVIL, at=EVIL, undone=EVIL,
                     undone_by=EVIL)  # fmt: skip
    kept = revision()
    failed = Added(EVIL, Outcome.FAILED, notice=Notice(EVIL, EVIL))

    def rename(reading: Reading) -> Reading:
        return replace(reading, document=replace(reading.document, outlet=EVIL, title=EVIL, published=EVIL))

    someone = replace(who(), entity=bad, others=(bad,), readings=tuple(map(rename, who().readings)))
    someone = replace(someone, topics=tuple(replace(topic, story=head) for topic in someone.topics))
    numbers = replace(counted(), words=EVIL, readings=tuple(map(rename, counted().readings)))
    numbers = replace(numbers, series=(replace(numbers.series[0], about=EVIL),))
    story = replace(traced(), story=replace(traced().story, id=EVIL), judged=(judged,))
    return {
        "stories": lambda ui, layout: render_stories((head,), ui, layout),
        "found": lambda ui, layout: render_found(replace(FOUND, hits=(hit,), query=query), ui, layout),
        "nothing": lambda ui, layout: render_found(replace(NOTHING, query=query), ui, layout),
        "judgements": lambda ui, layout: render_judgements((judged,), ui, layout),
        "story": lambda ui, layout: render_story(story, ui, layout, (replace(kept, document=EVIL),)),
        "who": lambda ui, layout: render_who(someone, ui, layout),
        "figures": lambda ui, layout: render_figures(numbers, ui, layout),
        "no figures": lambda ui, layout: render_figures(replace(numbers, series=()), ui, layout),
        "added": lambda ui, layout: render_added(summary_of((failed,), 1.0), ui, layout),
        "faults": lambda ui, layout: render_faults((Fault(EVIL, EVIL, EVIL),), ui, layout),
        "stats": lambda ui, layout: render_stats(replace(STATS, langs=((EVIL, 1),), read_by=((EVIL, 1),)), ui, layout),
    }


@pytest.mark.parametrize("answer", _evil_answers())
@pytest.mark.parametrize("width", [40, None])
def test_what_cannot_be_shown_is_made_visible(answer: str, width: int | None) -> None:
    shown = _evil_answers()[answer](FR, Layout(width=width))
    assert not CONTROLS.search(shown)
    if width is None:
        assert "␛]0;titre␇ \ufffdà l'envers" in shown


# ---------------------------------------------------------------- stories

STORIES = """\
Stories: 1–3 of 143, newest first

s12   Filature de Sorvane : la nuit de la colère ?
          7 documents  2–5 March 2021  fr en es  El Faro, Le Courrier des Vals, Mill Watch, Northern Wire and 2 more
      1 to 2 origins · ▲ hardened: 3 · ≠ conflicts: 2 · ! headlines that go further: 1
s9    Le jardin botanique rouvre
           1 document  4 March 2021    fr        La Feuille
      not traced yet
s101  The Orlane bridge will stay shut until the autumn, and nobody in the valley has been told why
      1,204 documents  date unknown    en        outlet unknown
      1 origin

selon story s12 shows one whole.
--page 2 shows the next.
What hardened in a story is found when it is looked at.
"""


def test_stories_stand_in_columns() -> None:
    assert ANSWERS["stories"](EN, PLAIN) == STORIES


def test_all_stories_on_one_page_need_no_page_hint() -> None:
    shown = render_stories((BRIDGE,), EN, PLAIN)
    assert shown.startswith("Stories: 1, newest first\n")
    assert "--page" not in shown
    assert "looked at" not in shown


def test_a_page_past_the_end_says_how_many_there_are() -> None:
    assert render_stories((), EN, PLAIN, total=143, page=99) == "No stories on this page: there are 143.\n"


def test_the_last_page() -> None:
    shown = render_stories((GARDEN,), FR, PLAIN, total=41, page=3, size=20)
    assert shown.startswith("Histoires\u00a0: 41 sur 41, les plus récentes d’abord\n")
    assert "--page" not in shown


def test_a_story_without_title_says_so() -> None:
    assert "s1  without a title\n" in render_stories((StoryHead("s1", "", 1, (), ()),), EN, PLAIN)


# ---------------------------------------------------------------- one story

REVISION = """\
  The Valley Post [3]: version 1 (3 March 2021, 08:00 UTC), then version 2 (4 March 2021, 08:00 UTC)
    ▲ hardened: how firmly it is said
      [v1] Workers *may have* blocked the gate
      [v2] Workers blocked the gate
      why: ‘Workers may have blocked the gate’ leaves it open; ‘Workers blocked the gate’ does not
    no longer in it:
      [v1] ● stated  The mayor was not there
    new in it:
      [v2] ● stated  Nine of them were heard
"""

APPLIED = """\
What people judged, applied here
  #3 reject: accounts that exclude each other  in force
      d1  about a figure  au moins 12 blessés
      d7  about a figure  30 people were injured
      Ana Lorme, 7 March 2021, 10:15 UTC: the thirty are from another day
"""


@pytest.mark.parametrize(
    "part",
    ["Story s12\n", "What changed on the way\n", REVISION, APPLIED, "  [3] valley  The Valley Post · 3 March 2021"],
)
def test_a_story_is_its_trace_and_what_came_after(part: str) -> None:
    assert part in ANSWERS["story"](EN, PLAIN)


def test_a_revision_that_changed_no_claim_says_so() -> None:
    same = replace(revision(), changes=(), gone=(), new=())
    assert "    No claim changed.\n" in render_story(traced(), EN, PLAIN, (same,))


def test_a_revision_may_name_claims_that_are_not_there() -> None:
    odd = replace(revision(), gone=("c77",), new=())
    assert "no longer in it" not in render_story(traced(), EN, PLAIN, (odd,))


def test_of_a_story_told_once_its_document_is_shown() -> None:
    shown = ANSWERS["story told once"](EN, PLAIN)
    assert shown.startswith("Story s9\nNo other document of the ledger tells of it.\n\nLe jardin botanique rouvre\n")
    assert "» attributed  la mairie  c14\n" in shown


# ---------------------------------------------------------------- search

FOUND_TEXT = """\
Searched for: ‘filature bloqué’; language: French; since: 1 March 2021
Found: 1–4 of 143

? alleged  Sorvane Info, 2 March 2021  s12 sorvane#c1
    des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature
    Filature de Sorvane : la nuit de la colère ?

✗ denied  Jean Aubrac  Radio Lune, 5 March 2021  s12 lune#c9
    Personne n'a bloqué l'entrée de la filature
    Sorvane : la préfecture dément tout blocage

» attributed  The Valley Post, 3 March 2021  s12 valley#c5  (rejected by a person)
    Workers of the night shift blocked the entrance of the mill
    Workers block the Sorvane mill

¶ document  La Feuille, 4 March 2021  s12 garden
    Le jardin botanique rouvre

selon story s12 shows the story of the first whole.
--page 2 shows the next.
"""


def test_what_was_found() -> None:
    assert ANSWERS["found"](EN, PLAIN) == FOUND_TEXT


def test_marks_are_seen_in_colour_alone() -> None:
    assert "\x1b[1;4mfilature\x1b[0m" in ANSWERS["found"](EN, Layout(colour=True, width=90))


def test_the_best_among_the_newest() -> None:
    shown = ANSWERS["found among the newest"](EN, PLAIN)
    assert "Found: 1 to 4 of the best among the newest 1,000; there are more\n" in shown
    assert "Narrower words" in shown


def test_where_nothing_was_found_it_says_what_to_try() -> None:
    shown = ANSWERS["nothing"](FR, PLAIN)
    assert "- Tous les mots doivent s’y trouver\u00a0: essayez-en moins.\n" in shown
    assert "sans --no-variants" in shown
    assert "Essayez sans --outlet." in shown


def test_a_page_of_hits_past_the_end() -> None:
    past = replace(NOTHING, query=Query("mill", page=9), total=143)
    assert render_found(past, EN, PLAIN) == "Searched for: ‘mill’\nNothing on this page: there are 143.\n"


def test_a_long_passage_is_cut_around_what_was_looked_for() -> None:
    text = "alpha " * 200 + "needle" + " omega" * 200
    shown = excerpt(text, (Span(1200, 1206),), full=False)
    words = "".join(piece.text for piece in shown)
    assert [piece.text for piece in shown if piece.marked] == ["needle"]
    assert words.startswith("… alpha")
    assert words.endswith("omega …")
    assert len(words) < 300
    assert "".join(piece.text for piece in excerpt(text, (), full=True)) == text


@given(odd_text, st.lists(st.builds(Span, st.integers(-5, 900), st.integers(-5, 900)), max_size=5))
def test_any_passage_can_be_cut(text: str, marks: list[Span]) -> None:
    for full in (True, False):
        words = "".join(piece.text for piece in excerpt(text, marks, full=full))
        assert not CONTROLS.search(words)
        assert "\n" not in words


# ---------------------------------------------------------------- who

CONTRADICTION = """\
Where they contradict themselves

  ≠ Sorvane Info [1] (2 March 2021) and Mill Watch [5] (date unknown), about a figure
    [1] *au moins 12 blessés*
    [5] *30 people* were injured
"""

DIFFERING = """\
Where outlets report it differently

  ▲ hardened from Sorvane Info [1] (attributed) to The Valley Post [2] (attributed): how exact the figure is
    [1] *au moins 12 blessés*
    [2] *12 injured*
"""

TOPIC = """\
  s12  Filature de Sorvane : la nuit de la colère ?  2–5 March 2021
    2 March 2021 · Sorvane Info [1]
      » attributed, held as certain  au moins 12 blessés
          also in: The Valley Post [2] » attributed; Northern Wire [3] » attributed; Radio Lune [4] » attributed; \
Mill Watch [5] » attributed
"""


@pytest.mark.parametrize("part", [CONTRADICTION, DIFFERING, TOPIC, "\n… 5 older claims are left out\n"])
def test_who_said_what(part: str) -> None:
    assert part in ANSWERS["who"](EN, PLAIN)


def test_what_contradicts_itself_comes_first() -> None:
    shown = ANSWERS["who"](EN, PLAIN)
    order = [shown.index(part) for part in (CONTRADICTION, DIFFERING, TOPIC)]
    assert order == sorted(order)


def test_others_of_the_name_are_listed() -> None:
    shown = ANSWERS["who"](EN, PLAIN)
    assert "  la préfecture maritime (body)  n44\nselon who n44 asks for another.\n" in shown
    assert "also written: La préfecture; the prefecture\n" in shown


def test_full_shows_every_passage() -> None:
    shown = ANSWERS["who"](EN, Layout(full=True))
    assert "          3 March 2021 · The Valley Post [2] · » attributed, held as certain  12 injured\n" in shown
    assert "also in" not in shown


def test_a_change_of_a_claim_that_is_not_shown_is_still_told() -> None:
    shown = render_who(replace(who(), topics=()), EN, PLAIN)
    assert "▲ hardened from Sorvane Info" in shown
    assert "No claim is laid to this name." in shown


def test_nobody() -> None:
    assert "0 claims; named in 0 documents\n\nNo claim is laid to this name.\n" in ANSWERS["nobody"](EN, PLAIN)


# ---------------------------------------------------------------- judging, adding, health


def test_judgements() -> None:
    shown = ANSWERS["judgements"](EN, PLAIN)
    assert "#4 merge: persons and bodies  undone by Ana Lorme, 9 March 2021, 09:00 UTC\n    n4  Jean Aubrac\n" in shown
    assert shown.endswith("selon judge undo 3 takes one back.\n")
    assert "undo" not in render_judgements((JUDGED[1],), EN, PLAIN).splitlines()[-1]


ADDING = """\
1,516 pages in 3 min 21 s (7.5 a second)
  added: 1,180
  new version: 1
  unchanged: 20
  skipped: 312
    312 × this is an image, no page [not-html]
        for example crawl.warc.gz
  failed: 3
    2 × HTTP 404 [fetch-failed]
        for example https://lune.example/1
    1 × the file is empty [page-failed]
        leer.txt
"""


def test_what_became_of_the_pages() -> None:
    assert ANSWERS["added"](EN, PLAIN).replace("\u00a0", " ") == ADDING
    assert "1 × le fichier est vide [page-failed]" in ANSWERS["added"](FR, PLAIN)
    assert ANSWERS["none added"](EN, PLAIN) == "0 pages in 0\u00a0s\n  added: 0\n"


def test_reasons_that_all_differ_do_not_grow_without_end() -> None:
    tally = AddTally()
    for number in range(5000):
        tally.take(Added(f"p{number}", Outcome.FAILED, notice=Notice("fetch-failed", f"refused at {number}")))
    summary = tally.summary(1.0)
    assert len(summary.whys) == 500
    assert sum(why.count for why in summary.whys) == summary.pages == 5000
    shown = render_added(summary, EN, PLAIN)
    assert "… and 490 more; --format json shows all" in shown


def test_many_faults_of_a_kind_are_counted() -> None:
    shown = render_faults([Fault("lost", f"row {number}", "gone") for number in range(50)], EN, PLAIN)
    assert shown.startswith("50 faults\n\n! lost: 50\n  row 0: gone\n")
    assert "… and 30 more; --format json shows all" in shown


def test_stats_of_an_empty_ledger() -> None:
    empty = replace(STATS, documents=0, langs=(), read_by=(), first=None, last=None, size=812)
    shown = render_stats(empty, EN, PLAIN)
    assert re.search(r"^languages +none$", shown, re.MULTILINE)
    assert re.search(r"^published +date unknown$", shown, re.MULTILINE)
    assert re.search(r"^size +812 bytes$", shown, re.MULTILINE)


# ---------------------------------------------------------------- days, moments, sizes


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        ("2021-03-02", "2021-03-05", "2–5 March 2021", "2–5 mars 2021"),
        ("2021-03-01", "2021-03-05", "1–5 March 2021", "1er–5 mars 2021"),
        ("2021-02-28", "2021-03-01", "28 February – 1 March 2021", "28 février – 1er mars 2021"),
        ("2020-12-31", "2021-01-01", "31 December 2020 – 1 January 2021", "31 décembre 2020 – 1er janvier 2021"),
        ("2021-03", "2021-03-05", "March 2021 – 5 March 2021", "mars 2021 – 5 mars 2021"),
        ("2021-03-02", "2021-03-02", "2 March 2021", "2 mars 2021"),
        (None, "2021-03-02", "2 March 2021", "2 mars 2021"),
        (None, None, "date unknown", "date inconnue"),
    ],
)
def test_days(first: str | None, last: str | None, english: str, french: str) -> None:
    assert (days_words(EN, first, last), days_words(FR, first, last)) == (english, french)


@given(st.text(max_size=20), st.text(max_size=20))
def test_days_that_are_none_do_no_harm(first: str, last: str) -> None:
    assert not CONTROLS.search(days_words(FR, first, last) + moment_words(FR, first))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2021-03-07T10:15:30Z", "7 March 2021, 10:15 UTC"),
        ("2021-03-07T10:15:30.123+00:00", "7 March 2021, 10:15 UTC"),
        ("2021-03-07 10:15", "7 March 2021, 10:15"),
        ("2021-03-07", "7 March 2021"),
        ("then", "then"),
    ],
)
def test_moments(moment: str, said: str) -> None:
    assert moment_words(EN, moment) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.04, "0 s"),
        (0.44, "0.4 s"),
        (42, "42 s"),
        (59.7, "1 min"),
        (200, "3 min 20 s"),
        (3600, "1 h"),
        (7500, "2 h 5 min"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert duration_words(EN, seconds).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("size", "english", "french"),
    [
        (1, "1 byte", "1 octet"),
        (1234, "1.2 kB", "1,2 ko"),
        (812_345, "812 kB", "812 ko"),
        (999_999, "1 MB", "1 Mo"),
        (1_234_567_890, "1.2 GB", "1,2 Go"),
        (5 * 10**15, "5,000 TB", "5\u202f000 To"),
    ],
)
def test_sizes(size: int, english: str, french: str) -> None:
    assert (size_words(EN, size).replace("\u00a0", " "), size_words(FR, size).replace("\u00a0", " ")) == (
        english,
        french,
    )
