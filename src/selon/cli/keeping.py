"""The commands that fill a ledger, read it again, and carry it elsewhere: add, reread, import, export."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from selon.cli.ledgers import DEFAULT, Answer, Printing, cores, ended, ledger_at, print_answer
from selon.cli.options import (
    AllowPrivate,
    Colour,
    ColourOption,
    Lang,
    LedgerFormat,
    LedgerFormatOption,
    LedgerPath,
    OutputFile,
    Processes,
    Published,
    Quiet,
    Sources,
    UiLang,
    WordsOnly,
)
from selon.cli.output import open_output, quiet_ends
from selon.cli.progress import Progress

if TYPE_CHECKING:
    from selon.api.ledger import Ledger
    from selon.page import FetchSettings
    from selon.report.ledger.adding import AddSummary
    from selon.types import Added

DONE, SOME_FAILED = 0, 1
Follow = Annotated[
    bool, typer.Option(help="Trace the stories that changed, at the end; else when they are first looked at.")
]


class ExportFormat(StrEnum):
    """What `selon export` can write: the names of `report.exchange.FORMATS`, which a test holds it to."""

    JSONL = "jsonl"
    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    XLSX = "xlsx"
    PARQUET = "parquet"
    ANNOTATIONS = "annotations"
    FTM = "ftm"
    SCHEMA_ORG = "schema-org"
    BIBTEX = "bibtex"
    CSL = "csl"
    PROV = "prov"


def add_command(
    sources: Sources,
    ledger: LedgerPath = DEFAULT,
    processes: Processes = None,
    lang: Lang = None,
    published: Published = None,
    allow_private: AllowPrivate = False,
    words_only: WordsOnly = False,
    follow: Follow = True,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    ui_lang: UiLang = None,
    color: ColourOption = Colour.AUTO,
    quiet: Quiet = False,
) -> None:
    """Into the ledger: files, folders, globs, URLs, feeds, sitemaps, lists of URLs, JSON Lines, WARC, WACZ.

    What is there already is left as it is, so an interrupted run goes on where
    it stopped; another text at a known address is a new version. Stories are
    followed as documents arrive. One that cannot be read is named on standard
    error and the others are done; the exit status is then 1.

    \b
    Examples:
      selon add articles/
      selon add crawl.warc.gz --processes 4
      selon add https://news.example/feed.xml --ledger newsroom.db
    """
    import selon.run

    settings = _settings(allow_private=allow_private)
    with (
        quiet_ends(),
        open_output(None) as out,
        ledger_at(ledger, write=True, create=True, meaning=not words_only) as kept,
    ):
        with Progress(quiet=quiet, shown=True) as progress:
            progress.expect(sources)
            added = selon.run.add_sources(
                kept, sources, processes=processes or cores(), settings=settings, lang=lang, published=published
            )
            with closing(added):
                summary = _told(added, progress)
            if follow:
                _follow(kept, progress)
        print_answer(_summed(summary), out, Printing(format, None, ui_lang, color))
    raise typer.Exit(SOME_FAILED if _any_failed(summary) else DONE)


def _follow(kept: Ledger, progress: Progress) -> None:
    kept.follow(lambda done, many: progress.doing(f"following stories: {done} of {many}"))


def _settings(*, allow_private: bool) -> FetchSettings:
    from selon.page import FetchSettings

    return FetchSettings(allow_private=allow_private)


def _told(added: Iterable[Added], progress: Progress) -> AddSummary:
    """Say how it goes on, and name what failed; what became of all."""
    from selon.report.ledger.adding import AddTally
    from selon.report.passages import one_line
    from selon.types import Outcome

    tally, begun = AddTally(), time.monotonic()
    for one in added:
        tally.take(one)
        failed = one.outcome is Outcome.FAILED
        if failed and one.notice:
            progress.say(one_line(f"selon: {one.source}: {one.notice.message.removeprefix(f'{one.source}: ')}"))
        if one.outcome is not Outcome.SKIPPED:
            progress.advance(failed=failed)
    return tally.summary(time.monotonic() - begun)


def _summed(summary: AddSummary) -> Answer:
    from selon.report.ledger.adding import render_added
    from selon.report.ledger.records import added_record

    return Answer(lambda ui, layout: render_added(summary, ui, layout), lambda: added_record(summary))


def _any_failed(summary: AddSummary) -> bool:
    from selon.types import Outcome

    return bool(summary.outcomes.get(Outcome.FAILED))


def reread_command(
    ledger: LedgerPath = DEFAULT,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what this version read; else what another did.")
    ] = False,
    words_only: WordsOnly = False,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    ui_lang: UiLang = None,
    color: ColourOption = Colour.AUTO,
    quiet: Quiet = False,
) -> None:
    """Read kept pages again with the rules of this version, without fetching; judgements stay and are applied.

    \b
    Examples:
      selon reread
      selon reread --all --ledger newsroom.db
    """
    with quiet_ends(), open_output(None) as out, ledger_at(ledger, write=True, meaning=not words_only) as kept:
        with Progress(quiet=quiet, shown=True) as progress:
            summary = _told(kept.reread(everything=everything), progress)
            _follow(kept, progress)
        print_answer(_summed(summary), out, Printing(format, None, ui_lang, color))
    raise typer.Exit(SOME_FAILED if _any_failed(summary) else DONE)


def import_command(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="What selon export --format jsonl, or selon read, wrote; or - .")
    ],
    ledger: LedgerPath = DEFAULT,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    ui_lang: UiLang = None,
    color: ColourOption = Colour.AUTO,
    quiet: Quiet = False,
) -> None:
    """Take in what another ledger exported as JSON Lines: documents with their versions, stories and judgements.

    \b
    Examples:
      selon export --format jsonl --output all.jsonl
      selon import all.jsonl --ledger copy.db
    """
    with quiet_ends(), open_output(None) as out, ledger_at(ledger, write=True, create=True) as kept:
        with Progress(quiet=quiet, shown=True) as progress, _lines(source) as stream:
            summary = _told(_taken_in(kept, stream, source), progress)
            _follow(kept, progress)
        print_answer(_summed(summary), out, Printing(format, None, ui_lang, color))
    raise typer.Exit(SOME_FAILED if _any_failed(summary) else DONE)


@contextmanager
def _lines(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    if not Path(source).is_file():
        raise typer.BadParameter(f"{source}: no such file; check the path", param_hint="FILE")
    with Path(source).open("rb") as stream:
        yield stream


def _taken_in(kept: Ledger, stream: BinaryIO, source: str) -> Iterator[Added]:
    """What became of each line; one that is no record of ours costs that line."""
    from selon.errors import RecordError
    from selon.report.exchange import items_from_lines
    from selon.types import Added, Notice, Outcome

    for number, line in enumerate(stream, 1):
        if line.strip():
            try:
                (item,) = items_from_lines((line,))
            except RecordError as error:
                yield Added(
                    f"{source}:{number}",
                    Outcome.FAILED,
                    notice=Notice("record-failed", str(error).removeprefix("line 1: ")),
                )
            else:
                yield kept.take_in(item)


def export_command(
    format: Annotated[ExportFormat, typer.Option("--format", "-f", help="What to write.")] = ExportFormat.JSONL,
    ledger: LedgerPath = DEFAULT,
    output: OutputFile = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="Only this story.")] = None,
    pages: Annotated[bool, typer.Option(help="With the pages that documents were read from (JSON Lines).")] = True,
    formats: Annotated[bool, typer.Option("--formats", help="Say what each format is, and end.")] = False,
) -> None:
    """Write what the ledger holds for other programs and people.

    \b
    Examples:
      selon export --format jsonl --output all.jsonl
      selon export --format xlsx --output claims.xlsx
      selon export --format annotations --story s12
      selon export --formats
    """
    from selon.report.exchange import FORMATS

    if formats:
        for one in FORMATS.values():
            typer.echo(f"{one.name:<12} {one.description}")
        raise typer.Exit
    chosen = FORMATS[format.value]
    if chosen.binary and output is None and sys.stdout.isatty():
        raise typer.BadParameter(f"{chosen.name} is not for a terminal; add --output claims{chosen.ending}")
    with quiet_ends(), open_output(output) as out, ledger_at(ledger) as kept:
        number = chosen.write(
            out.binary(), kept.export(chosen.takes, story=story, pages=pages, history=format == "jsonl")
        )
    if output is not None:
        ended(f"{number} written to {output}")
