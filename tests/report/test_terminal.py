import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.report.terminal import Style, paint, safe, width, wrap

SAFE = st.text().map(safe)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\x07\x00b", "a\\x07\\x00b"),
        ("a\x9b2Jb", "a\\x9b2Jb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\ud800b", "a\\ud800b"),
        ("a\r\n\t b", "a b"),
        ("a\u2028b", "a b"),
        ("Zoë 外務省 👍🏽", "Zoë 外務省 👍🏽"),
    ],
)
def test_safe_shows_what_steers_a_terminal(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text())
def test_safe_leaves_no_control_character(text: str) -> None:
    assert not {unicodedata.category(char) for char in safe(text)} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("Kenya", 5), ("外務省", 6), ("Zoe\u0308", 3), ("a\u200db", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@given(SAFE, st.integers(min_value=2, max_value=40))
def test_wrapped_lines_fit_and_keep_every_character(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrap_breaks_at_words() -> None:
    assert wrap("ready to lead the force", 11) == ["ready to", "lead the", "force"]


def test_paint_is_reversible() -> None:
    assert paint("no", Style.RED, color=True) == "\x1b[1;31mno\x1b[0m"
    assert paint("no", Style.RED, color=False) == "no"
    assert paint("", Style.RED, color=True) == ""
