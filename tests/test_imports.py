"""What reading an article must not import, which costs seconds, and which way imports go."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("sklearn", "scipy", "joblib", "datasets", "pandas", "rich", "training")
PRINT = f"import sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"


@pytest.mark.parametrize(
    "work",
    [
        "import stanceclf",
        "import stanceclf.cli; stanceclf.cli.build_parser()",
        "import stanceclf; stanceclf.analyze('Kenya will send police officers to Haiti.')",
        "import stanceclf; stanceclf.load().classify("
        "'Kenya agrees.', [stanceclf.GivenStatement(stanceclf.Span(0, 12))])",
    ],
    ids=["import", "command line", "analyze", "classify"],
)
def test_predicting_imports_nothing_heavy(work: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{work}\n{PRINT}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.stdout.strip()) == ("", "")


STAGES = ("text", "attribution", "actors", "stance", "report")
# Who has a turn in a transcript is told by labels and leaders, which only actors know.
BACKWARDS = {("attribution", "turns")}
IMPORTED = re.compile(r"^ *from stanceclf\.(\w+)", re.MULTILINE)


@pytest.mark.parametrize("at", range(len(STAGES)), ids=STAGES)
def test_imports_go_with_the_data(at: int) -> None:
    later = {*STAGES[at + 1 :], "pipeline", "loading", "corpus", "commands", "cli", "accurate"}
    found = {
        (STAGES[at], path.stem)
        for path in (ROOT / "stanceclf" / STAGES[at]).glob("*.py")
        if not later.isdisjoint(IMPORTED.findall(path.read_text(encoding="utf-8")))
    }
    assert found <= BACKWARDS
