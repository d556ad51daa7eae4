"""Articles a second on one core, beside peers in the same run; time to a first answer; memory.

usage: OMP_NUM_THREADS=1 python -m benchmarks.throughput [--articles N] [--words N] [--gold FILE]

Prints a table and writes `results/throughput.json`. Times are processor time of this process, so
that another job on the machine changes them little; the best of three rounds counts.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import stanceclf
from benchmarks.data import GOLD, Json, make_articles, read_corpus, write_result
from benchmarks.peers import Reader, readers
from stanceclf.evaluation import evaluate, predict
from training.gold import read_documents

# A process of its own: import, model, first answer, and the most memory it held. Linux counts the
# memory of the process that started this one into ru_maxrss, but not into VmHWM.
_FIRST_ANSWER = """
import time; start = time.perf_counter()
import pathlib, re, resource, sys
import stanceclf
stanceclf.load().analyze(sys.stdin.read())
seconds = time.perf_counter() - start
status = pathlib.Path("/proc/self/status")
if status.exists():
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seconds, peak / 1024)
"""
_ROUNDS = 3
_ENOUGH = 20.0  # seconds after which no further round is begun: a parser needs that for one


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=500, help="how many (default: 500)")
    parser.add_argument("--words", type=int, default=300, help="of how many words (default: 300)")
    parser.add_argument("--gold", type=Path, default=GOLD, help="documents for the scores beside")
    options = parser.parse_args()

    articles = make_articles(options.articles, options.words)
    result: Json = {"articles": options.articles, "words": options.words}
    result |= first_answer(articles[0])
    result["rates"] = {name: rate(reader, articles) for name, reader in all_readers().items()}
    own = result["rates"]["stanceclf"]
    result["ratios"] = {name: round(own / other, 2) for name, other in result["rates"].items()}
    result["scores"] = scores(options.gold)
    show(result)
    print(f"\nwritten to {write_result('throughput', result)}")


def all_readers() -> dict[str, Reader]:
    """Return this library and its peers as functions from articles to a number of answers."""
    pipeline = stanceclf.load()

    def own(texts: Sequence[str]) -> int:
        return sum(len(report.statements) for report in pipeline.analyze_many(texts))

    return {"stanceclf": own} | readers(read_corpus())


def rate(reader: Reader, articles: list[str]) -> float:
    """Return articles a second of processor time, the best of a few rounds."""
    reader(articles[:20])
    rounds: list[float] = []
    while len(rounds) < _ROUNDS and sum(rounds) < _ENOUGH:
        rounds.append(processor_time(lambda: reader(articles)))
    return round(len(articles) / min(rounds), 1)


def processor_time(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def first_answer(article: str) -> Json:
    """Return the seconds from a bare interpreter to an answer, and the peak memory in MB."""
    runs = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", _FIRST_ANSWER],
            input=article,
            capture_output=True,
            text=True,
            check=True,
        )
        runs.append([float(figure) for figure in done.stdout.split()])
    seconds, megabytes = zip(*runs, strict=True)
    return {
        "first_answer_seconds": round(median(seconds), 3),
        "peak_memory_mb": round(max(megabytes), 1),
    }


def scores(gold: Path) -> Json | None:
    """Return the scores of the model whose speed was measured; None without annotated documents."""
    if not gold.is_file():
        return None
    documents = {one["id"]: one for one in read_documents([gold])}
    found = evaluate(documents, *predict(stanceclf.load(), documents))
    return {
        "claims_f1": found["claims"]["f1"],
        "attribution": found["attribution"],
        "stance_macro_f1": found["stance_macro_f1"],
        "condition_token_f1": found["condition_token_f1"],
        "end_to_end_f1": found["end_to_end"]["f1"],
    }


def show(result: Json) -> None:
    """Print the result as a table."""
    words = result["words"]
    print(f"{'one core, processor time':<32}{'articles/s':>12}{'words/s':>12}{'ratio':>8}")
    for name, articles in result["rates"].items():
        ratio = result["ratios"][name]
        print(f"{name:<32}{articles:>12.1f}{articles * words:>12,.0f}{ratio:>8.2f}")
    print(f"\nimport, load and first answer   {result['first_answer_seconds']:.3f} s")
    print(f"peak memory, one article        {result['peak_memory_mb']:.1f} MB")
    if result["scores"] is None:
        print("\nno annotated documents given: a speed without its quality (see --gold)")
    else:
        print("\nquality of the same model: ", end="")
        print(", ".join(f"{name} {score:.4f}" for name, score in result["scores"].items()))


if __name__ == "__main__":
    main()
