"""A report as a table that an analyst reads at a glance."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from stanceclf.records import Reason, Report, Stance, Verdict
from stanceclf.report.terminal import NARROWEST, Style, pad, paint, safe, width, wrap

Reasons = Sequence[Sequence[Reason]]


@dataclass(frozen=True, slots=True)
class _Side:
    """How a verdict is shown, and counted in the summary."""

    sign: str  # needs no colour and no font: it survives a log file and a black-and-white print
    style: Style
    one: str
    many: str


_SIDES = {
    Stance.SUPPORTS: _Side("+", Style.GREEN, "supports", "support"),
    Stance.CONDITIONAL: _Side("~", Style.YELLOW, "is conditional", "are conditional"),
    Stance.OPPOSES: _Side("-", Style.RED, "opposes", "oppose"),
}
_WIDE = 120
_VERDICT_COLUMNS = 14
_PROBABILITY_COLUMNS = 7
_ACTOR_COLUMNS = 36
_WIDEST_TEXT = 96  # in longer lines the eye does not find the next one
_EDGES = ' ,"\u201c\u201d'  # the table sets its own quotation marks


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell, and how it is painted."""

    text: str
    style: Style | None = None


def render_table(
    report: Report,
    *,
    title: str = "",
    columns: int = 80,
    color: bool = False,
    reasons: Reasons = (),
) -> str:
    """Return `report` as lines of at most `columns`: a block for each actor that takes a side.

    The actors that take none follow in one paragraph. Whatever the text holds, nothing but
    `color` puts an escape sequence into the answer.

    Parameters
    ----------
    report : Report
    title : str
        A heading, such as the title of the article.
    columns : int
        The width, at least 40. From 120 on, actors and their words stand side by side.
    color : bool
        Whether to paint verdicts and names.
    reasons : sequence of sequence of Reason
        For each statement the words that its label rests on, as `Pipeline.explain` gives them.

    Examples
    --------
    >>> print(render_table(Report("", (), ()), title="A quiet day"))
    A quiet day
    No statement of stance found.
    """
    columns = max(columns, NARROWEST)
    lines = [_Line(line, Style.BOLD) for line in wrap(safe(title), columns)]
    lines += [_Line(line) for line in wrap(_summary(report), columns)]
    rendered = [paint(line.text, line.style, color=color) for line in lines]
    for stance, side in _SIDES.items():
        for verdict in report.verdicts:
            if verdict.stance is stance:
                rendered += ["", *_block(report, verdict, side, columns, color, reasons)]
    silent = [safe(one.actor.name) for one in report.verdicts if one.stance is Stance.NO_STANCE]
    if silent:
        rendered.append("")
        for line in _labelled("without a side: ", ", ".join(silent), columns):
            rendered.append(paint(line, Style.DIM, color=color))
    return "\n".join(rendered)


def _summary(report: Report) -> str:
    """Return the counts in one sentence."""
    if not report.verdicts:
        return "No statement of stance found."
    parts = []
    for stance, side in _SIDES.items():
        count = sum(verdict.stance is stance for verdict in report.verdicts)
        if count:
            parts.append(f"{count} {side.one if count == 1 else side.many}")
    silent = sum(verdict.stance is Stance.NO_STANCE for verdict in report.verdicts)
    if silent:
        parts.append(f"{silent} without a side")
    actors = _counted(len(report.verdicts), "actor")
    statements = _counted(len(report.statements), "statement")
    return f"{actors} in {statements}: {', '.join(parts)}."


def _block(
    report: Report, verdict: Verdict, side: _Side, columns: int, color: bool, reasons: Reasons
) -> Iterator[str]:
    """Yield the lines of one actor: verdict, probability, who, on what condition, which words."""
    label = pad(f"{side.sign} {verdict.stance.value}", _VERDICT_COLUMNS)
    share = pad(f"{verdict.probability:>4.0%}", _PROBABILITY_COLUMNS)
    left = paint(label, side.style, color=color) + share
    blank = " " * (_VERDICT_COLUMNS + _PROBABILITY_COLUMNS)
    room = columns - len(blank)
    why = reasons[verdict.statements[0]] if reasons else ()
    if columns < _WIDE:
        who, words = _who(report, verdict, room), []
        who += _words(report, verdict, room, side.style, why)
    else:
        who = _who(report, verdict, _ACTOR_COLUMNS - 2)
        words = _words(report, verdict, min(room - _ACTOR_COLUMNS, _WIDEST_TEXT), side.style, why)
    for one, two in zip_longest(who, words, fillvalue=_Line("")):
        line = left + paint(one.text, one.style, color=color)
        if two.text:
            line += " " * (_ACTOR_COLUMNS - width(one.text)) + paint(
                two.text, two.style, color=color
            )
        yield line.rstrip()
        left = blank


def _who(report: Report, verdict: Verdict, columns: int) -> list[_Line]:
    """Return the actor with its affiliation, and who speaks for it."""
    actor = verdict.actor
    name = safe(f"{actor.name}, {actor.affiliation}" if actor.affiliation else actor.name)
    lines = [_Line(line, Style.BOLD) for line in wrap(name, columns)]
    source = report.statements[verdict.statements[0]].source
    if source is not None and source.name not in ("", actor.name):
        told = wrap(f"according to {safe(source.name)}", columns)
        lines += [_Line(line, Style.DIM) for line in told]
    return lines


def _words(
    report: Report, verdict: Verdict, columns: int, style: Style, why: Sequence[Reason]
) -> list[_Line]:
    """Return the words that decide: the condition, the claim, and how many statements more."""
    deciding = report.statements[verdict.statements[0]]
    lines = []
    if deciding.condition is not None:
        condition = safe(deciding.condition.span.of(report.text))
        lines += [_Line(line, style) for line in _labelled("condition: ", condition, columns)]
    claim = safe(deciding.claim.of(report.text)).strip(_EDGES)
    lines += [_Line(line) for line in _labelled("\u201c", f"{claim}\u201d", columns)]
    if why:
        parts = [f"\u201c{safe(one.span.of(report.text))}\u201d {-one.loss:.0%}" for one in why]
        shown = _labelled("without: ", ", ".join(parts), columns)
        lines += [_Line(line, Style.DIM) for line in shown]
    more = Counter(report.statements[index].stance for index in verdict.statements[1:])
    if more:
        counts = ", ".join(f"{count} {stance}" for stance, count in more.items())
        lines += [_Line(line, Style.DIM) for line in wrap(f"and also {counts}", columns)]
    return lines


def _labelled(label: str, text: str, columns: int) -> list[str]:
    """Wrap `text` behind `label`, the further lines hanging below its first word."""
    indent = width(label)
    lines = wrap(text, columns - indent)
    return [(" " * indent if number else label) + line for number, line in enumerate(lines)]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
