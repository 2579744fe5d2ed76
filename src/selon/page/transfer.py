"""What a web server sent, as an archive kept it: its headers read, its body unpacked, within bounds."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

from selon.page.compressed import find_packing, gunzip, unzstd
from selon.page.decode import find_binary

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_LINE = re.compile(rb"\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class TooLargeError(ValueError):
    """A body unpacks to more bytes than are read."""


def read_head(block: bytes) -> tuple[int, dict[str, str], int] | None:
    """Status, headers (lower-case, one told twice joined by ", ") and where the body begins.

    block: the first bytes of an HTTP answer. None where it is none.
    """
    status = _STATUS.match(block)
    if not status:
        return None
    end = _END.search(block)
    head = block[: end.start()] if end else block
    headers: dict[str, str] = {}
    for line in _LINE.split(head)[1:]:
        name, colon, value = line.decode("utf-8", errors="replace").partition(":")
        if colon and name.strip():
            key = name.strip().lower()
            headers[key] = f"{headers[key]}, {value.strip()}" if key in headers else value.strip()
    return int(status[1]), headers, end.end() if end else len(block)


def unpack_body(body: bytes, headers: dict[str, str], most: int, *, cut: bool = False) -> bytes:
    """A body without its transfer and content encodings (chunked, gzip, deflate, br, zstd).

    Crawlers often unpack a body and leave the headers as they were: a body
    that is not in the encoding told is taken as it is. `cut` says that the
    crawler stopped early: what there is of the body is enough.

    Raises `TooLargeError` above `most` bytes, `ValueError` where the encoding is broken or unknown.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    told = headers.get("content-encoding", "").lower().split(",")
    names = [name.strip() for name in told if name.strip() not in ("", "identity", "none")]
    if len(names) > 5:  # nobody packs a page so often, and every layer can be a bomb
        raise ValueError(f"{len(names)} content encodings")
    for name in reversed(names):
        body = _unpack(body, name, most, cut=cut)
    if len(body) > most:
        raise TooLargeError
    return body


def _join_chunks(body: bytes) -> bytes:
    """The chunks joined, as far as they go; a body that does not begin with one as it is."""
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts else body


def _unpack(body: bytes, name: str, most: int, *, cut: bool) -> bytes:
    name = name.removeprefix("x-")
    if name in ("gzip", "zstd"):
        if find_packing(body) != name:
            return body
        return _take(gunzip(io.BytesIO(body)) if name == "gzip" else unzstd(io.BytesIO(body)), name, most, cut=cut)
    if name == "deflate":
        wrapped = body[:1] == b"\x78" and len(body) > 1 and int.from_bytes(body[:2], "big") % 31 == 0
        return _or_text(body, gunzip(io.BytesIO(body), 15 if wrapped else -15), name, most, cut=cut)
    if name == "br":
        return _or_text(body, _unbrotli(body), name, most, cut=cut)
    raise ValueError(f"the content encoding {name[:40]!r}, which is not known")


def _take(pieces: Iterator[bytes], name: str, most: int, *, cut: bool) -> bytes:
    parts, size = [], 0
    try:
        for piece in pieces:
            parts.append(piece)
            size += len(piece)
            if size > most:
                raise TooLargeError
    except (zlib.error, OSError, EOFError) as error:
        if not (cut and parts):
            raise ValueError(f"{name} that is broken ({error})") from error
    return b"".join(parts)


def _or_text(body: bytes, pieces: Iterator[bytes], name: str, most: int, *, cut: bool) -> bytes:
    """The body unpacked; as it is where that fails and it is text, since these formats have no mark of their own."""
    try:
        return _take(pieces, name, most, cut=cut)
    except TooLargeError:
        raise
    except ValueError:
        if find_binary(body):
            raise
        return body


def _unbrotli(body: bytes) -> Iterator[bytes]:
    from fastwarc.stream_io import BrotliReader

    reader = BrotliReader(io.BytesIO(body))
    while piece := reader.read(65_536):
        yield piece
