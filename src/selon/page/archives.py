"""Web archives -> the pages they captured: WARC, read record by record, and WACZ, a ZIP archive of them.

Pages come as they are met. What is no news page is counted by kind and told at
the end of the archive; what is damaged is an error after the pages before it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from selon.errors import SourceError
from selon.page.captures import find_target, read_capture
from selon.page.compressed import ByteStream, find_packing, prefix, unpack
from selon.page.found import Found, Tally
from selon.types import Page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_WARCS = (".warc", ".warc.gz", ".warc.zst")
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
_DAMAGE = (*_BROKEN, ValueError, RuntimeError)  # a ZIP archive's own table may be wrong as well, or ask for a password


def find_warc_pages(stream: io.BufferedReader, source: str, most: int) -> Iterator[Found]:
    """The pages of a WARC stream, plain or packed (gzip, zstd, lz4), then one `PassedOver` a kind of the rest.

    A page's `source` is "crawl.warc.gz:https://...". most: bytes of one page.
    A broken record is a `SourceError`, and so, at the end, is an archive that is
    damaged or cut short.
    """
    tally = Tally(source)
    try:
        yield from _find_record_pages(stream, source, source, most, tally)
    except SourceError as error:
        yield from tally
        yield error
        return
    yield from tally


def find_wacz_pages(path: str, most: int) -> Iterator[Found]:
    """The pages of a WACZ file, as `find_warc_pages` of each WARC in it; a damaged one costs that one.

    Raises `SourceError` when it is no ZIP archive or holds no WARC.
    """
    tally = Tally(path)
    with Path(path).open("rb") as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except _DAMAGE as error:
            raise SourceError(path, f"{path}: a damaged WACZ file ({error}); get it again") from error
        members = [member for member in archive.infolist() if member.filename.lower().endswith(_WARCS)]
        if not members:
            raise SourceError(path, f"{path}: no WARC in this ZIP archive; a WACZ file has them in archive/")
        for member in members:
            place = f"{path}:{member.filename}"
            try:
                yield from _find_member_pages(archive, member, path, most, tally)
            except SourceError as error:
                yield error
            except _DAMAGE as error:
                yield SourceError(place, f"{place}: damaged ({error}); get the file again")
    yield from tally


def _find_member_pages(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, most: int, tally: Tally
) -> Iterator[Page | SourceError]:
    """The pages of one WARC in a WACZ file."""
    place = f"{path}:{member.filename}"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SourceError(place, f"{place}: packed in a way that WACZ does not know; pack it anew, stored or deflated")
    with archive.open(member) as stream:
        yield from _find_record_pages(prefix(b"", cast("ByteStream", stream)), path, place, most, tally)


def _find_record_pages(
    stream: io.BufferedReader, archive: str, place: str, most: int, tally: Tally
) -> Iterator[Page | SourceError]:
    """The pages of a WARC's records, and errors of single ones; what is no page goes into the tally.

    archive: what stands before the pages' addresses; place: what is named in errors.
    Raises `SourceError` where it is damaged, or no WARC.
    """
    any_found = False
    try:
        for record in _find_records(stream, place):
            any_found = True
            found = _read_or_error(record, archive, most)
            _check_whole(record, place)
            if isinstance(found, str):
                tally.add(found, find_target(record))
            else:
                yield found
    except _BROKEN as error:
        what = "after its last whole record" if any_found else "at its beginning"
        raise SourceError(
            place, f"{place}: damaged or no WARC {what} ({str(error)[:80]}); get the file again"
        ) from error
    if not any_found:
        raise SourceError(place, f"{place}: no records in it; give a WARC file")


def _find_records(stream: io.BufferedReader, place: str) -> Iterator[WarcRecord]:
    """The records of a stream. gzip is unpacked here: fastwarc passes over where it is cut short."""
    from fastwarc.warc import ArchiveIterator

    head = stream.read(4)
    stream = prefix(head, stream)
    if find_packing(head) == "gzip":
        stream = unpack(stream, place, "gzip")
    # content is decoded elsewhere: where fastwarc 2.0.1 does it, the records after it are lost
    return ArchiveIterator(_AtHand(stream), parse_http=False)


def _read_or_error(record: WarcRecord, archive: str, most: int) -> Page | SourceError | str:
    """The page of a record, what is wrong with it, or the kind under which it is passed over."""
    try:
        return read_capture(record, archive, most)
    except SourceError as error:
        return error


def _check_whole(record: WarcRecord, place: str) -> None:
    """Raise `SourceError` where the stream ends inside the record, which fastwarc does not tell."""
    told = record.headers.get("Content-Length")
    record.reader.consume()
    if told is None or not told.strip().isdigit() or record.reader.tell() < int(told):
        url = find_target(record)
        raise SourceError(
            place, f"{place}: cut short inside a record{f' ({url})' if url else ''}; what came before is whole"
        )


class _AtHand(io.RawIOBase):
    """A stream that gives what is at hand, so that an error comes after all bytes before it; fastwarc reads it so."""

    def __init__(self, stream: io.BufferedReader) -> None:
        super().__init__()
        self._stream, self._at = stream, 0

    def read(self, size: int = -1, /) -> bytes:
        piece = self._stream.read1(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at
