"""What of one document excludes what another says: cases in two languages, figures, whole documents, words as data."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import selon
from selon.lang import languages, load_lexicon
from selon.story.conflicts.agreement import Pair
from selon.story.conflicts.find import find_conflicts, statements_conflict
from selon.story.conflicts.polarity import find_polarity
from selon.story.conflicts.rejections import How, rejections_of
from selon.story.conflicts.statements import statements_of
from selon.story.conflicts.words import stem_of, words_of
from selon.story.profile import Profile, profile_of
from selon.types import Conflict, ConflictKind

HERE = Path(__file__).parent


def profile(text: str, lang: str) -> Profile:
    return profile_of(selon.read(text=text, lang=lang))


def conflicts(first: str, second: str, lang: str) -> tuple[Conflict, ...]:
    return find_conflicts(profile(first, lang), profile(second, lang))


def cases() -> list[tuple[str, str, str, str]]:
    found = []
    for lang in ("en", "fr"):
        rows = tomllib.loads((HERE / "cases" / lang / "conflicts.toml").read_text("utf-8"))["cases"]
        found += [(lang, row["first"], row["second"], row["finds"]) for row in rows]
        examples = load_lexicon(lang).contraries.examples
        found += [(lang, example.first, example.second, example.finds) for example in examples]
    return found


@pytest.mark.parametrize(("lang", "first", "second", "finds"), cases())
def test_cases(lang: str, first: str, second: str, finds: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert {conflict.about.value for conflict in conflicts(one, other, lang)} == ({finds} - {"none"})


def test_reason_shows_both_passages() -> None:
    first = profile("Le conseil de Brielle a fermé le pont de la Lanne.", "fr")
    second = profile("Hier il a plu. Le conseil de Brielle n'a pas fermé le pont de la Lanne.", "fr")
    (conflict,) = find_conflicts(first, second)
    (reason,) = conflict.reasons
    assert conflict.between == (first.id, second.id)
    assert "n'a pas fermé" in reason.text
    assert reason.source
    assert reason.target
    assert first.reading.text[reason.source.start : reason.source.end].startswith("Le conseil")
    assert second.reading.text[reason.target.start : reason.target.end].startswith("Le conseil")


def test_claim_reported_to_be_rejected_is_what_the_document_denies() -> None:
    first = "Le conseil de Brielle a fermé le pont. C'est ce que dit une rumeur. Il n'a pas fermé le pont de Brielle."
    assert conflicts(first, "Le conseil de Brielle n'a pas fermé le pont.", "fr") == ()


def test_words_that_run_through_a_story_tell_little() -> None:
    first = (
        "Le pont de Brielle rouvre lundi. Le pont de Brielle sera repeint en mai. "
        "Le conseil de Brielle a voté le budget du pont."
    )
    second = (
        "Le pont de Brielle n'a pas d'éclairage. Le pont de Brielle date de 1902. "
        "Les camions de Brielle prennent le pont chaque matin."
    )
    assert conflicts(first, second, "fr") == ()


def test_two_languages_and_unknown_ones_are_not_compared() -> None:
    french = profile("Le conseil de Norvik a fermé le pont.", "fr")
    english = profile("The council of Norvik did not close the bridge.", "en")
    assert find_conflicts(french, english) == ()


def test_single_statements() -> None:
    (one,) = statements_of(profile("The council of Norvik closed the bridge.", "en"))
    (other,) = statements_of(profile("The council of Norvik did not close the bridge.", "en"))
    assert statements_conflict(one, other)
    assert statements_conflict(one, one) is None
    assert find_polarity(Pair(other, one))


@pytest.mark.parametrize(
    ("lang", "text", "how", "heads"),
    [
        ("fr", "Le pont n'a pas été fermé.", How.NEGATED, {"ferme"}),
        ("fr", "Aucun pêcheur n'est venu.", How.NEGATED, {"pecheur", "venu"}),
        ("fr", "Le pont n'est plus fermé.", How.ENDED, {"ferme"}),
        ("fr", "Le conseil ne se limite pas au pont.", How.QUALIFIED, {"limite", "pont"}),
        ("fr", "Le colonel est venu sans arme.", How.PRIVATIVE, {"arme"}),
        ("fr", "La mairie dément la vente du barrage.", How.DENIED, {"vente", "barrage"}),
        ("en", "The council didn't close the bridge.", How.NEGATED, {"close", "bridge"}),
        ("en", "There is no evidence that Holm signed.", How.NEGATED, {"evidence", "holm", "signed"}),
        ("en", "The bridge is no longer closed.", How.ENDED, {"longer", "closed"}),
    ],
)
def test_rejections(lang: str, text: str, how: How, heads: set[str]) -> None:
    words = words_of(text, lang)
    (rejection,) = rejections_of(words, lang)
    assert rejection.kind is how
    assert {words[i].form for i in rejection.heads} == heads


def test_two_rejections_of_one_thing_cancel() -> None:
    assert rejections_of(words_of("Le gel n'empêche pas les camions de passer.", "fr"), "fr") == ()


@pytest.mark.parametrize("code", languages())
def test_no_word_stands_on_both_sides_of_one_pair(code: str) -> None:
    for pair in load_lexicon(code).contraries.opposites:
        sides = [{stem_of(word, code) for word in words} for words in (pair.one, pair.other)]
        assert sides[0] & sides[1] == set()


def test_the_day_on_which_something_is_said_does_not_date_it() -> None:
    dead = "At least 12 people died when the ferry Ingrid Solan capsized off Tarvik early on Thursday"
    more = "The number of dead in the capsizing of the ferry Ingrid Solan off Tarvik has risen to 19"
    first = selon.read(text=f"{dead}, the coastguard said.", lang="en", published="2021-03-04")
    later = selon.read(text=f"{more}, the coastguard said on Saturday.", lang="en", published="2021-03-06")
    found = find_conflicts(profile_of(first), profile_of(later))
    assert [one.about for one in found if one.about is ConflictKind.DATE] == []
