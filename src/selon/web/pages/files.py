"""What can be taken away: stories, documents, searches and figures as files.

They are sent to be saved, never to be shown: a file has no part in the pages'
policy, and what stands in it is an article's.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from selon.errors import SelonError
from selon.report.exchange import FORMATS, Export
from selon.report.exchange.comma import guarded
from selon.report.html import render_html
from selon.report.ledger.drawing import figures_svg
from selon.report.ledger.picture import figures_png
from selon.report.ledger.records import figures_record, found_record, story_record
from selon.report.ledger.subjects import trace_of_story
from selon.report.records import Record, record_of, to_json
from selon.report.trace.html import render_trace_html
from selon.types import Counted, Found, Kept
from selon.web.asking import asked_of
from selon.web.desk import Visit
from selon.web.pages.chapters import told_story, traced_story
from selon.web.pages.document import version_asked
from selon.web.pages.figures import counted_for, words_asked
from selon.web.pages.pictures import lineage_svg

_MOST = 400
_MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_PLAIN = re.compile(r"[^\w.-]+", re.ASCII)


def file_of(content: str | bytes, name: str, ending: str) -> Response:
    """Something to be saved under a name, to which the ending comes."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    plain = _PLAIN.sub("-", name).strip("-.")[:60] or "selon"
    full = quote(f"{name[:60]}{ending}", safe="", errors="replace")
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}{ending}\"; filename*=UTF-8''{full}",
        "cache-control": "private, no-cache",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(data, media_type=_MEDIA[ending], headers=headers)


def json_file(record: Record, name: str) -> Response:
    """A record to be saved."""
    return file_of(to_json(record, indent=2) + "\n", name, ".json")


def story_file(visit: Visit) -> Response:
    """A story as a file: `story.html`, `story.json`, `claims.csv`, `lineage.svg` or `lineage.png`."""
    story, file = visit.request.path_params["story"], visit.request.path_params["file"]
    traced = traced_story(visit, story)
    name = f"selon-{traced.story.id}"
    match file:
        case "story.html":
            return file_of(render_trace_html(trace_of_story(traced), visit.ui), name, ".html")
        case "story.json":
            return json_file(story_record(traced), name)
        case "claims.csv":
            kept = (visit.ledger.document(document) for document in traced.story.documents)
            return file_of(written_csv(kept), f"{name}-claims", ".csv")
        case "lineage.svg":
            return file_of(lineage_svg(told_story(visit, story), visit.ui), f"{name}-lineage", ".svg")
        case "lineage.png":
            return file_of(png_of(lineage_svg(told_story(visit, story), visit.ui)), f"{name}-lineage", ".png")
        case _:
            raise HTTPException(404)


def document_file(visit: Visit) -> Response:
    """A document as a file: `document.html`, `document.json` or `claims.csv`."""
    params = visit.request.path_params
    kept = visit.ledger.document(params["document"], version=version_asked(visit))
    name = f"selon-{kept.reading.document.id}"
    match params["file"]:
        case "document.html":
            return file_of(render_html([kept.reading], visit.ui), name, ".html")
        case "document.json":
            return json_file(record_of(kept.reading), name)
        case "claims.csv":
            return file_of(written_csv([kept]), f"{name}-claims", ".csv")
        case _:
            raise HTTPException(404)


def person_file(visit: Visit) -> Response:
    """The claims of a person or body as CSV."""
    name = visit.request.path_params["entity"]
    who = visit.desk.ledgers.remembered(("who", name), lambda: visit.ledger.who(name))
    kept = [visit.ledger.document(reading.document.id) for reading in who.readings]
    held = {reading.document.id: frozenset(claim.id for claim in reading.claims) for reading in who.readings}
    return file_of(written_csv(_with_claims(one, held) for one in kept), f"selon-{who.entity.id}", ".csv")


def _with_claims(kept: Kept, held: dict[str, frozenset[str]]) -> Kept:
    own = held[kept.reading.document.id]
    claims = tuple(claim for claim in kept.reading.claims if claim.id in own)
    return replace(kept, reading=replace(kept.reading, claims=claims))


def written_csv(kept: Iterable[Kept]) -> bytes:
    """The claims of documents as CSV."""
    out = io.BytesIO()
    FORMATS["csv"].write(out, Export(documents=kept))
    return out.getvalue()


def search_file(visit: Visit) -> Response:
    """All that is found of a search, as far as it was ranked, as CSV or JSON."""
    asked = asked_of(visit)
    of_documents = visit.asked("of") == "documents"
    found = visit.ledger.search(asked.sized(_MOST), of_documents=of_documents)
    match visit.request.path_params["ending"]:
        case "json":
            return json_file(found_record(found), "selon-search")
        case "csv":
            return file_of(_csv(_HIT_COLUMNS, _hit_rows(found)), "selon-search", ".csv")
        case _:
            raise HTTPException(404)


_HIT_COLUMNS = ("document", "outlet", "published", "lang", "title", "url", "story", "claim", "kind", "standing",
                "holder", "text", "start", "end", "rejected")  # fmt: skip


def _hit_rows(found: Found) -> Iterable[Sequence[object]]:
    for hit in found.hits:
        head = hit.document
        holder = hit.holder.name if hit.holder else None
        yield (head.id, head.outlet, head.published, head.lang, head.title, head.url, head.story, hit.claim, hit.kind,
               hit.standing, holder, hit.text, hit.start, hit.end, hit.rejected)  # fmt: skip


def figures_file(visit: Visit) -> Response:
    """The figures that words ask for, as CSV, JSON, SVG or PNG."""
    words = words_asked(visit)
    counted = counted_for(visit, words)
    name = f"selon-figures-{words}"
    match visit.request.path_params["ending"]:
        case "json":
            return json_file(figures_record(counted), name)
        case "csv":
            return file_of(_csv(_POINT_COLUMNS, _point_rows(counted)), name, ".csv")
        case "svg":
            return file_of(figures_svg(counted, visit.ui), name, ".svg")
        case "png":
            return file_of(png_of(figures_svg(counted, visit.ui)), name, ".png")
        case _:
            raise HTTPException(404)


_POINT_COLUMNS = ("about", "document", "outlet", "published", "value", "low", "high", "modifier", "by", "as_of",
                  "text", "start", "end")  # fmt: skip


def _point_rows(counted: Counted) -> Iterable[Sequence[object]]:
    readings = {reading.document.id: reading for reading in counted.readings}
    for series in counted.series:
        for point in series.points:
            reading = readings[point.document]
            names = {entity.id: entity.name for entity in reading.entities}
            document = reading.document
            yield (series.about, document.id, document.outlet, document.published, point.value, point.low, point.high,
                   point.modifier, names.get(point.by or ""), point.as_of, document.text[point.start : point.end],
                   point.start, point.end)  # fmt: skip


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV, in which no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(None if cell is None else str(cell)) for cell in row])
    return out.getvalue().encode("utf-8", "replace")


def png_of(svg: str) -> bytes:
    """A drawing as PNG. Raises `HTTPException` (501) where this machine cannot make one."""
    try:
        return figures_png(svg)
    except SelonError as error:
        raise HTTPException(501, str(error)) from error
