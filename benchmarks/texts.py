"""The texts that are timed: the sample stories, and articles of any length made of invented sentences."""

from __future__ import annotations

import random

import selon
from selon.samples import story_names, story_pages

_PEOPLE = ("Anne Morvec", "Paul Drenn", "Irina Valsky", "Tomas Ekler", "Lucie Fabrègue", "Samir Ouadane")
_PLACES = ("Port-Gildric", "Valmorin", "Tresk", "Osterhal", "Brévannes")

_FRENCH = (
    "{name} a déclaré mardi que le barrage de {place} serait réparé avant l’hiver.",
    "Selon {name}, au moins {count} habitants ont été évacués dans la nuit.",
    "« Nous n’avons reçu aucune aide », a regretté {name}, qui dirige la coopérative de {place}.",
    "Le convoi aurait quitté {place} vers 6 heures, sans que l’information puisse être vérifiée.",
    "Le maire dément avoir signé l’accord ; {name} affirme le contraire.",
    "Plus de {count} tonnes de céréales ont été perdues, d’après un rapport remis le 12 mars.",
    "La pluie est tombée toute la journée sur {place}.",
    "« Le pont tiendra, a promis {name}. Il faudra {count} jours de travaux. »",
    "Les pêcheurs craignent que la saison ne soit compromise.",
    "Interrogée à ce sujet, {name} n’a pas souhaité répondre.",
)

_ENGLISH = (
    "{name} said on Tuesday that the dam at {place} would be repaired before winter.",
    "At least {count} residents were moved overnight, according to {name}.",
    "“We have had no help at all,” said {name}, who runs the cooperative in {place}.",
    "The convoy reportedly left {place} at about 6 a.m.; the account could not be independently verified.",
    "The mayor denied signing the agreement, while {name} insisted that he had.",
    "More than {count} tonnes of grain were lost, a report published on 12 March says.",
    "It rained all day in {place}.",
    "“The bridge will hold,” {name} promised. “It needs {count} days of work.”",
    "Fishermen fear that the season may be lost.",
    "Asked about it, {name} declined to comment.",
)

_SENTENCES = {"fr": _FRENCH, "en": _ENGLISH}


def sample_texts() -> list[tuple[str, str]]:
    """The clean text and language of every page of the sample stories."""
    pages = [page for story in story_names() for page in story_pages(story)]
    documents = [selon.read(str(page)).document for page in pages]
    return [(document.text, document.lang) for document in documents]


def make_text(lang: str, words: int) -> str:
    """An article of at least that many words, in paragraphs of three sentences, the same at every call."""
    chance = random.Random(words)
    paragraphs, count = [], 0
    while count < words:
        sentences = chance.choices(_SENTENCES[lang], k=3)
        filled = [_filled(sentence, chance) for sentence in sentences]
        paragraphs.append(" ".join(filled))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def _filled(sentence: str, chance: random.Random) -> str:
    return sentence.format(name=chance.choice(_PEOPLE), place=chance.choice(_PLACES), count=chance.randrange(3, 900))
