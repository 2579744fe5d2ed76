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
