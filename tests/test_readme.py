"""The README shows what the library does today."""

import re
from pathlib import Path

import pytest

from benchmarks.readme import ARTICLE, COLUMNS, example, figures, tiers
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
    for part in (figures(), tiers()):
        assert part in README, "run `python -m benchmarks.readme`"


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("Use", ["Kenya conditional"]),
        (
            "Your own issue",
            [
                "Paul Roux | the reactors were too dangerous | against\n",
                "Volta | it would build one | for\n",
            ],
        ),
    ],
)
def test_the_examples_run(
    heading: str, printed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    section = README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, flags=re.DOTALL)
    exec(code, {})
    found = capsys.readouterr().out
    assert all(one in found for one in printed), found


def test_no_example_is_left_out() -> None:
    assert README.count("```python\n") == 2


def test_every_command_is_named() -> None:
    for name in re.findall(r"^    ([a-z]+)  ", build_parser().format_help(), flags=re.MULTILINE):
        assert f"stanceclf {name}" in README


def hidden(table: str) -> str:
    return re.sub(r" *\d+%", " %", table)
