"""The formats of `selon trace`: each prints a trace whole, because nothing is known of it before the end."""

from __future__ import annotations

from selon.cli.options import TraceFormat
from selon.report.interface import Interface
from selon.report.sheet import Layout
from selon.types import Trace


def written_trace(trace: Trace, format: TraceFormat, ui: Interface, layout: Layout) -> str:
    """A trace in a format, ending in a line end."""
    match format:
        case TraceFormat.JSON:
            from selon.report.records import to_json
            from selon.report.trace.records import trace_record

            return to_json(trace_record(trace), indent=2) + "\n"
        case TraceFormat.HTML:
            from selon.report.trace.html import render_trace_html

            return render_trace_html(trace, ui)
        case TraceFormat.MD:
            from selon.report.trace.markdown import render_trace_markdown

            return render_trace_markdown(trace, ui)
        case TraceFormat.TEXT:
            from selon.report.trace.terminal import render_trace

            return render_trace(trace, ui, layout)
