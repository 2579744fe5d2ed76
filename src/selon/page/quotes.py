"""`<q>`: a browser shows quotation marks around it, an extractor loses them."""

from __future__ import annotations

from lxml.html import HtmlElement

from selon.lang import languages, load_lexicon

_MARKS = "«»“”„\"'‘’"
_OTHER = ("“", "”")


def write_quotes(tree: HtmlElement, lang: str | None) -> None:
    """Write the language's quotation marks into every `<q>` that has none, and make it plain text, in place."""
    opening, closing = load_lexicon(lang).furniture.quotes if lang in languages() and lang else _OTHER
    for element in list(tree.iter("q")):
        if element.getparent() is None:
            continue
        words = "".join(element.itertext()).strip()
        if words and words[0] not in _MARKS:
            element.text = opening + (element.text or "").lstrip()
            if len(element):
                element[-1].tail = (element[-1].tail or "").rstrip() + closing
            else:
                element.text = element.text.rstrip() + closing
        element.drop_tag()
