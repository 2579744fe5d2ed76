"""What the records' values are called for a reader, and the sign of each standing.

A sign stands beside every colour, so that colour is never alone. None of the
words says what is true: they say who holds it, and how firmly.
"""

from __future__ import annotations

from selon.report.interface import Interface, mark
from selon.types import (
    BlockKind,
    EntityKind,
    Factuality,
    Figure,
    FigurePoint,
    HedgeKind,
    Kind,
    Layer,
    Modifier,
    Standing,
)

SIGNS = {
    Standing.STATED: "●",
    Standing.ATTRIBUTED: "»",
    Standing.HEDGED: "~",
    Standing.ALLEGED: "?",
    Standing.UNVERIFIED: "○",
    Standing.DISPUTED: "≠",
    Standing.DENIED: "✗",
}

STANDINGS = {
    Standing.STATED: mark("stated"),
    Standing.ATTRIBUTED: mark("attributed"),
    Standing.HEDGED: mark("hedged"),
    Standing.ALLEGED: mark("alleged"),
    Standing.UNVERIFIED: mark("unverified"),
    Standing.DISPUTED: mark("disputed"),
    Standing.DENIED: mark("denied"),
}

MEANINGS = {
    Standing.STATED: mark("The outlet says it in its own name, or takes it over."),
    Standing.ATTRIBUTED: mark("The outlet lays it to a source, and leaves it there."),
    Standing.HEDGED: mark("It is put forward as less than certain: may, seems, probably, if."),
    Standing.ALLEGED: mark("It is passed on as hearsay: reportedly, allegedly, the French conditional."),
    Standing.UNVERIFIED: mark("The outlet says that it could not be checked."),
    Standing.DISPUTED: mark("The outlet keeps away from it, or says that it is contested."),
    Standing.DENIED: mark("It is said not to be so."),
}

KINDS = {
    Kind.DIRECT: mark("direct quotation"),
    Kind.INDIRECT: mark("indirect speech"),
    Kind.MIXED: mark("indirect speech with quoted words"),
    Kind.ACCORDING: mark("according to"),
    Kind.AUTHOR: mark("the author, naming nobody"),
}

HEDGES = {
    HedgeKind.CONDITIONAL: mark("French conditional of hearsay"),
    HedgeKind.HEARSAY: mark("hearsay"),
    HedgeKind.MODAL: mark("modal verb"),
    HedgeKind.ADVERB: mark("adverb"),
    HedgeKind.VERB: mark("verb of seeming"),
    HedgeKind.CONDITION: mark("condition"),
    HedgeKind.UNVERIFIED: mark("said to be unverified"),
}

ENTITIES = {
    EntityKind.PERSON: mark("person"),
    EntityKind.BODY: mark("body"),
    EntityKind.PLACE: mark("place"),
    EntityKind.GROUP: mark("group"),
    EntityKind.WORK: mark("work"),
    EntityKind.UNKNOWN: mark("kind unknown"),
}

BLOCKS = {
    BlockKind.HEADLINE: mark("headline"),
    BlockKind.STANDFIRST: mark("standfirst"),
    BlockKind.PARAGRAPH: mark("paragraph"),
    BlockKind.QUOTATION: mark("quotation"),
    BlockKind.CAPTION: mark("caption"),
    BlockKind.BYLINE: mark("byline"),
    BlockKind.FURNITURE: mark("furniture"),
}

# A minus is said of the event: "they will not sign" is certain, in the negative. So no phrase may
# sound as if the holder contradicted the passage that is shown with it.
_AUTHOR = {
    Factuality.CERTAIN: mark("the author presents it as certain"),
    Factuality.PROBABLE: mark("the author presents it as probable"),
    Factuality.POSSIBLE: mark("the author presents it as possible"),
    Factuality.COUNTER_CERTAIN: mark("the author presents it as certain, in the negative"),
    Factuality.COUNTER_PROBABLE: mark("the author presents it as probable, in the negative"),
    Factuality.COUNTER_POSSIBLE: mark("the author presents it as possible, in the negative"),
    Factuality.CERTAIN_UNKNOWN: mark("the author knows whether it is so, and does not tell"),
    Factuality.UNKNOWN: mark("the author neither confirms nor denies it"),
}

