"""The commands that ask a ledger: stories, story, search, who, figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.ledgers import DEFAULT, Answer, Printing, ask, interface_of, ledger_at, may_be_written, print_answer
from selon.cli.options import (
    Colour,
    ColourOption,
    FiguresFormat,
    FiguresFormatOption,
    Full,
    LedgerFormat,
    LedgerFormatOption,
    LedgerPath,
    NoVariants,
    OutputFile,
    PageNumber,
    PageSize,
    TraceFormat,
    TraceFormatOption,
    UiLang,
    Words,
    WordsOnly,
)
from selon.cli.output import Output, layout_of, open_output, quiet_ends

if TYPE_CHECKING:
    from selon.api.ledger import Ledger
    from selon.types import Revision, TracedStory

Several = Annotated[list[str] | None, typer.Option(help="May be given several times: any of them.")]


def stories_command(
    ledger: LedgerPath = DEFAULT,
    page: PageNumber = 1,
    size: PageSize = 20,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """What the ledger holds, story by story, the newest first.

    \b
    Examples:
      selon stories
      selon stories --page 2 --format json
    """
    from selon.report.ledger.records import stories_record
    from selon.report.ledger.stories import render_stories

    def question(kept: Ledger) -> Answer:
        heads, total = kept.stories(most=size, skip=(page - 1) * size), kept.count_stories()
        return Answer(
            lambda ui, layout: render_stories(heads, ui, layout, total=total, page=page, size=size),
            lambda: stories_record(heads, total=total, page=page, size=size),
        )

    ask(ledger, Printing(format, output, ui_lang, color), question)


def story_command(
    story: Annotated[str, typer.Argument(metavar="ID", help="A story's id, as selon stories shows it.")],
    ledger: LedgerPath = DEFAULT,
    format: TraceFormatOption = TraceFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    words_only: WordsOnly = False,
    full: Full = False,
    color: ColourOption = Colour.AUTO,
) -> None:
    """One story whole: who took what from whom, what hardened, what conflicts, what updates of its documents changed.

    \b
    Examples:
      selon story s12
      selon story s12 --format html --output story.html
    """
    with (
        quiet_ends(),
        open_output(output) as out,
        ledger_at(ledger, write=may_be_written(ledger), meaning=not words_only) as kept,
    ):
        traced = kept.story(story)
        revisions = tuple(one for name in traced.story.documents for one in kept.revisions(name))
        out.write(_written(traced, revisions, format, Printing(LedgerFormat.TEXT, output, ui_lang, color, full), out))


def _written(
    traced: TracedStory, revisions: tuple[Revision, ...], format: TraceFormat, printing: Printing, out: Output
) -> str:
    from selon.cli.tracing import written_trace
    from selon.report.ledger.records import story_record
    from selon.report.ledger.story import render_story
    from selon.report.ledger.subjects import trace_of_story
    from selon.report.records import to_json

    ui, layout = interface_of(printing.ui_lang), layout_of(out, printing.color, full=printing.full)
    if format is TraceFormat.JSON:
        return to_json(story_record(traced, revisions), indent=2) + "\n"
    if format is TraceFormat.TEXT:
        return render_story(traced, ui, layout, revisions)
    return written_trace(trace_of_story(traced), format, ui, layout)


def search_command(
    words: Words = None,
    ledger: LedgerPath = DEFAULT,
    documents: Annotated[bool, typer.Option("--documents", help="Look for documents, not for claims.")] = False,
    outlet: Several = None,
    lang: Several = None,
    standing: Several = None,
    kind: Several = None,
    holder: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so: a name or an id.")] = None,
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="Who the article mentions.")] = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="Within one story.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or before.")] = None,
    no_variants: NoVariants = False,
    page: PageNumber = 1,
    size: PageSize = 20,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    full: Full = False,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Claims, or documents, that hold all the words: accents, case and endings do not matter, nor how names are spelt.

    \b
    Examples:
      selon search barrage fissure
      selon search '"état d’urgence"' --lang fr --standing denied
      selon search losses --holder Lukashenko --since 2022-06-01
      selon search grain --documents --outlet "The Harbour Dispatch"
    """
    from selon.report.ledger.records import found_record
    from selon.report.ledger.search import render_found
    from selon.types import Kind, Query, Standing

    query = Query(
        words=" ".join(words or ()),
        outlet=tuple(outlet or ()),
        lang=tuple(lang or ()),
        standing=_known(standing, [one.value for one in Standing], "--standing"),
        kind=_known(kind, [one.value for one in Kind], "--kind"),
        holder=holder,
        entity=entity,
        story=story,
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        variants=not no_variants,
        page=page,
        size=size,
    )

    def question(kept: Ledger) -> Answer:
        found = kept.search(query, of_documents=documents)
        return Answer(lambda ui, layout: render_found(found, ui, layout), lambda: found_record(found))

    ask(ledger, Printing(format, output, ui_lang, color, full), question)


def _known(given: list[str] | None, values: list[str], hint: str) -> tuple[str, ...]:
    for one in given or ():
        if one not in values:
            raise typer.BadParameter(f"{one!r} is none of {', '.join(values)}", param_hint=hint)
    return tuple(given or ())


def _day(given: str | None, hint: str) -> str | None:
    if given is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", given):
        raise typer.BadParameter(f"{given!r} is no date; write it as 2022-07-10, 2022-07 or 2022", param_hint=hint)
    return given


def who_command(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A person or body in any spelling, or an id such as n12.")
    ],
    ledger: LedgerPath = DEFAULT,
    no_variants: NoVariants = False,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    full: Full = False,
    color: ColourOption = Colour.AUTO,
) -> None:
    """What a person or body is said to have said, over time, and where it contradicts itself.

    \b
    Examples:
      selon who Loukachenko
      selon who n12 --format json
    """
    from selon.report.ledger.records import who_record
    from selon.report.ledger.who import render_who

    def question(kept: Ledger) -> Answer:
        who = kept.who(name, variants=not no_variants)
        return Answer(lambda ui, layout: render_who(who, ui, layout), lambda: who_record(who))

    ask(ledger, Printing(format, output, ui_lang, color, full), question)


def figures_command(
    words: Words = None,
    ledger: LedgerPath = DEFAULT,
    format: FiguresFormatOption = FiguresFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    full: Full = False,
    color: ColourOption = Colour.AUTO,
) -> None:
    """A number through time, by source and outlet: its updates and conflicts, as a table, a plot, a picture.

    \b
    Examples:
      selon figures blessés
      selon figures injured quay --format svg --output injured.svg
    """
    from selon.report.ledger.drawing import figures_svg
    from selon.report.ledger.figures import render_figures
    from selon.report.ledger.picture import figures_png
    from selon.report.ledger.records import figures_record

    if not words:
        raise typer.BadParameter("say which number: selon figures killed", param_hint="WORDS")
    with quiet_ends(), open_output(output) as out, ledger_at(ledger, write=may_be_written(ledger)) as kept:
        counted = kept.figures(" ".join(words))
        ui = interface_of(ui_lang)
        if format is FiguresFormat.SVG:
            out.write(figures_svg(counted, ui))
        elif format is FiguresFormat.PNG:
            out.write_bytes(figures_png(figures_svg(counted, ui)))
        else:
            answer = Answer(lambda ui, layout: render_figures(counted, ui, layout), lambda: figures_record(counted))
            print_answer(answer, out, Printing(LedgerFormat(format.value), output, ui_lang, color, full))
