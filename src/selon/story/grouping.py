"""Documents into stories: those of one event together, the same people in another event apart.

Groups grow by average linkage: the two most alike are joined first, and two
groups are as alike as their documents are on average. Days between them count
against. A document left over joins the story of its nearest neighbours.
"""

from __future__ import annotations

import functools
import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from selon.story.candidates import candidate_pairs
from selon.story.events import how_common, outsiders, two_events
from selon.story.likeness import log_odds, names, numbers
from selon.story.profile import Bags, Profile
from selon.story.terms import number_weight
from selon.story.times import day_of

_JOINED = -0.85
_JOINED_ALONE = -0.6
"""Log odds from which on two groups are one story, beside an encoder and without: a document rather adds to a story
than that it makes one of its own."""
_ADOPTED = -0.7
"""Log odds, to its nearest documents, from which on a document left over joins their story."""
_LEFT_OVER = 2
"""Documents up to which a group is left over, if there is a larger one near."""
_NEAREST = 3
_TELLING_NUMBER = 0.4
_DAYS_TOGETHER = 3
"""Days between two groups that say nothing."""
_DAYS_A_POINT = 7
"""Further days that take one from the log odds: a follow-up a month later is another story."""


_STRANGE = 3.0
"""What is taken from the log odds of two groups without a common fact: the same kind of event, elsewhere."""
_ACQUAINTED = 0.08
"""The likeness of names and figures, together, from which on nothing is."""
_ENOUGH_FACTS = 3
"""Names and figures that a group has at least, to be a stranger to another."""


@dataclass(slots=True)
class Group:
    """Documents joined so far: sums of their bags, and the days they appeared."""

    members: list[int]
    bags: Bags
    days: tuple[int, int] | None
    version: int = 0
    near: set[int] = field(default_factory=set)


def group(profiles: Sequence[Profile]) -> tuple[tuple[int, ...], ...]:
    """The stories: places in `profiles`, each in one story, in order of their first places."""
    order = sorted(range(len(profiles)), key=lambda at: (profiles[at].id, profiles[at].document.text, at))
    sorted_profiles = [profiles[at] for at in order]
    pairs = candidate_pairs(sorted_profiles)
    stories = _adopt(sorted_profiles, pairs, _join(sorted_profiles, pairs))
    known = how_common(sorted_profiles)
    parted = [part for story in stories for part in _part(sorted_profiles, sorted(story))]
    stories = [part for story in parted for part in two_events(sorted_profiles, story, known)]
    return tuple(sorted(tuple(sorted(order[at] for at in story)) for story in stories))


def _part(profiles: Sequence[Profile], story: list[int]) -> list[list[int]]:
    """A story without the documents that tell of something else, and the stories that those make."""
    out = outsiders(profiles, story)
    rest = [at for at in story if at not in set(out)]
    apart = [profiles[at] for at in out]
    return [rest, *([out[at] for at in part] for part in _join(apart, candidate_pairs(apart)))] if out else [story]


