"""Articles written to harm whoever reads them in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import selon
from selon.types import Reading

RUN = "window.ran=1;alert(1)"
"""What must never run."""
EVIL = (
    f"<script>{RUN}</script><img src=x onerror='{RUN}'><svg onload='{RUN}'></svg>"
    f'<a href="javascript:{RUN}">ici</a><style>*{{display:none}}</style></textarea></title>'
    f"\"><iframe srcdoc='<script>parent.{RUN}</script>'></iframe>{{{{7*7}}}}${{7*7}}"
)
TURNED = "abc\u202egnp.exe\u2066 fin"
"""A bidi override, by which `exe.png` seems to be what it is not."""
ENDLESS = "x" * 1_000_000
"""A word without an end."""
TEXT = (
    f"{EVIL} le pont de Vorlande est fermé\n\n"
    f"La mairie de Vorlande a annoncé que 12 personnes {EVIL} étaient mortes. "
    f"« {EVIL} », a déclaré le maire Jean {EVIL} Korvant{TURNED}. "
    f"Selon <script>{RUN}</script>, le pont aurait cédé. <a href='javascript:{RUN}'>ici</a>"
)
LONG = f"Le pont {ENDLESS} de Vorlande est fermé, a dit Odile Trévenard, la maire de Vorlande."
IDS = ("evil", 'e"><script>window.ran=1</script>/../x?y#z', "endless")


def readings() -> Iterator[Reading]:
    """One whose every part is hostile, in two versions; the same under a hostile id; and one with an endless word."""
    for name, dead in ((IDS[0], 12), (IDS[0], 13), (IDS[1], 15)):
        yield selon.read(
            text=TEXT.replace("12 personnes", f"{dead} personnes"),
            lang="fr",
            id=name,
            url=f"javascript:{RUN}//{name}{EVIL}",
            outlet=EVIL + TURNED,
            title=EVIL + TURNED,
            published="2031-04-08",
        )
    yield selon.read(
        text=LONG,
        lang="fr",
        id=IDS[2],
        url="https://fil.example/" + "y" * 5000,
        outlet=ENDLESS[:20_000],
        title=f"Le pont {ENDLESS[:50_000]}",
        published="2031-04-09",
    )


def page() -> str:
    """A web page whose author (its byline), title and text are hostile."""
    paragraphs = "".join(
        f"<p>Le pont de Vorlande est fermé depuis {day} jours, a dit la maire.</p>" for day in range(9)
    )
    return (
        f"<!doctype html><html lang=fr><head><title>{EVIL}</title>"
        f"<meta name=author content='{EVIL.replace(chr(39), chr(34))}'><script>{RUN}</script></head>"
        f"<body onload='{RUN}'><article><h1>Le pont {EVIL}</h1>{paragraphs}<p>{EVIL}</p></article></body></html>"
    )
