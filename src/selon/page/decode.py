"""Bytes to text, when the encoding is declared, not declared, or declared wrongly."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"OggS", "an audio or video file"),
    (b"ID3", "an audio file"),
)
_SAMPLE = 65_536
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_WESTERN = frozenset("àâäáãçéèêëíîïìóôöòõñúûüùœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ«»’‘“”–—…€°•£©®§\u00a0ºª")
_LONE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f]")
"""Control characters but for tabs, line ends, escape and backspace."""
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252", "iso8859-15"})
_CP1252 = "selon.cp1252"


def find_binary(content: bytes | str) -> str | None:
    """What kind of binary file this is ("a PDF file"), None for text in any encoding."""
    if isinstance(content, str):
        return "binary data" if _is_binary(content[:_SAMPLE]) else None
    for magic, name in _MAGIC:
        if content.startswith(magic) and not (magic in (b"BZh", b"ID3", b"OggS") and _is_ascii(content[:_SAMPLE])):
            return name
    if _find_bom(content) or _guess_utf16(content):
        return None
    return "binary data" if _is_binary(content[:_SAMPLE].decode("latin-1")) else None


def decode(content: bytes, header: str | None = None, *, markup: bool = False) -> tuple[str, bool]:
    """The text of bytes, a byte order mark dropped, and whether some bytes had to be guessed one by one.

    header: a Content-Type header, whose charset goes before the page's own.
    markup: look for a charset in `<meta>` and the XML declaration. In order: byte
    order mark, UTF-8 if that fits throughout, what is declared, detection
    (charset-normalizer), Windows-1252; a label of Latin-1 or ASCII means
    Windows-1252, as in browsers (WHATWG Encoding Standard). Never raises.
    """
    if bom := _find_bom(content):
        return _decode_loosely(content[len(bom[0]) :], bom[1])
    if wide := _guess_utf16(content):
        return _decode_loosely(content, wide)
    declared = _find_declared(content, header, markup=markup)
    if declared and declared.startswith(("iso2022", "hz", "utf-7")):
        declared = None
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    if declared and declared not in _LATIN and declared != "utf-8":
        try:
            return content.decode(declared), False
        except (UnicodeDecodeError, LookupError, ValueError):
            declared = None
    if _is_mostly_utf8(content):
        return content.decode("utf-8", errors=_CP1252), True
    if declared in _LATIN or _looks_western(content):
        return content.decode("cp1252", errors=_CP1252), False
    return _detect(content), declared is not None


def mend(text: str) -> tuple[str, int]:
    """The text with every lone surrogate replaced by U+FFFD, one for one, and how many there were."""
    return _LONE.subn("\ufffd", text)


def _find_bom(content: bytes) -> tuple[bytes, str] | None:
    return next(((mark, name) for mark, name in _BOMS if content.startswith(mark)), None)


def _decode_loosely(content: bytes, name: str) -> tuple[str, bool]:
    text = content.decode(name, errors="replace")
    return text, "\ufffd" in text


def _guess_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte is NUL, and on one side only."""
    sample = content[:4096]
    if len(sample) < 8 or len(content) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _find_declared(content: bytes, header: str | None, *, markup: bool) -> str | None:
    """The declared encoding's name as Python knows it, None where it knows none such."""
    labels = [match[1] for match in [_HEADER.search(header or "")] if match]
    if markup:
        head = content[:_SAMPLE]
        labels += [match[1].decode("ascii") for match in (_XML.search(head), _META.search(head)) if match]
    for label in labels:
        try:
            info = codecs.lookup(label)
            "".encode(info.name)
        except (LookupError, ValueError):
            continue
        return info.name
    return None


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether most of what is not ASCII is sound UTF-8: a UTF-8 page with a foreign passage, or cut short."""
    loose = content.decode("utf-8", errors="replace")
    bad = loose.count("\ufffd")
    good = len(loose) - sum(character < "\x80" for character in loose) - bad
    return good > bad


def _looks_western(content: bytes) -> bool:
    high = [character for character in content.decode("cp1252", errors=_CP1252) if character >= "\x80"]
    return sum(character in _WESTERN for character in high) >= 0.95 * len(high)


def _detect(content: bytes) -> str:
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(content[:_SAMPLE]).best()
        if best is not None and best.encoding != "utf_7":
            return content.decode(best.encoding, errors="replace")
    except (LookupError, ValueError, RecursionError):
        pass
    return content.decode("cp1252", errors=_CP1252)


def _is_ascii(sample: bytes) -> bool:
    return sample.isascii() and not _is_binary(sample.decode("ascii"))


def _is_binary(sample: str) -> bool:
    """More than one control character in twenty."""
    return len(_CONTROLS.findall(sample)) > 0.05 * len(sample)


def _replace_by_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in bad), error.end


codecs.register_error(_CP1252, _replace_by_cp1252)
