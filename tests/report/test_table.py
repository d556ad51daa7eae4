import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.records import (
    LABELS,
    Actor,
    ActorType,
    Condition,
    Quotation,
    Report,
    Span,
    Stance,
    Statement,
)
from stanceclf.report.aggregate import aggregate
from stanceclf.report.table import render_table
from stanceclf.report.terminal import width

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def report(*rows: tuple[str, str, str, str], speaker: Actor | None = None) -> Report:
    """Return a report of rows (actor, stance, claim, condition within the claim)."""
    text = "\n".join(claim for _, _, claim, _ in rows)
    statements = []
    start = 0
    for name, stance, claim, condition in rows:
        label = Stance(stance)
        where = start + claim.index(condition)
        span = Span(where, where + len(condition))
        actor = Actor(name, ActorType.PERSON, "Norway" if name == "Anna Holm" else None)
        statements.append(
            Statement(
                claim=Span(start, start + len(claim)),
                mention=None,
                actor=actor,
                source_mention=None,
                source=speaker or actor,
                stance=label,
                probabilities=tuple(0.91 if one is label else 0.03 for one in LABELS),
                condition=Condition(span, Span(where, where)) if condition else None,
                quotation=Quotation.INDIRECT,
            )
        )
        start += len(claim) + 1
    return Report(text, tuple(statements), aggregate(statements))


FULL = report(
    ("Ghana", "no_stance", "Ghana has not decided", ""),
    ("Russia", "opposes", "Russia rejects the plan", ""),
    ("Anna Holm", "supports", "the force is essential", ""),
    ("Anna Holm", "opposes", "she would not lead it", ""),
    ("Kenya", "conditional", "Kenya will go once the Council has asked it to", "once the Council"),
)


def test_narrow() -> None:
    assert render_table(FULL, title="A title that is longer than forty columns", columns=40) == (
        "A title that is longer than forty\n"
        "columns\n"
        "4 actors in 5 statements: 1 supports, 1\n"
        "is conditional, 1 opposes, 1 without a\n"
        "side.\n"
        "\n"
        "+ supports     46%   Anna Holm, Norway\n"
        "                     “the force is\n"
        "                      essential”\n"
        "                     and also 1 opposes\n"
        "\n"
        "~ conditional  91%   Kenya\n"
        "                     condition: once the\n"
        "                                Council\n"
        "                     “Kenya will go once\n"
        "                      the Council has\n"
        "                      asked it to”\n"
        "\n"
        "- opposes      91%   Russia\n"
        "                     “Russia rejects the\n"
        "                      plan”\n"
        "\n"
        "without a side: Ghana"
    )


def test_wide_puts_words_beside_actors() -> None:
    lines = render_table(FULL, columns=160).split("\n")
    assert lines[2] == (
        "+ supports     46%   Anna Holm, Norway                   “the force is essential”"
    )
    assert lines[3].strip() == "and also 1 opposes"


def test_a_speaker_for_another_is_named() -> None:
    spoken = report(
        ("Kenya", "supports", "it will go", ""), speaker=Actor("A. B.", ActorType.PERSON)
    )
    assert "according to A. B." in render_table(spoken)


def test_colour_changes_nothing_but_the_colour() -> None:
    plain, painted = render_table(FULL), render_table(FULL, color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;32m+ supports" in painted
    assert ESCAPE.sub("", painted) == plain


@pytest.mark.parametrize("color", [False, True])
def test_the_text_cannot_steer_the_terminal(color: bool) -> None:
    hostile = report(("Bad\x1b[2J\x07", "conditional", "once\u202e \x1b]0;x\x07\r\n go", "once"))
    shown = render_table(hostile, title="\x1b[31m\x9b", color=color)
    assert not set(ESCAPE.sub("", shown)) & set("\x1b\x07\r\x9b\u202e")
    assert "Bad\\x1b[2J\\x07" in shown


@given(
    st.text(min_size=1),
    st.text(min_size=1),
    st.integers(min_value=40, max_value=200),
    st.booleans(),
)
def test_every_line_fits(name: str, claim: str, columns: int, color: bool) -> None:
    one = report((name, "conditional", claim, claim), (f"{name}x", "no_stance", claim, ""))
    shown = ESCAPE.sub("", render_table(one, title=claim, columns=columns, color=color))
    assert max(map(width, shown.split("\n"))) <= columns
