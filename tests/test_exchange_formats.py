"""What holds for every exchange format: the list of them, the same bytes each time, nothing that breaks them."""

from __future__ import annotations

import importlib
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from exchange_exports import exports, whole, written
from hypothesis import HealthCheck, given, settings

from selon.errors import SelonError
from selon.report.exchange import FORMATS, Export, MissingLibraryError
from selon.report.exchange.export import library

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
"""A random export is large; its repr is needed only where a test fails."""

EVERY = pytest.mark.parametrize("name", FORMATS)
TEXTUAL = [name for name, one in FORMATS.items() if not one.binary]


def test_the_list_is_in_order() -> None:
    for name, one in FORMATS.items():
        assert one.name == name
        assert one.ending.startswith(".")
        assert one.description.endswith(".")
        assert set(one.takes) <= set(Export.__dataclass_fields__)


@EVERY
def test_nothing_at_all(name: str) -> None:
    out = io.BytesIO()
    assert FORMATS[name].write(out, Export()) == 0
    assert not out.closed


@EVERY
def test_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(name, whole())
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert written(name, whole()) == first
    assert first


@EVERY
def test_the_stream_stays_open_and_need_not_seek(name: str) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.taken = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.taken += data
            return len(data)

    pipe = Pipe()
    FORMATS[name].write(pipe, whole())  # type: ignore[arg-type]
    assert not pipe.closed
    assert pipe.taken


@EVERY
def test_documents_come_lazily(name: str) -> None:
    def one_by_one() -> Iterator[object]:
        yield from whole().documents

    export = whole()
    lazy = Export(one_by_one(), iter(export.stories), export.judgements, export.entities, export.members)  # type: ignore[arg-type]
    out = io.BytesIO()
    assert FORMATS[name].write(out, lazy) > 0
    assert out.getvalue() == written(name, export)


@EVERY
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(export=exports())
def test_any_export_can_be_written(name: str, export: Export) -> None:
    content = written(name, export)
    if name in TEXTUAL:
        content.decode("utf-8")


@pytest.mark.parametrize(("name", "needed"), [("xlsx", "openpyxl"), ("parquet", "pyarrow"), ("ftm", "followthemoney")])
def test_a_library_that_is_missing(name: str, needed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(wanted: str, *_: object) -> object:
        raise ModuleNotFoundError(f"No module named {wanted!r}", name=wanted)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(MissingLibraryError, match=r"pip install 'selon\[exchange\]'") as caught:
        FORMATS[name].write(io.BytesIO(), whole())
    assert caught.value.name == needed
    assert isinstance(caught.value, SelonError)


def test_a_library_that_lacks_something_is_not_called_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    monkeypatch.setattr(importlib, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="numpy"):
        library("pyarrow")


def test_nothing_prints_and_nothing_optional_is_imported_on_top() -> None:
    package = Path(importlib.import_module("selon.report.exchange").__file__ or "").parent
    for file in package.glob("*.py"):
        source = file.read_text("utf-8")
        assert "print(" not in source
        assert not any(
            line.startswith((f"import {name}", f"from {name}"))
            for line in source.splitlines()
            for name in ("pyarrow", "openpyxl", "followthemoney", "prov", "rdflib", "bibtexparser")
        ), file
