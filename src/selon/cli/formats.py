"""The formats of `selon read`: each takes readings as they come, and says what it prints when."""

from __future__ import annotations

from typing import Protocol

from selon.cli.options import Format
from selon.cli.output import Output
from selon.report.interface import Interface
from selon.report.sheet import Layout
from selon.types import Notice, Reading


class Writer(Protocol):
    """Something that prints readings. `streams`: each as it comes, not all at the end."""

    streams: bool

    def add(self, reading: Reading) -> None:
        """Take a reading."""

    def end(self) -> None:
        """Print what is left."""


def failures(reading: Reading) -> tuple[Notice, ...]:
    """The notices that say that the document was not read."""
    return tuple(notice for notice in reading.notices if notice.kind.endswith("failed"))


def writer_of(format: Format, out: Output, ui: Interface, layout: Layout) -> Writer:
    """The writer of a format."""
    match format:
        case Format.TEXT:
            return TextWriter(out, ui, layout)
        case Format.MD:
            return MarkdownWriter(out, ui)
        case Format.JSONL:
            return JsonLinesWriter(out)
        case Format.JSON:
            return JsonWriter(out)
        case Format.HTML:
            return HtmlWriter(out, ui)


class TextWriter:
    """The terminal view, each document as it comes; those that failed are on standard error only."""

    streams = True

    def __init__(self, out: Output, ui: Interface, layout: Layout) -> None:
        self._out, self._ui, self._layout = out, ui, layout
        self._begun = False

    def add(self, reading: Reading) -> None:
        """Print the view of a reading."""
        from selon.report.terminal import render_reading

        if failures(reading):
            return
        shown = render_reading(reading, self._ui, self._layout)
        self._out.write(f"\n\n{shown}" if self._begun else shown)
        self._begun = True

    def end(self) -> None:
        """Print what the marks mean."""
        from selon.report.terminal import render_key

        if self._begun:
            self._out.write("\n" + render_key(self._ui, self._layout))


class MarkdownWriter:
    """Markdown, each document as it comes, with a rule between; those that failed are on standard error only."""

    streams = True

    def __init__(self, out: Output, ui: Interface) -> None:
        self._out, self._ui = out, ui
        self._begun = False

    def add(self, reading: Reading) -> None:
        """Print the Markdown of a reading."""
        from selon.report.markdown import render_markdown

        if failures(reading):
            return
        shown = render_markdown(reading, self._ui)
        self._out.write(f"\n---\n\n{shown}" if self._begun else shown)
        self._begun = True

    def end(self) -> None:
        """Nothing is left."""


class JsonLinesWriter:
    """One JSON object a line and a document, as it comes."""

    streams = True

    def __init__(self, out: Output) -> None:
        self._out = out

    def add(self, reading: Reading) -> None:
        """Print the line of a reading."""
        from selon.report.records import line_of

        self._out.write(line_of(reading) + "\n")

    def end(self) -> None:
        """Nothing is left."""


class JsonWriter:
    """One JSON object with all readings, at the end."""

    streams = False

    def __init__(self, out: Output) -> None:
        self._out = out
        self._readings: list[Reading] = []

    def add(self, reading: Reading) -> None:
        """Keep a reading."""
        self._readings.append(reading)

    def end(self) -> None:
        """Print them all."""
        from selon.report.records import collection_of, to_json

        self._out.write(to_json(collection_of(self._readings), indent=2) + "\n")


class HtmlWriter:
    """One HTML page with all readings, at the end."""

    streams = False

    def __init__(self, out: Output, ui: Interface) -> None:
        self._out, self._ui = out, ui
        self._readings: list[Reading] = []

    def add(self, reading: Reading) -> None:
        """Keep a reading."""
        self._readings.append(reading)

    def end(self) -> None:
        """Print the page."""
        from selon.report.html import render_html

        self._out.write(render_html(self._readings, self._ui))
