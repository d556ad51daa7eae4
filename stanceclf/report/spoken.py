"""Attributions for a reader: who says it, by which words, and what."""

from collections.abc import Iterator, Sequence

from stanceclf.records import Attribution
from stanceclf.report.terminal import NARROWEST, Style, pad, paint, safe, width, wrap

_WIDEST = 100  # in longer lines the eye does not find the next one
_INDENT = "  "


def render_attributions(
    text: str,
    attributions: Sequence[Attribution],
    *,
    title: str = "",
    columns: int = 80,
    color: bool = False,
) -> str:
    """Return attributions as lines of at most `columns`: a block for each.

    Whatever the text holds, nothing but `color` puts an escape sequence into the answer.

    >>> print(render_attributions("", [], title="A quiet day"))
    A quiet day
    Nobody is reported to say anything.
    """
    columns = min(max(columns, NARROWEST), _WIDEST)
    lines = [paint(line, Style.BOLD, color=color) for line in wrap(safe(title), columns)]
    if not attributions:
        lines += wrap("Nobody is reported to say anything.", columns)
    for one in attributions:
        lines += ["", *_block(text, one, columns, color)]
    return "\n".join(lines)


def _block(text: str, one: Attribution, columns: int, color: bool) -> Iterator[str]:
    """Yield the lines of one attribution."""
    name = safe(one.source.name) if one.source else "(nobody named)"
    if one.source and one.source.affiliation:
        name += f", {safe(one.source.affiliation)}"
    share = f"{one.probability:>5.0%}"
    cue = f" [{safe(one.cue.of(text))}]" if one.cue else ""
    *above, last = wrap(name + cue, columns - width(share))
    yield from (paint(line, Style.BOLD, color=color) for line in above)
    yield paint(pad(last, columns - width(share)), Style.BOLD, color=color) + share
    for content in one.contents:
        for line in wrap(safe(content.of(text)), columns - width(_INDENT)):
            yield _INDENT + line