def _join(profiles: Sequence[Profile], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    groups = {at: Group([at], profile.bags, _days(profile)) for at, profile in enumerate(profiles)}
    heap: list[tuple[float, int, int, int, int]] = []
    for a, b in pairs:
        _push(heap, groups, a, b)
    while heap:
        _, a, b, version_a, version_b = heapq.heappop(heap)
        one, other = groups.get(a), groups.get(b)
        if one is None or other is None or (one.version, other.version) != (version_a, version_b):
            continue
        joined = _merge(groups, a, b)
        for near in sorted(groups[joined].near):
            _push(heap, groups, min(joined, near), max(joined, near))
    return [found.members for found in groups.values()]


def _push(heap: list[tuple[float, int, int, int, int]], groups: dict[int, Group], a: int, b: int) -> None:
    value = odds_between(groups[a], groups[b])
    groups[a].near.add(b)
    groups[b].near.add(a)
    if value >= (joined_from(groups[a])):
        heapq.heappush(heap, (-round(value, 9), a, b, groups[a].version, groups[b].version))


def joined_from(a: Group) -> float:
    """The log odds from which on another group is of one story with this one."""
    return _JOINED_ALONE if a.bags.gist is None else _JOINED


def odds_between(a: Group, b: Group) -> float:
    """The log odds that two groups tell of one event: the mean over their pairs, less what speaks against it."""
    pairs = len(a.members) * len(b.members)
    return log_odds(a.bags, b.bags, pairs=pairs) - _apart(a.days, b.days) - _strange(a.bags, b.bags, pairs)


def _strange(a: Bags, b: Bags, pairs: int) -> float:
    """What it takes from the log odds of two groups that hardly share a name or a figure, though both have some."""
    if min(len(a.names) + len(a.numbers), len(b.names) + len(b.numbers)) < _ENOUGH_FACTS:
        return 0.0
    return _STRANGE * max(0.0, 1 - (names(a, b) + numbers(a, b)) / (_ACQUAINTED * pairs))


def _merge(groups: dict[int, Group], a: int, b: int) -> int:
    """Join the smaller group into the larger; the place that stands for both."""
    keep, gone = (a, b) if len(groups[a].members) >= len(groups[b].members) else (b, a)
    one, other = groups[keep], groups.pop(gone)
    one.bags = sum_of(one.bags, other.bags, fresh=len(one.members) == 1)
    one.members += other.members
    one.days = spanned(one.days, other.days)
    one.version += 1
    for near in other.near - {keep}:
        if near in groups:
            groups[near].near.discard(gone)
            one.near.add(near)
    one.near.discard(gone)
    return keep


def sum_of(one: Bags, other: Bags, *, fresh: bool) -> Bags:
    """Both bags together; written into the first, unless it is `fresh`: a document's own."""
    sums = {}
    for name in ("words", "names", "numbers", "langs"):
        into = dict(getattr(one, name)) if fresh else getattr(one, name)
        for key, weight in getattr(other, name).items():
            into[key] = into.get(key, 0.0) + weight
        sums[name] = into
    gist = one.gist + other.gist if one.gist is not None and other.gist is not None else None
    return Bags(**sums, gist=gist)


# ---------------------------------------------------------------- days


def _days(profile: Profile) -> tuple[int, int] | None:
    day = day_of(profile)
    return None if day is None else (day, day)


def spanned(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    """The days from the first to the last of both; what is not known does not count."""
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


def _apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> float:
    """What the days between two groups take from their log odds."""
    if a is None or b is None:
        return 0.0
    between = max(a[0] - b[1], b[0] - a[1], 0)
    return max(0, between - _DAYS_TOGETHER) / _DAYS_A_POINT


# ---------------------------------------------------------------- what is left over


def _adopt(profiles: Sequence[Profile], pairs: Sequence[tuple[int, int]], stories: list[list[int]]) -> list[list[int]]:
    """The stories, with groups left over put to the story their nearest neighbours are in."""
    home = {at: number for number, story in enumerate(stories) for at in story if len(story) > _LEFT_OVER}
    met: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        met[a].add(b)
        met[b].add(a)
    spans = [functools.reduce(spanned, (_days(profiles[at]) for at in story)) for story in stories]
    kept = [list(story) for story in stories]
    for number, story in enumerate(stories):
        others = sorted({other for at in story for other in met[at] if other in home})
        if len(story) <= _LEFT_OVER and others:
            odds = _odds_by_story(profiles, story, others, home)
            near = {to: value - _apart(spans[number], spans[to]) for to, value in odds.items()}
            best = max(sorted(near), key=lambda to: near[to], default=None)
            if best is not None and near[best] >= _ADOPTED:
                kept[best] += story
                kept[number] = []
    return [story for story in kept if story]


def _odds_by_story(
    profiles: Sequence[Profile], story: Sequence[int], others: Sequence[int], home: dict[int, int]
) -> dict[int, float]:
    """The log odds of a group left over with its nearest documents of each story with which it shares a fact."""
    odds: dict[int, list[float]] = defaultdict(list)
    shared: set[int] = set()
    for at in story:
        for other in others:
            odds[home[other]].append(log_odds(profiles[at].bags, profiles[other].bags))
            if _share_a_fact(profiles[at], profiles[other]):
                shared.add(home[other])
    nearest = {number: sorted(found)[-_NEAREST:] for number, found in odds.items() if number in shared}
    return {number: sum(found) / len(found) for number, found in nearest.items()}


def _share_a_fact(a: Profile, b: Profile) -> bool:
    """Whether two documents share a figure, or two names that are no places."""
    numbers = a.terms.numbers & b.terms.numbers
    names = [name for name in a.terms.names & b.terms.names if not name.startswith("@")]
    return len(names) > 1 or any(number_weight(number) >= _TELLING_NUMBER for number in numbers)
