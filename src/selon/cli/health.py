"""`selon ledger`: whether the file is sound, and how much it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from selon.cli.ledgers import DEFAULT, Answer, Printing, ask, ended, ledger_at, may_be_written, print_answer
from selon.cli.options import Colour, ColourOption, LedgerFormat, LedgerFormatOption, LedgerPath, OutputFile, UiLang
from selon.cli.output import open_output, quiet_ends

if TYPE_CHECKING:
    from selon.api.ledger import Ledger

UNSOUND = 1

ledger = typer.Typer(
    help="""The ledger's file: whether it is sound, and how much it holds.

\\b
Examples:
  selon ledger check
  selon ledger stats --ledger newsroom.db
""",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@ledger.command("check")
def check_command(
    ledger: LedgerPath = DEFAULT,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Is the file whole, does every passage lie in its text, has every row its partner; an older one is migrated.

    The exit status is 1 where something is wrong.
    """
    from selon.report.ledger.health import render_faults
    from selon.report.ledger.records import faults_record

    with quiet_ends(), open_output(output) as out, ledger_at(ledger, write=may_be_written(ledger)) as kept:
        faults = tuple(kept.check())
        if not may_be_written(ledger):
            ended("the indexes of words were not checked: the ledger may not be written")
        answer = Answer(lambda ui, layout: render_faults(faults, ui, layout), lambda: faults_record(faults))
        print_answer(answer, out, Printing(format, output, ui_lang, color))
    raise typer.Exit(UNSOUND if faults else 0)


@ledger.command("stats")
def stats_command(
    ledger: LedgerPath = DEFAULT,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """How many documents, claims, stories; which languages; how large; read by which versions."""
    from selon.report.ledger.health import render_stats
    from selon.report.ledger.records import stats_record

    def question(kept: Ledger) -> Answer:
        stats = kept.stats()
        return Answer(lambda ui, layout: render_stats(stats, ui, layout), lambda: stats_record(stats))

    ask(ledger, Printing(format, output, ui_lang, color), question)
