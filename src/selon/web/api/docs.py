"""The API explained on a page of our own, from the same list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from selon.web.api.asked import Parameter
from selon.web.api.endpoints import ENDPOINTS, Endpoint
from selon.web.api.openapi import BASE
from selon.web.api.schemas import all_schemas
from selon.web.desk import Visit
from selon.web.rendering import render


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """A parameter: its name, what it can be, and what it is for."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class EndpointLine:
    """Something that can be asked."""

    key: str
    method: str
    path: str
    about: str
    parameters: tuple[ParameterLine, ...]
    body: str
    answer: str
    writes: bool


@dataclass(frozen=True, slots=True)
class DocsPage:
    """The context of `docs.html.j2`."""

    template: ClassVar[str] = "docs.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """What the page is called."""
    endpoints: tuple[EndpointLine, ...]
    """All that can be asked."""
    schemas: tuple[tuple[str, str], ...]
    """The shapes by name, as JSON Schema."""


def docs(visit: Visit) -> Response:
    """The page."""
    lines = tuple(_line(one) for one in ENDPOINTS)
    shapes = tuple((name, json.dumps(schema, indent=1, ensure_ascii=False)) for name, schema in all_schemas().items())
    return render(visit, DocsPage(visit.ui.say("For programs: the HTTP API"), lines, shapes))


def _line(endpoint: Endpoint) -> EndpointLine:
    parts = tuple(ParameterLine(name, "path", about) for name, about in endpoint.parts.items())
    return EndpointLine(
        key=endpoint.name,
        method=endpoint.method,
        path=BASE + endpoint.path,
        about=endpoint.about,
        parameters=parts + tuple(ParameterLine(one.name, _kind(one), one.about) for one in endpoint.parameters),
        body=endpoint.body.__name__ if endpoint.body else "",
        answer=endpoint.answer,
        writes=endpoint.writes,
    )


def _kind(one: Parameter) -> str:
    """What a parameter can be, in few words."""
    schema = one.schema
    said = ", ".join(schema["enum"]) if "enum" in schema else str(schema["type"])
    if "minimum" in schema:
        said += f" {schema['minimum']}–{schema['maximum']}"
    if "default" in schema:
        said += f" = {json.dumps(schema['default'])}"
    return said + (" …" if one.several else "")
