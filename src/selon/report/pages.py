"""What every HTML page of ours shares: one file that needs nothing beside it, and runs nothing but what stands in it.

A strict content security policy lets nothing run or load but the style and
script that stand in the file, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.words import MEANINGS, SIGNS, STANDINGS
from selon.types import Standing


@dataclass(frozen=True, slots=True)
class Entry:
    """A standing in the legend or among a document's counts."""

    key: str
    sign: str
    word: str
    meaning: str = ""
    number: str = ""


def render_page(
    template: str,
    ui: Interface,
    *,
    title: str,
    styles: Sequence[str],
    more_style: str = "",
    script: str = "",
    **shown: object,
) -> str:
    """The page that a template (by its name, as are styles and script) makes of what is shown; `more_style` is CSS."""
    style, code = "".join((*map(_part, styles), more_style)), _part(script) if script else ""
    environment = Environment(
        loader=FunctionLoader(_part), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(template).render(
        ui=ui,
        say=ui.say,
        title=title,
        policy=_policy(style, code),
        style=Markup(style),
        script=Markup(code),
        legend=legend_of(ui),
        **shown,
    )


def safe_url(url: str | None) -> str | None:
    """The address where it is one of the web, so that no link runs anything."""
    return url if (url or "").startswith(("https://", "http://")) else None


def _part(name: str) -> str:
    return (resources.files("selon.report") / "templates" / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def legend_of(ui: Interface) -> tuple[Entry, ...]:
    """What the signs of standings mean."""
    return tuple(
        Entry(standing.value, SIGNS[standing], ui.say(STANDINGS[standing]), ui.say(MEANINGS[standing]))
        for standing in Standing
    )
