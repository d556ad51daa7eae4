"""The README shows what the library does today."""

import re
from pathlib import Path

import pytest

from benchmarks.readme import ARTICLE, COLUMNS, example, figures
from stanceclf.cli import build_parser, main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(ARTICLE), "--width", str(COLUMNS)]) == 0
    printed = capsys.readouterr().out
    assert example() == f"```\n{printed}```\n"
    # Probabilities are left out: their last digit may differ from processor to processor.
    assert hidden(example()) in hidden(README), "run `python -m benchmarks.readme`"


def test_the_figures_are_those_of_the_results() -> None:
    assert figures() in README, "run `python -m benchmarks.readme`"


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    exec(code, {})
    assert "conditional" in capsys.readouterr().out


def test_every_command_is_named() -> None:
    for name in re.findall(r"^    ([a-z]+)  ", build_parser().format_help(), flags=re.MULTILINE):
        assert f"stanceclf {name}" in README


def hidden(table: str) -> str:
    return re.sub(r" *\d+%", " %", table)
