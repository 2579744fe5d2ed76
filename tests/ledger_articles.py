"""Articles about invented people and events, as the tests of the ledger add them."""

from __future__ import annotations

import functools

import selon
from selon.types import Page, Reading

DAM = (
    "Le barrage de Vorlande est fissuré, selon la préfecture\n\n"
    "La préfecture de Vorlande a annoncé mardi que 40 habitants avaient été évacués. "
    "« Le barrage ne cédera pas », a déclaré le ministre Anselme Korvantchenko. "
    "Selon le syndicat des barragistes, l’ouvrage n’a pas été contrôlé depuis 2019."
)
DAM_LATER = DAM.replace("40 habitants avaient", "60 habitants avaient").replace(" mardi", " mercredi")
DAM_EN = (
    "Vorlande dam may give way, union says\n\n"
    "The Vorlande dam has cracked and 40 residents were evacuated, the Vorlande prefecture said on Tuesday. "
    "“The dam will not give way,” minister Anselm Korvanchenko said. "
    "The dam workers’ union said that the structure had not been inspected since 2019."
)
FAIR = (
    "La foire aux fromages d’Estrignac annulée\n\n"
    "La mairie d’Estrignac a annulé la foire aux fromages prévue samedi. "
    "« Les caves sont inondées », a expliqué Odile Trévenard, la maire, qui espère une édition en mai."
)


@functools.cache
def reading_of(text: str, *, name: str, outlet: str, published: str, url: str | None = None) -> Reading:
    """An article read."""
    return selon.read(text=text, id=name, outlet=outlet, published=published, url=url)


def dam() -> Reading:
    """The first report of the dam, in French."""
    return reading_of(
        DAM, name="dam-fr", outlet="Le Fil de Vorlande", published="2031-04-08", url="https://fil.example/dam"
    )


def dam_later() -> Reading:
    """The same page a day later."""
    return reading_of(
        DAM_LATER, name="dam-fr", outlet="Le Fil de Vorlande", published="2031-04-08", url="https://fil.example/dam"
    )


def dam_en() -> Reading:
    """A report of the dam in English."""
    return reading_of(
        DAM_EN, name="dam-en", outlet="The Vale Herald", published="2031-04-09", url="https://vale.example/dam"
    )


def fair() -> Reading:
    """Another story."""
    return reading_of(
        FAIR, name="fair", outlet="L’Écho d’Estrignac", published="2031-04-10", url="https://echo.example/fair"
    )


def page_of(text: str, url: str) -> Page:
    """A page of plain text at an address."""
    return Page(source=url, content=text, media="text/plain", url=url, published="2031-04-08")
