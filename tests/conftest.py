"""What all tests share: languages loaded once, no network, the same random cases in every run of CI."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from selon.lang import Lexicon, load_lexicon

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell has what it starts in the background ignore Ctrl-C, and what tests start would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def lexicon_fr() -> Lexicon:
    """The words of French."""
    return load_lexicon("fr")


@pytest.fixture(scope="session")
def lexicon_en() -> Lexicon:
    """The words of English."""
    return load_lexicon("en")


@pytest.fixture(scope="session")
def model_fr(lexicon_fr: Lexicon) -> Language:
    """The French parser; loading it takes seconds, so it is loaded once."""
    return _load(lexicon_fr)


@pytest.fixture(scope="session")
def model_en(lexicon_en: Lexicon) -> Language:
    """The English parser, loaded once."""
    return _load(lexicon_en)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold and scorer, which stands outside the project; the test is skipped without it."""
    folder = Path(os.environ.get("SELON_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("the gold is not at hand: SELON_SHARED names its folder")
    return folder


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """A test that asks another machine fails, and says which it asked; this machine may be asked."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


def _load(lexicon: Lexicon) -> Language:
    from selon.attribute.models import load_model

    return load_model(lexicon.about.model)


def _is_here(host: object) -> bool:
    return host in (None, "", "localhost", "::1", b"localhost") or str(host).startswith("127.")


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            pytest.fail(f"a test asked the network for {address[0]}")
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: object, *args: Any, **options: Any) -> Any:
        if not _is_here(host):
            pytest.fail(f"a test asked the network where {host!r} is")
        return lookup(host, *args, **options)

    return guarded
