"""What a user names -> pages: files, folders, patterns, archives, feeds, sitemaps, standard input, addresses.

A bad source is an error in the stream, never an exception: the others are done.

| a source | is |
|---|---|
| `.html .htm .xhtml .txt .md`, or what looks like one | a page |
| `.jsonl`, or what begins with a JSON object | an article a line |
| `.warc`, `.wacz` | the pages that a crawl captured |
| RSS, Atom, JSON Feed | the page of each entry, fetched |
| a sitemap, a sitemap for news, an index of sitemaps | the page of each address, fetched |
| `.urls`, or a text of nothing but addresses, one a line | the page of each, fetched |
| an address | the page there, or the pages of the list there |
| a folder | its files of the first three kinds, also packed; lists in it are not followed |
| a pattern (`news/**/*.html`) | the files that match |
| `-` | standard input, any of the above but a folder and a WACZ |

All but WACZ may be packed by gzip or zstd, with or without saying so in its
name. One module a form: `records`, `archives`, `feeds`, `sitemaps`, `lists`.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from selon.errors import SourceError
from selon.page.archives import find_wacz_pages
from selon.page.fetch import Fetcher
from selon.page.found import Found
from selon.page.kinds import PACKED, find_suffix
from selon.page.settings import FetchSettings
from selon.page.streams import PAGES, Desk, find_address_pages, find_stream_pages, listed

ARTICLES = PAGES | {".jsonl", ".warc", ".wacz"}
"""The endings of the files that are read in a folder, also with one of packing after it; others are passed over."""

_HOST = re.compile(r"www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def find_pages(
    sources: Sequence[str], settings: FetchSettings | None = None, *, follow: bool = True
) -> Iterator[Found]:
    """The pages of all sources, in order, one after the other as they are asked for.

    A source is an HTML or plain-text file, JSON Lines, a web archive (WARC or
    WACZ), a feed (RSS, Atom, JSON Feed), a sitemap or an index of sitemaps, a
    list of addresses, each also packed by gzip or zstd; a folder (read whole,
    sorted, hidden ones passed over, nothing fetched); a pattern such as
    "pages/**/*.html" (sorted); an http(s) address of a page or of a list of
    pages; or "-" for standard input. What a list names is fetched, each address
    once, with a pause between two pages of one host. Without `follow` nothing is
    fetched: addresses and lists of them come as `PassedOver` of kind "list".

    What cannot be read comes as a `SourceError` in its place; nothing is
    raised. What stands in a source and is no news page (an archive's images, a
    feed's entry without an address, what is more than `FetchSettings.max_items`)
    is counted, and comes as one `PassedOver` a kind at the end of the source.
    """
    desk = Desk(Fetcher(settings or FetchSettings()), follow=follow)
    for source in sources:
        try:
            yield from _find_source_pages(source, desk)
        except SourceError as error:
            yield error
        except (OSError, ValueError) as error:
            yield _explain(source, error)


def _find_source_pages(source: str, desk: Desk) -> Iterator[Found]:
    if source == "-":
        if sys.stdin is None:
            raise SourceError(source, "-: there is no standard input; give a file, a folder or an address")
        yield from find_stream_pages(sys.stdin.buffer, "-", "", desk)
    elif _SCHEME.match(source):
        yield from find_address_pages(source, desk) if desk.follow else listed(source)
    elif not source.strip():
        raise SourceError(source, "an empty source; give a file, a folder, an address or -")
    elif Path(source).is_dir():
        yield from _find_folder_pages(source, desk)
    elif glob.has_magic(source) and not os.path.lexists(source):
        yield from _find_matching_pages(source, desk)
    else:
        yield from _find_file_pages(source, desk)


def _find_folder_pages(source: str, desk: Desk) -> Iterator[Found]:
    """The pages of a folder's article files, by path; a folder that cannot be opened is an error in its place."""
    failed: list[OSError] = []
    found = False
    offline = Desk(desk.fetcher, follow=False)
    for folder, names, files in os.walk(source, onerror=failed.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith(".") or not _is_article_name(name) or _is_special(path):
                continue
            found = True
            yield from _find_or_explain(str(path), offline)
    for failure in failed:
        found = True
        yield _explain(str(failure.filename or source), failure)
    if not found:
        raise SourceError(source, f"{source}: no articles in this folder; it may hold {', '.join(sorted(ARTICLES))}")


def _find_matching_pages(pattern: str, desk: Desk) -> Iterator[Found]:
    """The pages of the files that a pattern matches, by path; folders among them are passed over."""
    found = False
    for path in sorted(glob.iglob(pattern, recursive=True)):  # noqa: PTH207  (patterns may be absolute)
        if not Path(path).is_dir() and not _is_special(Path(path)):
            found = True
            yield from _find_or_explain(path, desk)
    if not found:
        raise SourceError(pattern, f"{pattern}: no file matches this pattern; check it, ** stands for folders as well")


def _find_or_explain(path: str, desk: Desk) -> Iterator[Found]:
    """The pages of one file among others, or why there are none."""
    try:
        yield from _find_file_pages(path, desk)
    except SourceError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _explain(path, error)


def _find_file_pages(path: str, desk: Desk) -> Iterator[Found]:
    status = Path(path).stat()
    if stat.S_ISREG(status.st_mode) and status.st_size == 0:
        raise SourceError(path, f"{path}: the file is empty")
    if Path(path).suffix.lower() == ".wacz":
        yield from find_wacz_pages(path, desk.most)
        return
    with Path(path).open("rb") as stream:
        yield from find_stream_pages(stream, path, find_suffix(path), desk)


def _is_article_name(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    return suffix in ARTICLES or (suffix in PACKED and find_suffix(name) in ARTICLES - {".wacz"})


def _is_special(path: Path) -> bool:
    """Whether it is a pipe or a device: nobody may ever write into it."""
    return path.exists() and not path.is_file()


def _explain(source: str, error: Exception) -> SourceError:
    if isinstance(error, FileNotFoundError):
        or_else = ", or write https:// before it if it is an address" if _HOST.match(source) else ""
        return SourceError(source, f"{source}: no such file or folder; check the path{or_else}")
    if isinstance(error, PermissionError):
        return SourceError(source, f"{source}: no permission to read it; change its permissions or copy it")
    return SourceError(source, f"{source}: cannot be read ({error}); check the path")
