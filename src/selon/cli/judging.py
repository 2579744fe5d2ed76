"""`selon judge`: what people decide of what was found, and taking it back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.ledgers import DEFAULT, Answer, Printing, ask
from selon.cli.options import (
    Colour,
    ColourOption,
    Everyone,
    LedgerFormat,
    LedgerFormatOption,
    LedgerPath,
    OutputFile,
    UiLang,
    Why,
)

if TYPE_CHECKING:
    from selon.api.ledger import Ledger
    from selon.types import Finding, Judgement, Target

judge = typer.Typer(
    help="""What people decide: merge and split persons, bodies and stories; confirm or reject claims, links, matches,
conflicts. Kept apart from what was found, with who, when and why; `undo` takes it back.

A target is n12 (a person or body), s12 (a story), DOCUMENT (a document's id) or DOCUMENT#c3 (a claim of it).

\\b
Examples:
  selon judge merge n12 n31 --why "same minister, two spellings"
  selon judge split n12 --name "M. Duval" --why "the mayor, not the deputy"
  selon judge split s4 --document a17 --why "another fire"
  selon judge reject a17#c3 --why "the speaker is the mayor"
  selon judge reject a17 b2 --why "both took it from the wire"
  selon judge reject a17 b2 --conflict figure
  selon judge undo 3
""",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Targets = Annotated[list[str], typer.Argument(metavar="TARGET...", help="n12, s12, DOCUMENT or DOCUMENT#c3.")]
Conflict = Annotated[
    str | None,
    typer.Option("--conflict", metavar="figure|polarity|date|agent", help="Of two documents: their conflict."),
]
_ENTITY, _STORY, _CLAIM = re.compile(r"n\d+"), re.compile(r"s\d+"), re.compile(r"(.+)#(c\d+)")


@judge.command("merge")
def merge_command(
    targets: Targets, why: Why = "", by: Everyone = "", ledger: LedgerPath = DEFAULT, ui_lang: UiLang = None
) -> None:
    """Two or more persons or bodies (n12 n31), or stories (s3 s8), are one."""
    _judge("merge", targets, why, by, Printing(ui_lang=ui_lang), ledger)


@judge.command("split")
def split_command(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="n12 or s12.")],
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="ID", help="What belongs elsewhere.")
    ] = None,
    name: Annotated[list[str] | None, typer.Option("--name", metavar="NAME", help="A name that means another.")] = None,
    why: Why = "",
    by: Everyone = "",
    ledger: LedgerPath = DEFAULT,
    ui_lang: UiLang = None,
) -> None:
    """Take documents out of a story, or documents or names from a person or body, into one of its own."""
    from selon.types import Target

    parts = [*(Target(one) for one in document or ()), *(Target("", name=one) for one in name or ())]
    _judge("split", [target], why, by, Printing(ui_lang=ui_lang), ledger, parts=parts)


@judge.command("confirm")
def confirm_command(
    targets: Targets,
    conflict: Conflict = None,
    why: Why = "",
    by: Everyone = "",
    ledger: LedgerPath = DEFAULT,
    ui_lang: UiLang = None,
) -> None:
    """A claim (DOC#c3), a match of two claims, a link of two documents, or with --conflict their conflict, is right."""
    _judge("confirm", targets, why, by, Printing(ui_lang=ui_lang), ledger, conflict=conflict)


@judge.command("reject")
def reject_command(
    targets: Targets,
    conflict: Conflict = None,
    why: Why = "",
    by: Everyone = "",
    ledger: LedgerPath = DEFAULT,
    ui_lang: UiLang = None,
) -> None:
    """The same four are wrong: the finding is left out wherever it counted."""
    _judge("reject", targets, why, by, Printing(ui_lang=ui_lang), ledger, conflict=conflict)


@judge.command("undo")
def undo_command(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The judgement's number, as list shows it.")],
    by: Everyone = "",
    ledger: LedgerPath = DEFAULT,
    ui_lang: UiLang = None,
) -> None:
    """Take a judgement back; it stays in the list as undone."""

    def question(kept: Ledger) -> Answer:
        return _said(kept.undo(number, by=by))

    ask(ledger, Printing(ui_lang=ui_lang), question, write=True)


@judge.command("list")
def list_command(
    ledger: LedgerPath = DEFAULT,
    format: LedgerFormatOption = LedgerFormat.TEXT,
    output: OutputFile = None,
    ui_lang: UiLang = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """All judgements: number, what, who, when, why, and whether it was undone."""

    def question(kept: Ledger) -> Answer:
        return _said(*kept.judgements())

    ask(ledger, Printing(format, output, ui_lang, color), question)


def _judge(
    verdict: str,
    targets: list[str],
    why: str,
    by: str,
    printing: Printing,
    ledger: LedgerPath,
    *,
    parts: list[Target] | None = None,
    conflict: str | None = None,
) -> None:
    from selon.types import Verdict

    def question(kept: Ledger) -> Answer:
        meant = [*(_target(kept, target, conflict) for target in targets), *(parts or ())]
        about = _about(targets, conflict)
        return _said(kept.judge(Verdict(verdict), about, meant, by=by, why=why))

    ask(ledger, printing, question, write=True)


def _said(*judgements: Judgement) -> Answer:
    from selon.report.ledger.judgements import render_judgements
    from selon.report.ledger.records import judgements_record

    return Answer(lambda ui, layout: render_judgements(judgements, ui, layout), lambda: judgements_record(judgements))


def _about(targets: list[str], conflict: str | None) -> Finding:
    """What targets of this form are about. Raises `typer.BadParameter` where they do not go together."""
    from selon.types import Finding

    if conflict is not None:
        return Finding.CONFLICT
    if all(_ENTITY.fullmatch(target) for target in targets):
        return Finding.ENTITY
    if all(_STORY.fullmatch(target) for target in targets):
        return Finding.STORY
    if all(_CLAIM.fullmatch(target) for target in targets):
        return Finding.CLAIM if len(targets) == 1 else Finding.MATCH
    if any(pattern.fullmatch(target) for target in targets for pattern in (_ENTITY, _STORY, _CLAIM)):
        raise typer.BadParameter(
            "give targets of one sort: persons, stories, documents, or claims", param_hint="TARGET"
        )
    return Finding.EDGE


def _target(kept: Ledger, target: str, conflict: str | None) -> Target:
    """What was typed as a target; a claim by its passage. Raises `LookupError` where a document has no such claim."""
    from selon.types import Target

    claim = _CLAIM.fullmatch(target)
    if claim is None:
        return Target(target, name=conflict)
    reading = kept.document(claim[1]).reading
    found = next((one for one in reading.claims if one.id == claim[2]), None)
    if found is None:
        raise LookupError(
            f"{claim[1]}: no claim {claim[2]} in it; it has {', '.join(one.id for one in reading.claims[:12])}"
        )
    spans = found.content or found.source
    return Target(claim[1], spans[0].start, spans[-1].end)
