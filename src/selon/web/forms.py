"""What a reader sends: a form, read while it comes in, never more of it than is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import anyio
import msgspec
from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request

from selon.web.settings import ServeSettings

_FIELDS = 200
_SLACK = 65_536
"""Bytes that a form has beside the text in it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its name and bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with its values in order, and the file that came with it."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    upload: Upload | None = None

    def first(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        values = self.fields.get(name)
        return values[0] if values else default

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a field that hold something."""
        return tuple(value for value in self.fields.get(name, ()) if value.strip())


async def read_form(request: Request, settings: ServeSettings) -> Form:
    """The form of a request. Raises `HTTPException` where it is too large, too slow, or no form."""
    # In a form each byte of a text may take three characters, and base64 four for three.
    bounded(request, 3 * settings.max_body + _SLACK)
    try:
        with anyio.fail_after(settings.patience):
            async with request.form(
                max_files=1, max_fields=_FIELDS, max_part_size=2 * settings.max_body + _SLACK
            ) as given:
                fields: dict[str, list[str]] = {}
                upload = None
                for name, value in given.multi_items():
                    if not isinstance(value, UploadFile):
                        fields.setdefault(name, []).append(value)
                    elif value.filename:
                        content = await value.read(settings.max_body + 1)
                        if len(content) > settings.max_body:
                            raise HTTPException(413)
                        upload = Upload(value.filename, content)
    except TimeoutError as error:
        raise HTTPException(408) from error
    except (MultiPartException, FormParserError, ClientDisconnect, UnicodeDecodeError) as error:
        raise HTTPException(400) from error
    return Form({name: tuple(values) for name, values in fields.items()}, upload)


async def read_json(request: Request, settings: ServeSettings) -> object:
    """The JSON of a request, with no half of a character in it that could not be written down.

    Raises `HTTPException` where it is none, too large, or too slow.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415)
    bounded(request, 2 * settings.max_body + _SLACK)
    try:
        with anyio.fail_after(settings.patience):
            return msgspec.json.decode(await request.body())
    except TimeoutError as error:
        raise HTTPException(408) from error
    except ClientDisconnect as error:
        raise HTTPException(400) from error
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error


def bounded(request: Request, most: int) -> None:
    """Let no more than so many bytes of the body in; the next one ends the request with status 413."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise HTTPException(413)
    receive, size = request._receive, 0  # noqa: SLF001  (the one place where bytes can be counted as they come)

    async def counted() -> object:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise HTTPException(413)
        return message

    request._receive = counted  # type: ignore[assignment]  # noqa: SLF001
