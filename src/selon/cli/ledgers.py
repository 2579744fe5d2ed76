"""Opening a ledger for a command, and printing what it answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selon.cli.options import Colour, LedgerFormat, UiLanguage
from selon.cli.output import Output, layout_of, open_output, quiet_ends

if TYPE_CHECKING:
    from selon.api.ledger import Ledger
    from selon.report.interface import Interface
    from selon.report.records import Record
    from selon.report.sheet import Layout

DEFAULT = Path("selon.db")
NOT_DONE = 2


@dataclass(frozen=True, slots=True)
class Printing:
    """How an answer is to be printed: what was typed of it."""

    format: LedgerFormat = LedgerFormat.TEXT
    output: Path | None = None
    ui_lang: UiLanguage | None = None
    color: Colour = Colour.AUTO
    full: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer for people, and for programs."""

    said: Callable[[Interface, Layout], str]
    record: Callable[[], Record]


def cores() -> int:
    """How many processes read where nothing was said: one a core that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def interface_of(chosen: UiLanguage | None) -> Interface:
    """The language to speak: the chosen one, else that of the locale."""
    from selon.report.interface import load_interface, preferred_language

    return load_interface(chosen.value if chosen else preferred_language(os.environ))


def may_be_written(path: Path) -> bool:
    """Whether a ledger that is only asked may keep what it worked out; a file or folder may be closed to writing."""
    path = path.resolve()  # SQLite's own files lie beside what a link leads to
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


@contextmanager
def ledger_at(path: Path, *, write: bool = False, create: bool = False, meaning: bool = True) -> Iterator[Ledger]:
    """The ledger of a file, closed at the end; what goes wrong with it, or is not in it, ends the command in words."""
    from selon.api.ledger import Ledger
    from selon.errors import SelonError

    try:
        with Ledger(path, write=write, create=create, meaning=meaning) as ledger:
            yield ledger
    except (SelonError, LookupError, ValueError) as error:
        ended(str(error.args[0] if error.args else error))
        raise typer.Exit(NOT_DONE) from error


def ended(message: str) -> None:
    """Say on standard error why it ends."""
    from selon.report.passages import one_line

    typer.echo(one_line(f"selon: {message}"), err=True)


def print_answer(answer: Answer, out: Output, printing: Printing) -> None:
    """Write an answer in its format."""
    from selon.report.records import to_json

    if printing.format is LedgerFormat.JSON:
        out.write(to_json(answer.record(), indent=2) + "\n")
    else:
        layout = layout_of(out, printing.color, full=printing.full)
        out.write(answer.said(interface_of(printing.ui_lang), layout))


def ask(path: Path, printing: Printing, question: Callable[[Ledger], Answer], *, write: bool = False) -> None:
    """Ask a ledger, and print what it answers."""
    with quiet_ends(), open_output(printing.output) as out, ledger_at(path, write=write) as ledger:
        print_answer(question(ledger), out, printing)
