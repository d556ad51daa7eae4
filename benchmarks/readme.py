"""Write the example and the figures of the README anew, from the model and from `results/`.

usage: python -m benchmarks.readme        (after benchmarks.throughput, benchmarks.accuracy, and
                                           benchmarks.accurate of each tier)
"""

import json
import re
from pathlib import Path

import stanceclf
from benchmarks.data import RESULTS, ROOT, Json, markdown
from stanceclf.accurate.files import ROOT as TIERS
from stanceclf.report.table import render_table
from training.accurate import NAME as QUICK
from training.larger import NAME as LARGER

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

# Which shares of which tiers are told; without one, the fast model is alone.
_SHARES = ((QUICK, 0.0), (QUICK, 0.3), (QUICK, 1.0), (LARGER, 0.3), (LARGER, 1.0))


def main() -> None:
    """Replace the parts between the markers."""
    text = README.read_text(encoding="utf-8")
    for name, part in {"example": example(), "tiers": tiers(), "figures": figures()}.items():
        before, after = re.split(
            rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", text, maxsplit=1, flags=re.DOTALL
        )
        text = f"{before}{part}{after}"
    README.write_text(text, encoding="utf-8")


def example() -> str:
    """Return what `stanceclf analyze tests/data/article.txt --width 100` prints, fenced."""
    report = stanceclf.analyze(ARTICLE.read_text(encoding="utf-8"))
    return f"```\n{render_table(report, title=ARTICLE.stem, columns=COLUMNS)}\n```\n"


def tiers() -> str:
    """Return what accurate tiers are worth, and what they cost."""
    heads = (
        *("", "macro-F1 of stance: held-out topics", "the 21 documents below", "end to end there"),
        *("wrong labels there; among the surest 80 %", "given claims a second, one core"),
    )
    rows = []
    for name, share in _SHARES:
        result = _result(f"accurate-{name}")
        (row,), (held_out,) = (
            [one for one in result[part] if one["share"] == share] for part in ("rows", "held_out")
        )
        size = sum(path.stat().st_size for path in (TIERS / name).iterdir()) / 1e6
        title = f"`{name}` ({size:.0f} MB), share {share:g}" if share else "the model alone"
        rows.append(
            (
                title,
                *(f"{one['macro_f1']:.3f}" for one in (held_out, row)),
                f"{row['end_to_end_f1']:.3f}",
                f"{row['error']:.3f}; {row['error_at_80']:.3f}",
                f"{row['claims_per_second']:,}",
            )
        )
    return "\n".join(markdown(heads, rows)) + "\n"


def figures() -> str:
    """Return the committed results as two tables."""
    return f"{accuracy_table(_result('accuracy'))}\n{speed_table(_result('throughput'))}"


def accuracy_table(result: Json) -> str:
    """Return a row for each score and a column for each system."""
    systems = result["scores"]
    rows = []
    for title, path in _SCORES.items():
        row = []
        for scores in systems.values():
            value = scores
            for key in path:
                value = value[key]
            row.append(f"{value:.3f}")
        rows.append([title, *row])
    return "\n".join(markdown(["", *systems], rows)) + "\n"


def speed_table(result: Json) -> str:
    """Return speed, start and memory, each in a row."""
    rows = {
        f"articles of {result['words']} words a second, one core, {name}": f"{articles:.0f}"
        for name, articles in result["rates"].items()
    }
    rows["import, load and first answer"] = f"{result['first_answer_seconds']:.2f} s"
    rows["peak memory, one article"] = f"{result['peak_memory_mb']:.0f} MB"
    return "\n".join(markdown(["", ""], list(rows.items()))) + "\n"


def _result(name: str) -> Json:
    result: Json = json.loads(Path(RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    return result


if __name__ == "__main__":
    main()
