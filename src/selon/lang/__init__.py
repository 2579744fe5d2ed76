"""The words of each language, as data: `load_lexicon("fr")` and what it holds."""

from selon.lang.lexicon import Lexicon, languages, load_about, load_furniture, load_lexicon

__all__ = ["Lexicon", "languages", "load_about", "load_furniture", "load_lexicon"]
