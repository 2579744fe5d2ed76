"""A trace as Markdown: to paste into a note, an issue or an e-mail, and to read as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from selon.report.interface import Interface
from selon.report.markdown import escaped
from selon.report.trace.characters import by_standing, cell_words, empty_word, plot_lines
from selon.report.trace.claims import ClaimView
from selon.report.trace.differing import Pair
from selon.report.trace.figures import SeriesView
from selon.report.trace.lines import sign_words
from selon.report.trace.phrases import change_words, conflict_words, origins_words, tally
from selon.report.trace.shelf import Quote, Segment
from selon.report.trace.summary import findings_of
from selon.report.trace.tree import Branch, tree_of
from selon.report.trace.view import OverclaimView, Side, StoryView, TraceView, view_of
from selon.types import Trace

_MOST_COLUMNS = 12
_MOST_ROWS = 40

Lines = Iterator[str]


def render_trace_markdown(trace: Trace, ui: Interface) -> str:
    """The Markdown (CommonMark with tables) of a trace, ending in a line end; what documents say is escaped."""
    view = view_of(trace, ui)
    parts: list[str] = []
    for story in view.told:
        parts += _story(story, ui)
    parts += _alone(view, ui)
    parts += [escaped(ui.say("Compared by: {method}", method=view.method)), ""]
    if view.notices:
        parts += _section(ui.say("Notices"))
        about = (f"{escaped(notice.document)}: " if notice.document else "" for notice in view.notices)
        parts += [
            f"- {of}{escaped(notice.message)} ({escaped(notice.kind)})"
            for of, notice in zip(about, view.notices, strict=True)
        ]
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(title: str) -> list[str]:
    return [f"## {title}", ""]


def _story(story: StoryView, ui: Interface) -> Lines:
    yield f"# {escaped(story.title)}"
    yield ""
    yield escaped(" ".join(finding.text for finding in findings_of(story, ui)))
    yield ""
    yield from _lineage(story, ui)
    yield from _matrix(story, ui)
    if story.changes:
        yield from _section(ui.say("What changed on the way"))
        yield tally(ui, story.changes)
        yield ""
        for change in story.changes:
            yield from _compared(f"{change.sign} {change.claim} {change_words(ui, change)}", change.pairs, ui)
    if story.conflicts:
        yield from _section(ui.say("Accounts that exclude each other"))
        for conflict in story.conflicts:
            yield from _compared(f"≠ {conflict_words(ui, conflict)}", conflict.pairs, ui)
    for series in story.figures:
        yield from _series(series, ui)
    if story.overclaims:
        yield from _section(ui.say("Headlines that go further than their article"))
        for over in story.overclaims:
            yield from _overclaim(over, ui)
    yield from _origins(story, ui)
    yield from _named(story, ui)


def _lineage(story: StoryView, ui: Interface) -> Lines:
    yield from _section(ui.say("Lineage"))
    for branch in tree_of(story):
        yield _branch(branch)
    yield ""
    for edge in story.lineage:
        yield from _compared(f"{edge.sentence} ({edge.score})", edge.pairs, ui)
    for citation in story.citations:
        said = ui.say("{document} names {outlet}", document=citation.retelling.label, outlet=citation.outlet)
        cited = f" = {escaped(citation.cited.label)}" if citation.cited else ""
        yield f"- {escaped(said)}{cited}: “{_quoted(citation.quote)}”"
    if story.citations:
        yield ""


def _branch(branch: Branch) -> str:
    tie = ""
    if branch.edge is not None:
        tie = f"{'→' if branch.edge.directed else '–'} *{escaped(branch.edge.word)}* "
    others = "".join(
        f" ({escaped(edge.word)} \\[{(edge.target if edge.source is branch.retelling else edge.source).number}\\])"
        for edge in branch.others
    )
    about = escaped(" · ".join(branch.retelling.about))
    name = f"\\[{branch.retelling.number}\\] **{escaped(branch.retelling.name)}**"
    return f"{'  ' * min(branch.depth, 8)}- {tie}{name} · {about}{others}"


def _matrix(story: StoryView, ui: Interface) -> Lines:
    claims = (story.shared or story.claims)[:_MOST_ROWS]
    if not claims:
        return
    yield from _section(ui.say("Who makes which claim, and how firmly"))
    yield escaped("  ".join(sign_words(story.retellings, ui)))
    yield ""
    if len(story.retellings) > _MOST_COLUMNS:
        yield from _by_sign(claims)
    else:
        head = (f"\\[{found.number}\\] {escaped(found.name)}" for found in story.retellings)
        yield _row((ui.say("claim"), *head))
        yield "|---|" + ":-:|" * len(story.retellings)
        for claim in claims:
            cells = (
                " ".join(escaped(word) for word, _ in cell_words(cell)) or empty_word(cell.retelling)
                for cell in claim.cells
            )
            yield _row((f"{escaped(claim.text)} ({escaped(claim.id)})", *cells))
    yield ""
    if more := len(story.claims) - len(claims):
        yield ui.say("{number} more claims", number=ui.number(more))
        yield ""


def _by_sign(claims: Sequence[ClaimView]) -> Lines:
    for claim in claims:
        where = " ".join(f"{escaped(word)} {', '.join(map(str, numbers))}" for word, _, numbers in by_standing(claim))
        yield f"- {escaped(claim.text)} ({escaped(claim.id)}): {where}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _compared(title: str, pairs: tuple[Pair, ...], ui: Interface) -> Lines:
    """A heading line, then each pair of passages side by side and why they are compared."""
    yield f"**{escaped(title)}**"
    yield ""
    for pair in pairs:
        quotes = [quote for quote in (pair.left, pair.right) if quote is not None]
        if quotes:
            yield _row(f"\\[{quote.retelling.number}\\] {escaped(quote.retelling.name)}" for quote in quotes)
            yield "|" + "---|" * len(quotes)
            yield _row(_quoted(quote) for quote in quotes)
            yield ""
        for sentence in pair.reasons:
            yield ui.say("why: {reason}", reason=escaped(sentence))
            yield ""


def _quoted(quote: Quote) -> str:
    """A passage with the words to look at in bold."""
    return "".join(_emphasised(segment) for segment in quote.segments).strip()


def _emphasised(segment: Segment) -> str:
    bare = segment.text.strip()
    if not bare:
        return " " * bool(segment.text)
    before, _, after = segment.text.partition(bare)
    around = "**" if segment.marked else ""
    return f"{before}{around}{escaped(bare)}{around}{after}"


def _series(series: SeriesView, ui: Interface) -> Lines:
    yield from _section(escaped(ui.say("Figures: {about}", about=series.about)))
    columns = ("date", "figure", "who says so", "document", "passage")
    yield _row((*(ui.say(column) for column in columns), ""))
    yield "|" + "---|" * 6
    for point, plot in zip(series.distinct, plot_lines(series.distinct), strict=True):
        when = ui.say("as of {date}", date=point.when) if point.as_of else point.when
        who = point.who or ui.say("nobody named")
        said = (escaped(words) for words in (when, point.words, who, point.retelling.label))
        yield _row((*said, _quoted(point.quote), f"`{plot}`"))
    yield ""
    for update in series.updates:
        words = ui.say("{target} counts later than {source}", target=update.target.label, source=update.source.label)
        yield from _compared(f"↑ {words}", update.pairs, ui)
    for apart in series.disagreements:
        words = ui.say("Who counts differently: {about}", about=conflict_words(ui, apart))
        yield from _compared(words, apart.pairs, ui)


def _overclaim(over: OverclaimView, ui: Interface) -> Lines:
    yield f"> **{escaped(over.retelling.label)}**"
    for label, side in ((ui.say("headline"), over.headline), (ui.say("article"), over.body)):
        words = f"*{ui.say('no such claim')}*" if side is None else _side(side)
        yield f"> - {ui.say('{label}: {words}', label=label, words=words)}"
    for sentence in (sentence for pair in over.pairs for sentence in pair.reasons):
        yield f"> - {ui.say('why: {reason}', reason=escaped(sentence))}"
    yield ""


def _side(side: Side) -> str:
    return f"{escaped(side.sign)} {side.word}: “{_quoted(side.quote)}”"


def _origins(story: StoryView, ui: Interface) -> Lines:
    claims = story.shared[:_MOST_ROWS]
    if not claims:
        return
    yield from _section(ui.say("How many origins each claim has"))
    yield _row((ui.say("claim"), ui.say("retellings"), ui.say("origins"), ui.say("undetermined because")))
    yield "|---|---:|---|---|"
    for claim in claims:
        why = escaped(" ".join(sentence for pair in claim.origins.undetermined for sentence in pair.reasons))
        origins = escaped(origins_words(ui, claim.origins))
        yield _row((f"{escaped(claim.text)} ({escaped(claim.id)})", ui.number(claim.told), origins, why))
    yield ""


def _named(story: StoryView, ui: Interface) -> Lines:
    if not story.entities:
        return
    yield from _section(ui.say("Who is who"))
    yield _row((ui.say("name"), ui.say("what it is"), ui.say("also written"), ui.say("named in")))
    yield "|---|---|---|---|"
    for entity in story.entities:
        named = " ".join(f"\\[{quote.retelling.number}\\]" for quote in entity.named)
        yield _row((escaped(entity.name), entity.kind, escaped(ui.listed(entity.variants)), named))
    yield ""


def _alone(view: TraceView, ui: Interface) -> Lines:
    if not view.alone:
        return
    yield f"# {ui.say('Stories that stand alone')}"
    yield ""
    yield ui.say("No other document tells of them.")
    yield ""
    for story in view.alone:
        (found,) = story.retellings
        about = escaped(" · ".join((found.name, *found.about)))
        yield f"- \\[{found.number}\\] **{escaped(story.title)}** · {about}"
    yield ""
    for story in view.alone:
        for over in story.overclaims:
            yield from _overclaim(over, ui)
