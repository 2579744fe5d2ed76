"""Placing new documents for the ledger: the measure of `story.place` over what the ledger keeps."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selon.ledger.stories import NearStory
    from selon.story.grouping import Group

_REMEMBERED = 2_000
"""Stories whose middle is remembered."""


class StoryPlacer:
    """Places documents; remembers the middles of stories until something in them changes."""

    def __init__(self) -> None:
        self._groups: OrderedDict[tuple[int, int], Group] = OrderedDict()

    def place(self, sketch: bytes, near: Sequence[NearStory]) -> tuple[int, ...]:
        """The stories that a document belongs to, the best first; empty for a story of its own."""
        from selon.story.place import place, sketch_from_bytes

        stories = {story.story: group for story in near if (group := self._group(story)) is not None}
        return place(sketch_from_bytes(sketch), stories)

    def _group(self, near: NearStory) -> Group | None:
        from selon.story.place import gather, sketch_from_bytes

        key = (near.story, near.changed)
        if key not in self._groups:
            sketches = [sketch_from_bytes(kept) for kept in near.sketches()]
            if not sketches:
                return None
            self._groups[key] = gather(sketches)
            if len(self._groups) > _REMEMBERED:
                self._groups.popitem(last=False)
        self._groups.move_to_end(key)
        return self._groups[key]
