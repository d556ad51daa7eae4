"""Write the example and the figures of the README anew, from the model and from `results/`.

usage: python -m benchmarks.readme        (after benchmarks.throughput and benchmarks.accuracy)
"""

import json
import re
from pathlib import Path

import stanceclf
from benchmarks.data import RESULTS, ROOT, Json
from stanceclf.report.table import render_table

README = ROOT / "README.md"
ARTICLE = ROOT / "tests" / "data" / "article.txt"
COLUMNS = 100

_SCORES = {
    "claims, F1": ("claims", "f1"),
    "attribution: right actor of a matched claim": ("attribution",),
    "stance, macro-F1 on given claims": ("stance_macro_f1",),
    "condition, token F1 on given claims": ("condition_token_f1",),
    "end to end, F1 of (actor, stance)": ("end_to_end", "f1"),
}


def main() -> None:
    """Replace the parts between the markers."""
    text = README.read_text(encoding="utf-8")
    for name, part in {"example": example(), "figures": figures()}.items():
        before, after = re.split(
            rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", text, maxsplit=1, flags=re.DOTALL
        )
        text = f"{before}{part}{after}"
    README.write_text(text, encoding="utf-8")


def example() -> str:
    """Return what `stanceclf analyze tests/data/article.txt --width 100` prints, fenced."""
    report = stanceclf.analyze(ARTICLE.read_text(encoding="utf-8"))
    return f"```\n{render_table(report, title=ARTICLE.stem, columns=COLUMNS)}\n```\n"


def figures() -> str:
    """Return the committed results as two tables."""
    return f"{accuracy_table(_result('accuracy'))}\n{speed_table(_result('throughput'))}"


def accuracy_table(result: Json) -> str:
    """Return a row for each score and a column for each system."""
    systems = result["scores"]
    lines = [f"| | {' | '.join(systems)} |", "| --- |" + " --- |" * len(systems)]
    for title, path in _SCORES.items():
        row = []
        for scores in systems.values():
            value = scores
            for key in path:
                value = value[key]
            row.append(f"{value:.3f}")
        lines.append(f"| {title} | {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def speed_table(result: Json) -> str:
    """Return speed, start and memory, each in a row."""
    rows = {
        f"articles of {result['words']} words a second, one core, {name}": f"{articles:.0f}"
        for name, articles in result["rates"].items()
    }
    rows["import, load and first answer"] = f"{result['first_answer_seconds']:.2f} s"
    rows["peak memory, one article"] = f"{result['peak_memory_mb']:.0f} MB"
    return "| | |\n| --- | --- |\n" + "".join(f"| {a} | {b} |\n" for a, b in rows.items())


def _result(name: str) -> Json:
    result: Json = json.loads(Path(RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    return result


if __name__ == "__main__":
    main()
