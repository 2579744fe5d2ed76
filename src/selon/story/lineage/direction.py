"""Which of two documents was taken from the other, where the texts tell; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selon.story.profile import Profile, Unit
from selon.story.times import appeared_at, first_of
from selon.types import Modifier, Passage, Reason, Relation

_FOREIGN = {
    "en": re.compile(r"«[^»]{2,}»|\b\d{1,3}\.\d{3}\b(?!\.)|\b\d{1,2}h\d\d\b|\w[ \u00a0][:;!?](?=\s)"),
    "fr": re.compile(r"“[^”]{2,}”|\b\d{1,3},\d{3}\b(?!,)|\b\d{1,2}:\d\d ?[ap]\.?m\b"),
}
"""What a text keeps of the writing of another language that it was translated from."""
_LANGUAGE_OF = {"en": "fr", "fr": "en"}
_ROUND = 100


def direction_of(
    a: Profile, b: Profile, relation: Relation, cites: tuple[bool, bool] = (False, False)
) -> tuple[str | None, list[Reason]]:
    """The id of the document that was taken from and why; None where signs are missing or point both ways.

    `cites` says whether `a` names the outlet of `b`, and `b` that of `a`. What
    the outlets say goes before their hours, these before signs in the text.
    Those are none between two rewrites, which may both be made from a third.
    """
    texts = _texts(a, b) if relation is not Relation.REWRITE else iter(())
    for signs in (_credits(a, b, cites), _times(a, b), texts):
        reasons = list(signs)
        sources = {source for source, _ in reasons}
        if len(sources) == 1:
            return sources.pop(), [reason for _, reason in reasons]
        if sources:
            return None, []
    return None, []


_Sign = tuple[str, Reason]


def _credits(a: Profile, b: Profile, cites: tuple[bool, bool]) -> Iterator[_Sign]:
    for taker, giver, does in ((a, b, cites[0]), (b, a, cites[1])):
        if does:
            outlet = giver.document.outlet or giver.id
            yield (
                giver.id,
                Reason("credit", "it names {outlet} as its source", (("outlet", outlet),), None, None, _start(taker)),
            )


def _times(a: Profile, b: Profile) -> Iterator[_Sign]:
    earlier = first_of(a, b)
    if earlier is not None:
        later = b if earlier is a else a
        values = (("earlier", appeared_at(earlier)), ("later", appeared_at(later)))
        yield earlier.id, Reason("earlier", "it appeared first: {earlier}, the other {later}", values)


def _texts(a: Profile, b: Profile) -> Iterator[_Sign]:
    yield from _artefacts(a, b)
    yield from _artefacts(b, a)
    yield from _rounded(a, b)
    yield from _rounded(b, a)


def _artefacts(taker: Profile, giver: Profile) -> Iterator[_Sign]:
    """A text in one language that is written in part as the other's is."""
    lang = taker.document.lang
    if giver.document.lang != _LANGUAGE_OF.get(lang):
        return
    for unit in taker.units:
        found = _FOREIGN[lang].search(unit.text)
        if found:
            values = (("sign", found.group().strip()),)
            message = "its text is written in part as in the other's language: {sign}"
            yield giver.id, Reason("artefact", message, values, None, None, _passage(taker, unit))
            return


def _rounded(taker: Profile, giver: Profile) -> Iterator[_Sign]:
    """A headline that rounds a figure which the other headline, as both bodies, has exactly."""
    exact = {number for unit in giver.units if unit.headline for number in unit.terms.numbers}
    bodies = [
        {number for unit in one.units if not unit.headline for number in unit.terms.numbers} for one in (taker, giver)
    ]
    for figure in taker.reading.figures:
        unit = next((unit for unit in taker.units if unit.headline and unit.start <= figure.start < unit.end), None)
        if unit is None or figure.value is None or figure.modifier is Modifier.EXACT or figure.value % _ROUND:
            continue
        for number in sorted(exact & bodies[0] & bodies[1]):
            if _rounds_to(float(number), figure.value):
                values = (("rounded", taker.document.text[figure.start : figure.end]), ("exact", number))
                message = "its headline rounds to {rounded} what the other gives exactly: {exact}"
                yield giver.id, Reason("rounded", message, values, None, _headline(giver), _passage(taker, unit))
                return


def _rounds_to(exact: float, rounded: float) -> bool:
    return exact > _ROUND and exact % _ROUND != 0 and abs(exact - rounded) < 0.1 * exact


def _headline(profile: Profile) -> Passage | None:
    return next((_passage(profile, unit) for unit in profile.units if unit.headline), None)


def _start(profile: Profile) -> Passage | None:
    return next((_passage(profile, unit) for unit in profile.units), None)


def _passage(profile: Profile, unit: Unit) -> Passage:
    return Passage(profile.id, unit.start, unit.end)
