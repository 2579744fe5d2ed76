"""Shapes that records are read into, each made known to msgspec before it is used.

msgspec works out what a class is made of when it first meets it, and where a
second thread meets the same class meanwhile, it reads what is half written and
the process ends (0.22). So a class is first met under a lock.
"""

from __future__ import annotations

import threading
from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")

_learning = threading.Lock()
_learnt: set[object] = set()


def learnt(shape: type[Shape]) -> type[Shape]:
    """The same shape, known to msgspec: what is given to its functions where several threads may run."""
    if shape not in _learnt:
        with _learning:
            msgspec.json.Decoder(shape)
            _learnt.add(shape)
    return shape