_SOURCE = {
    Factuality.CERTAIN: mark("{who}: certain"),
    Factuality.PROBABLE: mark("{who}: probable"),
    Factuality.POSSIBLE: mark("{who}: possible"),
    Factuality.COUNTER_CERTAIN: mark("{who}: certain, in the negative"),
    Factuality.COUNTER_PROBABLE: mark("{who}: probable, in the negative"),
    Factuality.COUNTER_POSSIBLE: mark("{who}: possible, in the negative"),
    Factuality.CERTAIN_UNKNOWN: mark("{who}: known, and not told"),
    Factuality.UNKNOWN: mark("{who}: not said whether it is so"),
}

_MODIFIERS = {
    Modifier.EXACT: mark("{number}"),
    Modifier.ABOUT: mark("about {number}"),
    Modifier.NEARLY: mark("nearly {number}"),
    Modifier.AT_LEAST: mark("at least {number}"),
    Modifier.MORE_THAN: mark("more than {number}"),
    Modifier.UP_TO: mark("up to {number}"),
    Modifier.AT_MOST: mark("at most {number}"),
    Modifier.LESS_THAN: mark("less than {number}"),
}

_EVENTS = {
    "killed": mark("killed"),
    "wounded": mark("wounded"),
    "lost": mark("lost"),
    "missing": mark("missing"),
    "captured": mark("captured"),
    "arrested": mark("arrested"),
    "displaced": mark("displaced"),
    "destroyed": mark("destroyed"),
}

_DOCUMENT_LANGUAGES = {
    "ar": mark("Arabic"),
    "be": mark("Belarusian"),
    "de": mark("German"),
    "en": mark("English"),
    "es": mark("Spanish"),
    "fr": mark("French"),
    "it": mark("Italian"),
    "nl": mark("Dutch"),
    "pl": mark("Polish"),
    "pt": mark("Portuguese"),
    "ro": mark("Romanian"),
    "ru": mark("Russian"),
    "tr": mark("Turkish"),
    "uk": mark("Ukrainian"),
    "zh": mark("Chinese"),
}


def layer_words(ui: Interface, layer: Layer, who: str) -> str:
    """A layer of factuality as a phrase: "the author neither confirms nor denies it"; `who` names its holder."""
    if layer.by == "author":
        return ui.say(_AUTHOR[layer.value])
    return ui.say(_SOURCE[layer.value], who=who)


def figure_words(ui: Interface, figure: Figure) -> str:
    """A figure as it is understood: "at least 30,000 soldats (killed), as of 10 July 2022"."""
    number = number_words(ui, figure)
    said = f"{number} {figure.noun}" if figure.noun else number
    event = ui.say(_EVENTS.get(figure.event, figure.event)) if figure.event else ""
    if event and event not in (figure.noun or "").casefold():
        said += f" ({event})"
    return ui.say("{figure}, as of {date}", figure=said, date=ui.date(figure.as_of)) if figure.as_of else said


def number_words(ui: Interface, figure: Figure | FigurePoint) -> str:
    """A figure's number with what the text says of its precision: "at least 30,000"."""
    return ui.say(_MODIFIERS[figure.modifier], number=_amount(ui, figure))


def language_words(ui: Interface, code: str) -> str:
    """A document's language by name, by its code where there is no name here, or that it is unknown."""
    if not code:
        return ui.say("language unknown")
    return ui.say(_DOCUMENT_LANGUAGES.get(code, code))


def _amount(ui: Interface, figure: Figure | FigurePoint) -> str:
    if figure.value is not None:
        return ui.number(figure.value)
    if figure.low is not None and figure.high is not None:
        return ui.say("{low} to {high}", low=ui.number(figure.low), high=ui.number(figure.high))
    if figure.low is not None:
        return ui.say("{number} or more", number=ui.number(figure.low))
    if figure.high is not None:
        return ui.say("{number} or fewer", number=ui.number(figure.high))
    return ui.say("an unknown number")
