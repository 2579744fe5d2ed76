"""The options that commands share: what can be typed, and the help for it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What `selon read` can print."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    MD = "md"


class TraceFormat(StrEnum):
    """What `selon trace` can print."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MD = "md"


class Colour(StrEnum):
    """When to print in colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class UiLanguage(StrEnum):
    """The languages selon speaks."""

    FR = "fr"
    EN = "en"


Sources = Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, URLs, .jsonl, or - .")]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="What to print.")]
TraceFormatOption = Annotated[TraceFormat, typer.Option("--format", "-f", help="What to print.")]
WordsOnly = Annotated[
    bool, typer.Option("--words-only", help="Compare by names, figures, dates and words, without the sentence encoder.")
]
OutputFile = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead.")]
UiLang = Annotated[UiLanguage | None, typer.Option("--ui-lang", help="The language selon speaks; else the locale's.")]
Lang = Annotated[str | None, typer.Option(metavar="fr|en", help="The articles' language; else told by the text.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When they were published: 2022-07-10, 2022-07 or 2022.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from private addresses (localhost, LAN).")
]
Full = Annotated[bool, typer.Option("--full", help="Show everything, and long quotations whole.")]
ColourOption = Annotated[Colour, typer.Option("--color", help="When to print in colour.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress; of notices only the sources that failed.")]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, as selon read prints it.")]
Within = Annotated[
    str, typer.Option("--in", metavar="SOURCE", help="The article, or a file with what selon read printed of it.")
]
DocumentId = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="Which document, where several have that claim.")
]


class LedgerFormat(StrEnum):
    """What the commands that ask a ledger can print."""

    TEXT = "text"
    JSON = "json"


class FiguresFormat(StrEnum):
    """What `selon figures` can print."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"
    PNG = "png"


LedgerPath = Annotated[
    Path, typer.Option("--ledger", "-l", metavar="FILE", envvar="SELON_LEDGER", help="The ledger's file.")
]
LedgerFormatOption = Annotated[LedgerFormat, typer.Option("--format", "-f", help="What to print.")]
FiguresFormatOption = Annotated[FiguresFormat, typer.Option("--format", "-f", help="What to print.")]
Processes = Annotated[
    int | None, typer.Option("--processes", "-j", min=1, metavar="N", help="Processes that read; else one a core.")
]
PageNumber = Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page of the list.")]
PageSize = Annotated[int, typer.Option("--size", min=1, max=1000, metavar="N", help="How many on a page.")]
Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS", help='What to look for; "phrases" in quotes.')]
NoVariants = Annotated[
    bool, typer.Option("--no-variants", help="Names only as they are spelt: Lukashenko does not find Loukachenko.")
]
Everyone = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; else $SELON_USER, else the user.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; it is kept with the judgement.")]
