"""What reading an article must not import: fitting costs seconds to import, predicting none."""

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
