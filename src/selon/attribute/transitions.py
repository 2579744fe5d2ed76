"""Documents through spaCy's components, with its two loops over transitions run from here.

The parser and the recognizer of names choose one action after the other, and
ask before each which of some hundred are allowed. spaCy's own loop lets go of
Python's lock first, and each of those questions takes it again and drops it,
which is half of the time. Here the same steps are taken with the lock held:
the same scores, the same actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def annotate(nlp: Language, docs: Sequence[Doc]) -> Sequence[Doc]:
    """What `nlp.pipe` makes of documents that hold words, all in one batch; they are changed and given back."""
    pipe: Any
    for _, pipe in nlp.pipeline:
        if _is_greedy(pipe):
            pipe.set_annotations(docs, choose(pipe, docs))
        elif hasattr(pipe, "pipe"):
            docs = list(pipe.pipe(docs, batch_size=len(docs)))
        else:
            docs = [pipe(doc) for doc in docs]
    return docs


def _is_greedy(pipe: Any) -> bool:
    """Whether a component steps as `choose` does: one action at a time, scored by a layer of its own."""
    network = getattr(pipe, "model", None)
    if not hasattr(pipe, "transition_states") or network is None or pipe.cfg["beam_width"] != 1:
        return False
    return bool(network.attrs["has_upper"]) and not network.attrs["unseen_classes"]


def choose(pipe: Any, docs: Sequence[Doc]) -> list[Any]:
    """The states in which a transition-based component ends, a document each."""
    states: list[Any] = pipe.moves.init_batch(docs)
    left = [state for state in states if not state.is_final()]
    if not left:
        return states
    step = pipe.model.predict(docs)
    weights, bias = step.vec2scores.get_param("W").T, step.vec2scores.get_param("b")
    while left:
        hidden, _ = step.state2vec(step.get_token_ids(left), False)
        left = pipe.transition_states(left, np.ascontiguousarray(hidden @ weights + bias))
    step.clear_memory()
    return states
