"""The OpenAPI document of the API, made from the list of its endpoints."""

from __future__ import annotations

import functools
from typing import Any

from selon.ledger.database import program_version
from selon.web.api.asked import Parameter, Schema
from selon.web.api.endpoints import ENDPOINTS, Endpoint
from selon.web.api.schemas import all_schemas, ref

BASE = "/api/v1"
_ABOUT = (
    "What the ledger of a selon reader holds, as the JSON records that the commands print. Offsets are code points of "
    "the text of the document named beside them, half-open; ids are the ledger's; days are EDTF, moments ISO 8601 in "
    "universal time. What writes needs a reader that was started with --write, and its token where it has one."
)
_PROBLEMS = {
    "400": "A parameter or the body is not as documented.",
    "403": "The reader may not be written to, or not without its token.",
    "404": "There is no such thing.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is no JSON.",
    "503": "The reader is busy, or the ledger cannot be read.",
}


@functools.cache
def openapi() -> dict[str, Any]:
    """The document."""
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(BASE + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "selon", "version": "1", "summary": "Who says so, in which words, how firmly.",
                 "description": f"{_ABOUT} Made by selon {program_version()}.",
                 "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": dict(all_schemas()),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer",
                                          "description": "The token that the reader was started with."}},
        },
    }  # fmt: skip


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": [*_parts(endpoint), *(_parameter(one) for one in endpoint.parameters)],
        "responses": {
            str(endpoint.status): _answer(endpoint.about, "application/json", ref(endpoint.answer)),
            **{status: _answer(words, "application/problem+json", ref("Problem"))
               for status, words in _PROBLEMS.items() if _can(endpoint, status)},
        },
    }  # fmt: skip
    if endpoint.body is not None:
        content = {"application/json": {"schema": ref(endpoint.body.__name__)}}
        operation["requestBody"] = {"required": True, "content": content}
    if endpoint.writes:
        operation["security"] = [{"token": []}, {}]
    return operation


def _can(endpoint: Endpoint, status: str) -> bool:
    """Whether an endpoint can answer so."""
    if status in ("408", "413", "415"):
        return endpoint.body is not None
    return status != "403" or endpoint.method == "POST"


def _answer(about: str, media: str, schema: Schema) -> dict[str, Any]:
    return {"description": about, "content": {media: {"schema": schema}}}


def _parts(endpoint: Endpoint) -> list[dict[str, Any]]:
    number: Schema = {"type": "integer", "minimum": 1, "maximum": 2**31}
    name: Schema = {"type": "string", "minLength": 1}
    return [
        {
            "name": part,
            "in": "path",
            "required": True,
            "description": about,
            "schema": number if part == "number" else name,
        }
        for part, about in endpoint.parts.items()
    ]


def _parameter(one: Parameter) -> dict[str, Any]:
    schema = {"type": "array", "items": one.schema} if one.several else one.schema
    return {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.about,
        "schema": schema,
        **({"explode": True} if one.several else {}),
    }
