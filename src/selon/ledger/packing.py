"""Records as they lie in the file: MessagePack, compressed with Zstandard."""

from __future__ import annotations

import functools
import hashlib
import threading
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from selon.types import Page, Reading
from selon.types.threads import learnt

T = TypeVar("T")
_LARGEST = 1_000_000_000
"""Bytes that a record may have once unpacked."""


def pack(record: object) -> bytes:
    """A record in few bytes; the same record gives the same bytes."""
    return _own().compressor.compress(msgspec.msgpack.encode(record))


def unpack(kept: bytes, kind: type[T]) -> T:
    """The record of `pack`. Raises `ValueError` where the bytes hold none."""
    import zstandard

    try:
        whole = _own().decompressor.decompress(kept, max_output_size=_LARGEST)
        return msgspec.msgpack.decode(whole, type=learnt(kind))
    except (zstandard.ZstdError, msgspec.DecodeError) as error:
        raise ValueError(f"not a {kind.__name__} as it was kept ({error})") from error


@dataclass(frozen=True, slots=True)
class _KeptPage:
    """A page with its content in bytes, which it may have been before."""

    page: _Known
    content: bytes
    text: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What was known of a page besides its content: the fields of `Page`."""

    source: str
    media: str
    id: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    lang: str | None
    fetched: str | None
    headers: tuple[tuple[str, str], ...]


def pack_page(page: Page) -> bytes:
    """A page in few bytes."""
    known = _Known(*(getattr(page, name) for name in _Known.__slots__))
    return pack(_KeptPage(known, _bytes_of(page), isinstance(page.content, str)))


def unpack_page(kept: bytes) -> Page:
    """The page of `pack_page`. Raises `ValueError` where the bytes hold none."""
    found = unpack(kept, _KeptPage)
    content = found.content.decode("utf-8", "surrogatepass") if found.text else found.content
    return Page(content=content, **{name: getattr(found.page, name) for name in _Known.__slots__})


def _bytes_of(page: Page) -> bytes:
    return page.content.encode("utf-8", "surrogatepass") if isinstance(page.content, str) else page.content


def digest_of_page(page: Page) -> str:
    """SHA-256 of a page and of what was known beside it, but not of when and where from it was fetched."""
    content = _bytes_of(page)
    given = (page.media, page.url, page.id, page.outlet, page.title, page.published, page.lang)
    return hashlib.sha256(msgspec.json.encode(given) + b"\n" + content).hexdigest()


def digest_of_reading(reading: Reading) -> str:
    """SHA-256 of what makes one version of a document another: its words and what is known of it."""
    document = reading.document
    told = (document.text, document.title, document.byline, document.outlet, document.published, document.published_at)
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def without_text(reading: Reading) -> Reading:
    """A reading as it is packed: its text lies beside it, where SQL can see it, and its id may change."""
    return replace(reading, document=replace(reading.document, text="", id=""))


def with_text(reading: Reading, text: str, name: str) -> Reading:
    """The reading whole again."""
    return replace(reading, document=replace(reading.document, text=text, id=name))


class _Own(threading.local):
    """What packs and unpacks in one thread: Zstandard's are not to be shared."""

    def __init__(self) -> None:
        import zstandard

        self.compressor = zstandard.ZstdCompressor(level=3)
        self.decompressor = zstandard.ZstdDecompressor()


@functools.cache
def _own() -> _Own:
    return _Own()
