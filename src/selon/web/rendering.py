"""Pages from templates: each template has one context, a record that says what the template may use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from selon.report.interface import mark
from selon.report.pages import Entry, legend_of
from selon.report.passages import one_line
from selon.web import languages
from selon.web.assets import address_of_asset
from selon.web.desk import Visit
from selon.web.urls import quote_url

PLACES = (
    ("/", mark("Read")),
    ("/stories", mark("Stories")),
    ("/search", mark("Search")),
    ("/figures", mark("Figures")),
    ("/judgements", mark("Judgements")),
)
"""The parts of the reader, as the navigation has them."""


class Context(Protocol):
    """What a template is given: a frozen record whose fields are all that it may use, beside what every page has."""

    template: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def title(self) -> str:
        """What the page is called, in the window's title."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: its address and words; `current` where one is there already."""

    url: str
    words: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Seek:
    """The one box: where it leads, what stands in it, and the part of this page that changes as one types."""

    action: str
    words: str
    part: str
    of: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every page."""

    places: tuple[Link, ...]
    """The parts of the reader."""
    languages: tuple[Link, ...]
    """This page in each language."""
    legend: tuple[Entry, ...]
    """What the signs of standings mean."""
    seek: Seek
    """The search box."""
    here: str
    """The address of this page, for forms that come back to it."""
    proof: str
    """What a form carries to show that it came from here."""
    may_write: bool
    """Whether this reader may add and judge."""
    locked: bool
    """Whether there is something to write with a token that this reader has not given."""
    by: str
    """The name under which this reader judges, as far as it is known."""


def environment() -> Environment:
    """The templates, and under `report/` those of the reports: all is escaped, what a context lacks is an error."""
    reports = PrefixLoader({"report": PackageLoader("selon.report", "templates")})
    made = Environment(
        loader=ChoiceLoader([PackageLoader("selon.web", "templates"), reports]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["asset"] = address_of_asset
    made.globals["quote_url"] = quote_url
    made.filters["breakable"] = _breakable
    return made


def _breakable(name: str) -> Markup:
    """A name that may be broken before a dot, as the names of hosts are."""
    return Markup("<wbr>.").join(name.split("."))


def render(visit: Visit, context: Context, *, status: int = 200) -> Response:
    """A page, or with `?part=` the part of it that changes while one looks at it."""
    part = visit.asked("part")
    template = f"_{part}.html.j2" if part and part in getattr(context, "parts", ()) else context.template
    body = visit.desk.templates.get_template(template).render(given(visit, context))
    response = HTMLResponse(body, status)
    response.headers["cache-control"] = "private, no-cache"
    response.headers["vary"] = "Cookie, Accept-Language"
    if status == 200 and visit.request.method == "GET":
        return _unless_known(visit, response)
    return response


def given(visit: Visit, context: Context) -> dict[str, object]:
    """What a template gets: the fields of its context, what every page has, and how it speaks."""
    own = {one.name: getattr(context, one.name) for one in fields(context)}
    return {**own, "shell": shell_of(visit), "ui": visit.ui, "say": visit.ui.say}


def _unless_known(visit: Visit, response: Response) -> Response:
    """Nothing but "as before" where the browser has the very same."""
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:24]}"'
    response.headers["etag"] = tag
    if visit.request.headers.get("if-none-match", "") == tag:
        headers = {name: response.headers[name] for name in ("etag", "cache-control", "vary")}
        return Response(status_code=304, headers=headers)
    return response


def shell_of(visit: Visit) -> Shell:
    """What stands around every page for this visit."""
    path = _asked_path(visit)
    here = _here(visit)
    ui = visit.ui
    return Shell(
        places=tuple(Link(url, ui.say(words), _is_at(path, url)) for url, words in PLACES),
        languages=tuple(
            Link(_in_language(visit, code), name, code == ui.code, code) for code, name in languages.NAMES.items()
        ),
        legend=legend_of(ui),
        seek=_seek(visit, path),
        here=here,
        proof=visit.proof,
        may_write=visit.may_write,
        locked=visit.settings.write and not visit.may_write,
        by=one_line(visit.by),
    )


def _seek(visit: Visit, path: str) -> Seek:
    part = {"/search": "results", "/stories": "stories"}.get(path, "")
    if not part:
        return Seek("/search", "", "", "")
    of = "documents" if path == "/search" and visit.asked("of") == "documents" else ""
    return Seek(path, one_line(visit.asked("q"))[:500], part, of)


def _is_at(path: str, place: str) -> bool:
    return path == place or (place != "/" and path.startswith(f"{place}/"))


def _here(visit: Visit) -> str:
    """The address of the page, without what only chooses a part or a language; that of a form is the start page."""
    if visit.request.method != "GET":
        return "/"
    kept = [(name, value) for name, value in visit.request.query_params.multi_items() if name not in ("part", "lang")]
    return _path(_asked_path(visit), kept)


def _in_language(visit: Visit, code: str) -> str:
    if visit.request.method != "GET":
        return f"/?lang={code}"
    params = visit.request.query_params.multi_items()
    kept = [(name, value) for name, value in params if name not in ("part", "lang")]
    return _path(_asked_path(visit), [*kept, ("lang", code)])


def _asked_path(visit: Visit) -> str:
    """The path as it was asked for, still quoted: a slash within an id is not one between its parts."""
    raw: bytes = visit.request.scope.get("raw_path") or quote(visit.request.scope["path"]).encode()
    return raw.partition(b"?")[0].decode("latin-1")


def _path(path: str, params: list[tuple[str, str]]) -> str:
    said = urlencode(params, errors="replace")
    return quote(path, safe="/:@!$&'()*+,;=~%", errors="replace") + (f"?{said}" if said else "")
