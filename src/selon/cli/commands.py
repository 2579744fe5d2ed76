"""What each command does with what was typed."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

import selon
from selon.cli.options import (
    AllowPrivate,
    ClaimId,
    Colour,
    ColourOption,
    DocumentId,
    Format,
    FormatOption,
    Full,
    Lang,
    OutputFile,
    Published,
    Quiet,
    Sources,
    TraceFormat,
    TraceFormatOption,
    UiLang,
    UiLanguage,
    Within,
    WordsOnly,
)

if TYPE_CHECKING:
    from selon.cli.formats import Writer
    from selon.cli.progress import Progress
    from selon.report.interface import Interface
    from selon.types import Reading

DONE, SOME_FAILED = 0, 1

_HELP = """Who says so, in which words, how firmly, and what became of it: selon reads French and English news.

\b
Examples:
  selon demo
  selon read article.html
  selon read https://news.example/story --format html --output story.html
  selon read articles/ --format jsonl > claims.jsonl
  cat letter.txt | selon read - --lang fr --published 2022-07-10
  selon trace retellings/ --format html --output story.html
  selon why c3 --in article.html
"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"selon {selon.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    if os.environ.get("SELON_DEBUG") == "1":
        logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
        logging.getLogger("selon").setLevel(logging.DEBUG)


@app.command("read")
def read_command(
    sources: Sources,
    format: FormatOption = Format.TEXT,
    output: OutputFile = None,
    lang: Lang = None,
    published: Published = None,
    ui_lang: UiLang = None,
    allow_private: AllowPrivate = False,
    full: Full = False,
    color: ColourOption = Colour.AUTO,
    quiet: Quiet = False,
) -> None:
    """One or more articles: their claims, who stands behind each, how firmly.

    A SOURCE is a file, a folder, a URL, a .jsonl with one article a line, or
    - for standard input. One that cannot be read is named on standard error and
    the others are done; the exit status is then 1.

    \b
    Examples:
      selon read article.html
      selon read a.html b.html --format html --output both.html
      selon read news.jsonl --format jsonl | jq -r '.claims[].standing'
    """
    from selon.cli.formats import writer_of
    from selon.cli.output import layout_of, open_output, quiet_ends

    with quiet_ends(), open_output(output) as out:
        from selon.cli.progress import Progress

        writer = writer_of(format, out, _interface(ui_lang), layout_of(out, color, full=full))
        readings = _readings(sources, lang, published, allow_private=allow_private)
        with Progress(quiet=quiet, shown=not (out.is_terminal and writer.streams)) as progress:
            tell = format in (Format.JSON, Format.JSONL) and not quiet
            failed = _write_all(writer, readings, progress, tell=tell)
    raise typer.Exit(SOME_FAILED if failed else DONE)


@app.command("trace")
def trace_command(
    sources: Sources,
    format: TraceFormatOption = TraceFormat.TEXT,
    output: OutputFile = None,
    lang: Lang = None,
    published: Published = None,
    ui_lang: UiLang = None,
    allow_private: AllowPrivate = False,
    words_only: WordsOnly = False,
    full: Full = False,
    color: ColourOption = Colour.AUTO,
    quiet: Quiet = False,
) -> None:
    """Several retellings: who took what from whom, what hardened on the way, what conflicts, how many origins.

    Sources are as for read, or what read printed as JSON. Documents that tell of
    one event become a story; each claim is followed through them, with the
    passages on both sides. A document that cannot be read is named on standard
    error and the others are done; the exit status is then 1.

    \b
    Examples:
      selon trace retellings/
      selon trace wire.html herald.html https://news.example/story --format html --output story.html
      selon read retellings/ --format jsonl > read.jsonl && selon trace read.jsonl --format json
    """
    from selon.cli.output import layout_of, open_output, quiet_ends
    from selon.cli.tracing import written_trace

    with quiet_ends(), open_output(output) as out:
        from selon.cli.progress import Progress

        with Progress(quiet=quiet, shown=True) as progress:
            readings, failed = [], False
            for reading in _traced_readings(sources, lang, published, allow_private=allow_private):
                lost = _tell(reading, progress, others=False) and not reading.document.text
                failed |= lost
                readings.append(reading)
                progress.advance(failed=lost)
            progress.doing("comparing")
            traced = selon.trace(readings, meaning=not words_only)
        out.write(written_trace(traced, format, _interface(ui_lang), layout_of(out, color, full=full)))
    raise typer.Exit(SOME_FAILED if failed else DONE)


@app.command("why")
def why_command(
    claim: ClaimId,
    source: Within,
    document: DocumentId = None,
    lang: Lang = None,
    published: Published = None,
    ui_lang: UiLang = None,
    allow_private: AllowPrivate = False,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Why selon says what it says of one claim: the rule, the passages, each layer, each hedge.

    \b
    Examples:
      selon why c3 --in article.html
      selon read article.html --format json > article.json
      selon why c3 --in article.json
    """
    from selon.cli.earlier import earlier_readings, read_stdin, reading_with
    from selon.cli.output import layout_of, open_output, quiet_ends

    with quiet_ends(), open_output(None) as out:
        from selon.cli.progress import Progress

        with Progress(quiet=False, shown=True) as progress:
            readings, failed = read_stdin() if source == "-" else earlier_readings(source), False
            if readings is None:
                readings = tuple(_readings([source], lang, published, allow_private=allow_private))
                failed = bool(sum(_tell(reading, progress, others=False) for reading in readings))
        if failed and not any(reading.claims for reading in readings):
            raise typer.Exit(SOME_FAILED)
        reading = reading_with(readings, claim, document, source)
        layout = layout_of(out, color, full=True)
        out.write(selon.explain(reading, claim, ui_lang=_interface(ui_lang).code, layout=layout))
    raise typer.Exit(SOME_FAILED if failed else DONE)


@app.command("demo")
def demo_command(ui_lang: UiLang = None, full: Full = False, color: ColourOption = Colour.AUTO) -> None:
    """A look at what selon does: one article read, then eight retellings of its story traced; both ship with it."""
    from selon.cli.formats import TextWriter
    from selon.cli.output import layout_of, open_output, quiet_ends
    from selon.cli.tracing import written_trace
    from selon.samples import story_pages

    with quiet_ends(), open_output(None) as out:
        from selon.cli.progress import Progress

        ui, layout = _interface(ui_lang), layout_of(out, color, full=full)
        pages = [str(page) for page in story_pages(_DEMO_STORY)]
        with Progress(quiet=False, shown=True) as progress:
            readings = []
            for reading in selon.read_sources(pages):
                readings.append(reading)
                progress.advance(failed=False)
            out.write(ui.say("An invented article as selon reads it: every claim, who stands behind it, how firmly."))
            out.write("\n\n")
            failed = _write_all(TextWriter(out, ui, layout), [readings[_DEMO_PAGE]], progress, tell=False)
        out.write(
            "\n" + ui.say("And eight retellings of its story, traced: who took what from whom, and what hardened.")
        )
        out.write("\n\n" + written_trace(selon.trace(readings), TraceFormat.TEXT, ui, layout))
    raise typer.Exit(SOME_FAILED if failed else DONE)


_DEMO_STORY, _DEMO_PAGE = "kalvessos", 4


def _interface(chosen: UiLanguage | None) -> Interface:
    from selon.report.interface import load_interface, preferred_language

    return load_interface(chosen.value if chosen else preferred_language(os.environ))


def _readings(sources: list[str], lang: str | None, published: str | None, *, allow_private: bool) -> Iterator[Reading]:
    if lang is not None and lang not in selon.languages():
        known = ", ".join(selon.languages())
        raise typer.BadParameter(f"selon has no words of {lang!r}; it reads {known}", param_hint="--lang")
    settings = selon.FetchSettings(allow_private=allow_private)
    try:
        return selon.read_sources(sources, settings=settings, lang=lang, published=published)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error


def _traced_readings(
    sources: list[str], lang: str | None, published: str | None, *, allow_private: bool
) -> Iterator[Reading]:
    """First what `selon read` printed earlier, as it is; then the other sources, in one run as a host may ask for."""
    from selon.cli.earlier import earlier_readings, printed_on_stdin

    fresh: list[str] = []
    for source in sources:
        earlier = printed_on_stdin("SOURCE") if source == "-" else earlier_readings(source, "SOURCE")
        if earlier is None:
            fresh.append(source)
        else:
            yield from earlier
    if fresh:
        yield from _readings(fresh, lang, published, allow_private=allow_private)


def _write_all(writer: Writer, readings: Iterable[Reading], progress: Progress, *, tell: bool) -> bool:
    """Write each reading as it comes, and name those that failed; whether any did. `tell`: other notices as well."""
    any_failed = False
    for reading in readings:
        failed = _tell(reading, progress, others=tell)
        any_failed |= failed
        writer.add(reading)
        progress.advance(failed=failed)
    writer.end()
    return any_failed


def _tell(reading: Reading, progress: Progress, *, others: bool) -> bool:
    """Name the document on standard error if it failed, and with `others` whatever else there is to say of it."""
    from selon.cli.formats import failures
    from selon.report.passages import one_line

    failed = failures(reading)
    source = reading.document.source or reading.document.id
    for notice in dict.fromkeys((*reading.document.notices, *reading.notices)) if others else failed:
        message = notice.message.removeprefix(f"{source}: ")
        progress.say(one_line(f"selon: {source}: {message}"))
    return bool(failed)
