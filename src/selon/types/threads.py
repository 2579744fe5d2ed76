"""What several threads may come to need for the first time at one moment, made by one of them while the others wait."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import msgspec

Shape = TypeVar("Shape")
Given = ParamSpec("Given")
Made = TypeVar("Made")

_learning = threading.Lock()
_learnt: set[object] = set()


def learnt(shape: type[Shape]) -> type[Shape]:
    """The same shape, known to msgspec: what is given to its functions where several threads may run.

    msgspec works out what a class is made of when it first meets it, and where
    a second thread meets the same class meanwhile, it reads what is half
    written and the process ends (0.22). `shape` is one that JSON can say.
    """
    if shape not in _learnt:
        with _learning:
            msgspec.json.Decoder(shape)
            _learnt.add(shape)
    return shape


def once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """The same function, called once for what it is given; what it made is given to all."""
    kept, making = functools.cache(make), threading.Lock()

    @functools.wraps(make)
    def made(*given: Given.args, **named: Given.kwargs) -> Made:
        with making:
            return kept(*given, **named)  # type: ignore[arg-type]

    return made
