"""Speed, beside peers in the same run; what each stage costs; start, memory, growth; the scores.

usage: OMP_NUM_THREADS=1 python -m benchmarks.throughput [--articles N] [--words N] [--gold FILE]
       [--texts IN ...]

Prints tables and writes `results/throughput.json`. Rates are by processor time of this process, so
that another job on the machine changes them little.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import stanceclf
from benchmarks import processes, scaling
from benchmarks.data import GOLD, Json, make_articles, read_corpus, read_texts, write_result
from benchmarks.peers import WORDS, Reader, readers
from benchmarks.stages import stage_seconds
from benchmarks.start import first_answer
from stanceclf.evaluation import evaluate, predict
from training.gold import records_by_id

OWN = "stanceclf"
_ROUNDS = 7  # other programs on the machine disturb some of them
# Seconds that a reader takes in a round: a parser gets fewer articles, and what counts words gets
# them several times.
_LEAST, _MOST = 0.5, 4.0


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=500, help="how many (default: 500)")
    parser.add_argument("--words", type=int, default=300, help="of how many words (default: 300)")
    parser.add_argument("--gold", type=Path, default=GOLD, help="documents for the scores beside")
    parser.add_argument("--texts", nargs="+", help="files or folders to read instead")
    parser.add_argument("--longest", type=int, default=6, help="an article of 10^N words")
    parser.add_argument("--most", type=int, default=4, help="10^N articles")
    parser.add_argument("--processes", type=int, default=1500, help="articles for two processes")
    options = parser.parse_args()

    if options.texts:
        articles = read_texts(options.texts)[: options.articles]
    else:
        articles = make_articles(options.articles, options.words)
    result = speed(articles)
    result["stages"] = stages(articles)
    result |= first_answer(articles[0])
    result["scaling"] = scaling.scaling(options.longest, options.most)
    result["processes"] = processes.one_and_two(options.processes, options.words)
    result["scores"] = scores(options.gold)
    show(result)
    print(f"\nwritten to {write_result('throughput', result)}")


def own_reader() -> Reader:
    """Return this library as a function from articles to a number of statements."""
    pipeline = stanceclf.load()
    return lambda texts: sum(len(report.statements) for report in pipeline.analyze_many(texts))


def speed(articles: Sequence[str]) -> Json:
    """Return rates of this library and its peers, articles a second, and its ratio to each."""
    words = sum(len(one.split()) for one in articles)
    size = sum(len(one.encode()) for one in articles)
    measured = {OWN: own_reader()} | readers(read_corpus())
    rates, ratios = rates_of(measured, articles)
    own, few = rates[OWN] / len(articles), articles[:100]
    return {
        "articles": len(articles),
        "words": round(words / len(articles)),
        "rates": {name: round(rate, 1) for name, rate in rates.items()},
        "ratios": {name: float(f"{ratio:.3g}") for name, ratio in ratios.items()},
        "words_a_second": round(own * words),
        "claims_a_second": round(own * len(articles) / len(few) * measured[OWN](few)),
        "megabytes_a_second": round(own * size / 1e6, 3),
        "cost_over_counting_words": round(1 / ratios[WORDS], 1),
    }


def rates_of(
    measured: Mapping[str, Reader], articles: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return articles a second of each reader, and the ratio of the first to each.

    Every round takes the readers in turn, and a ratio is the median of those of the rounds: what
    slows the machine for a while slows both.
    """
    shares: dict[str, list[Sequence[str]]] = {}
    for name, reader in measured.items():
        reader(articles[:5])
        each = processor_time(partial(reader, articles[:20])) / len(articles[:20])
        share = articles[: max(20, int(_MOST / max(each, 1e-9)))]
        shares[name] = [share] * max(1, round(_LEAST / max(each * len(share), 1e-9)))
    rounds: list[dict[str, float]] = []
    for _ in range(_ROUNDS):
        rounds.append({name: _rate(reader, shares[name]) for name, reader in measured.items()})
    first = next(iter(measured))
    return (
        {name: max(one[name] for one in rounds) for name in measured},
        {name: median(one[first] / one[name] for one in rounds) for name in measured},
    )


def _rate(reader: Reader, shares: Sequence[Sequence[str]]) -> float:
    """Return how many articles a second a reader reads."""
    return sum(map(len, shares)) / processor_time(lambda: list(map(reader, shares)))


def processor_time(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that `work` takes."""
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-9)


def stages(articles: Sequence[str]) -> Json:
    """Return nanoseconds a word of each stage."""
    words = sum(len(one.split()) for one in articles)
    return {name: round(1e9 * one / words) for name, one in stage_seconds(articles).items()}


def scores(gold: Path) -> Json | None:
    """Return the scores of the model whose speed was measured; None without annotated documents."""
    if not gold.is_file():
        return None
    documents = records_by_id(gold)
    found = evaluate(documents, *predict(stanceclf.load(), documents))
    return {
        "claims_f1": found["claims"]["f1"],
        "attribution": found["attribution"],
        "stance_macro_f1": found["stance_macro_f1"],
        "condition_token_f1": found["condition_token_f1"],
        "end_to_end_f1": found["end_to_end"]["f1"],
    }


def show(result: Json) -> None:
    """Print the result as tables."""
    words = result["words"]
    print(f"{'one core, processor time':<32}{'articles/s':>12}{'words/s':>14}{'ratio':>9}")
    for name, articles in result["rates"].items():
        ratio = result["ratios"][name]
        print(f"{name:<32}{articles:>12,.1f}{articles * words:>14,.0f}{ratio:>9.3g}")
    print(
        f"\n{result['words_a_second']:,} words, {result['claims_a_second']:,} statements and "
        f"{result['megabytes_a_second']} MB a second; "
        f"{result['cost_over_counting_words']} times the cost of counting words"
    )
    whole = sum(result["stages"].values())
    print(f"\n{'stage':<32}{'ns a word':>12}{'share':>8}")
    for name, cost in result["stages"].items():
        print(f"{name:<32}{cost:>12,}{cost / whole:>8.0%}")
    print(f"\nimport, load and first answer   {result['first_answer_seconds']:.3f} s")
    print(f"memory, one article             {result['peak_memory_mb']:.1f} MB at most, of which")
    print(
        f"                                {result['added_memory_mb']:.1f} MB are not Python's own"
    )
    scaling.show(result["scaling"])
    two = result["processes"]
    print(
        f"\ntwo processes, {two['articles']:,} articles: wall time divided by {two['wall_ratio']}, "
        f"processor time times {two['processor_ratio']} (load before: {two['load']:.1f})"
    )
    if result["scores"] is None:
        print("\nno annotated documents given: a speed without its quality (see --gold)")
    else:
        print("\nquality of the same model: ", end="")
        print(", ".join(f"{name} {score:.4f}" for name, score in result["scores"].items()))


if __name__ == "__main__":
    main()
