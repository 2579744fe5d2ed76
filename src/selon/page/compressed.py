"""gzip and zstd unpacked as they are read, never at once.

Bytes that are broken or cut short are a `SourceError` that names the source;
what came before the damage was given out by then.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Protocol

from selon.errors import SourceError

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_READ = 65_536
_ZSTD_READ = 1_024
"""One KiB of zstd unpacks to 32 MB at the most (a block of four bytes to 128 KiB); zstandard sets no limit itself."""
_ZSTD_WINDOW = 2**27


class ByteStream(Protocol):
    """What can be read in bytes: `read1` gives what is at hand, at most `size`, and nothing only at the end."""

    def read1(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`; empty at the end."""


def find_packing(head: bytes) -> str | None:
    """ "gzip" or "zstd" by a stream's first four bytes, None for anything else."""
    if head.startswith(_GZIP):
        return "gzip"
    return "zstd" if head.startswith(_ZSTD) else None


def prefix(head: bytes, rest: ByteStream) -> io.BufferedReader:
    """A stream whose first bytes were already read: they come first again."""
    return io.BufferedReader(_Pieces(_chain(head, rest)))


def unpack(stream: ByteStream, source: str, packing: str) -> io.BufferedReader:
    """The stream unpacked; frames or members one after the other are one stream, as `cat a.gz b.gz` makes them.

    Reading raises `SourceError` where the bytes are broken or end too early,
    after all that can be had was given out.
    """
    pieces = gunzip(stream) if packing == "gzip" else unzstd(stream)
    return io.BufferedReader(_Pieces(_explained(pieces, source, packing)))


def unpack_bytes(content: bytes, source: str, most: int) -> bytes:
    """Content unpacked once where it is gzip or zstd, else as it is.

    Raises `SourceError` where it is broken, or unpacks to more than `most` bytes.
    """
    packing = find_packing(content)
    if packing is None:
        return content
    unpacked = unpack(io.BytesIO(content), source, packing).read(most + 1)
    if len(unpacked) > most:
        raise SourceError(source, f"{source}: unpacks to more than {most} bytes; no list of articles is so long")
    return unpacked


def gunzip(stream: ByteStream, window: int = 31) -> Iterator[bytes]:
    """The unpacked pieces of gzip members; `window` as zlib takes it, for its other formats.

    Raises `zlib.error` where they are broken and `EOFError` where they end too early.
    """
    data = stream.read1(_READ)
    while data:
        member = zlib.decompressobj(window)
        while not member.eof:
            more = data or stream.read1(_READ)
            piece = member.decompress(more, _READ)
            data = member.unconsumed_tail
            if piece:
                yield piece
            elif not more and not member.eof:
                raise EOFError("cut short")
        data = member.unused_data.lstrip(b"\0")  # tape padding, which gzip allows
        while not data and (data := stream.read1(_READ)):
            data = data.lstrip(b"\0")


def unzstd(stream: ByteStream) -> Iterator[bytes]:
    """The unpacked pieces of zstd frames. Raises `ValueError` where they are broken, `EOFError` as `gunzip` does."""
    import zstandard

    data = stream.read1(_ZSTD_READ)
    while data:
        frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while not frame.eof:
            if not data and not (data := stream.read1(_ZSTD_READ)):
                raise EOFError("cut short")
            try:
                piece = frame.decompress(data)
            except zstandard.ZstdError as error:
                raise ValueError(str(error)) from error
            data = frame.unused_data
            if piece:
                yield piece
        data = data or stream.read1(_ZSTD_READ)


def _chain(head: bytes, rest: ByteStream) -> Iterator[bytes]:
    if head:
        yield head
    while piece := rest.read1(_READ):
        yield piece


def _explained(pieces: Iterator[bytes], source: str, packing: str) -> Iterator[bytes]:
    done = 0
    try:
        for piece in pieces:
            done += len(piece)
            yield piece
    except (zlib.error, ValueError, EOFError) as error:
        what = "is cut short" if isinstance(error, EOFError) else f"is broken ({error})"
        raise SourceError(
            source, f"{source}: the {packing} data {what} after {done} unpacked bytes; get the file again"
        ) from error


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a raw stream. What they raise comes after all pieces before it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._piece, self._at, self._read = pieces, b"", 0, 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._read

    def readinto(self, into: bytearray | memoryview, /) -> int:  # type: ignore[override]  # typeshed's Buffer is 3.12
        if self._at == len(self._piece):
            self._piece, self._at = next(self._pieces, b""), 0
        part = self._piece[self._at : self._at + len(into)]
        into[: len(part)] = part
        self._at += len(part)
        self._read += len(part)
        return len(part)
