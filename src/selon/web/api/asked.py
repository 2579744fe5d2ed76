"""What a program may ask: parameters and bodies, checked as they are documented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import msgspec
from starlette.requests import Request

from selon.page.edtf import read_edtf
from selon.types.threads import learnt

Schema = dict[str, Any]

Body = TypeVar("Body")


class BadRequestError(Exception):
    """Something asked for that cannot be: the message says what, and how it must be."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address: its name, what it is for, and its schema; of a `several` one any number is given."""

    name: str
    about: str
    schema: Schema
    several: bool = False
    required: bool = False

    def read(self, request: Request) -> Any:
        """The value, or the values, in a request; the default where there is none.

        Raises `BadRequestError` for one that is not as documented.
        """
        given = request.query_params.getlist(self.name)
        if self.several:
            return tuple(self._checked(value) for value in given)
        if len(given) > 1:
            raise BadRequestError(f"{self.name}: give it once")
        if not given:
            if self.required:
                raise BadRequestError(f"{self.name}: it must be given")
            return self.schema.get("default")
        return self._checked(given[0])

    def _checked(self, value: str) -> Any:
        match self.schema["type"]:
            case "integer":
                return self._integer(value)
            case "boolean":
                if value not in ("true", "false"):
                    raise BadRequestError(f"{self.name}: true or false")
                return value == "true"
            case _:
                return self._text(value)

    def _integer(self, value: str) -> int:
        least, most = self.schema.get("minimum", 0), self.schema.get("maximum", 2**31)
        if not re.fullmatch(r"[0-9]{1,10}", value) or not least <= int(value) <= most:
            raise BadRequestError(f"{self.name}: a whole number from {least} to {most}")
        return int(value)

    def _text(self, value: str) -> str:
        choices = self.schema.get("enum")
        if choices and value not in choices:
            raise BadRequestError(f"{self.name}: one of {', '.join(choices)}")
        pattern = self.schema.get("pattern")
        if pattern and not re.fullmatch(pattern, value, re.ASCII):
            raise BadRequestError(f"{self.name}: it must match {pattern}")
        if not self.schema.get("minLength", 0) <= len(value) <= self.schema.get("maxLength", 1000):
            raise BadRequestError(f"{self.name}: it is empty or too long")
        return value


def text(most: int = 500, least: int = 0, **more: object) -> Schema:
    """The schema of a text."""
    return {"type": "string", "minLength": least, "maxLength": most, **more}


def number(default: int, most: int) -> Schema:
    """The schema of a whole number from 1 on."""
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default}


Short = Annotated[str, msgspec.Meta(max_length=500)]
Day = Annotated[
    str, msgspec.Meta(pattern="^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", max_length=10)
]
_GIVEN = ("text", "html", "url")
"""What an article can be given as."""


class ArticleBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article: exactly one of `text`, `html` and `url`, and what is known of it beside."""

    text: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    html: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    url: Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$", max_length=2000)] | None = None
    title: Short | None = None
    outlet: Short | None = None
    published: Day | None = None
    lang: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}$", max_length=2)] | None = None

    def __post_init__(self) -> None:
        """Raise `ValueError` for what the schema says, and what no schema can: a day that no calendar has."""
        if sum(getattr(self, name) is not None for name in _GIVEN) != 1:
            raise ValueError("give exactly one of text, html and url")
        if self.published is not None and read_edtf(self.published) != self.published:
            raise ValueError("published: a day of the calendar, as 2031-04-08, 2031-04 or 2031")


class TargetBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is judged: the id of a story, person or document; with places a passage; a name where one is meant."""

    id: Short
    start: Annotated[int, msgspec.Meta(ge=0, le=2**31)] | None = None
    end: Annotated[int, msgspec.Meta(ge=0, le=2**31)] | None = None
    name: Short | None = None


class JudgementBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A judgement: its verdict, what it is about, what is judged, who judges, and why."""

    verdict: Annotated[str, msgspec.Meta(pattern="^(merge|split|confirm|reject)$")]
    about: Annotated[str, msgspec.Meta(pattern="^(entity|story|claim|edge|match|conflict)$")]
    targets: Annotated[list[TargetBody], msgspec.Meta(min_length=1, max_length=200)]
    by: Short = ""
    why: Short = ""


class UndoBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes a judgement back."""

    by: Short = ""


def body_of(given: object, kind: type[Body]) -> Body:
    """A body of a kind. Raises `BadRequestError` where it is another."""
    try:
        return msgspec.convert(given, learnt(kind))
    except msgspec.ValidationError as error:
        raise BadRequestError(str(error)) from error


def body_schemas(*kinds: type) -> Mapping[str, Schema]:
    """The schemas of bodies, by name."""
    _, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    one_of = [{"required": [name], "properties": {name: {"type": "string"}}} for name in _GIVEN]
    components[ArticleBody.__name__]["oneOf"] = one_of
    return components
