"""Given claims a second on one core: whole batches, single documents, and texts of one line.

usage: OMP_NUM_THREADS=1 python -m benchmarks.classify [--documents N] [--gold FILE]

The claims are those annotated in the training corpus; the scores beside the rates are those of
the same model on the annotated documents of FILE. Prints a table and writes
`results/classify.json`. Times are processor time of this process; the best of a few rounds counts.
"""

import argparse
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

import stanceclf
from benchmarks.data import GOLD, Json, make_articles, write_result
from benchmarks.throughput import processor_time
from stanceclf.evaluation import evaluate, predict
from stanceclf.records import GivenStatement, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.corpus import corpus_files
from training.gold import read_claims, records_by_id

_ROUNDS = 9
_BATCHES = (1, 8, 64)  # documents a call
_LENGTHS = (10_000, 100_000, 1_000_000)  # characters of a text of one line
_CLAIM = 100  # characters of each claim of such a text


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--gold", type=Path, default=GOLD, help="documents for the scores beside")
    options = parser.parse_args()

    pipeline = stanceclf.load()
    documents = claims_by_document(options.documents)
    claims = sum(map(len, documents))
    result: Json = {"documents": len(documents), "claims": claims, "claims_per_second": {}}
    result["claims_per_second"] = {
        name: round(claims / seconds) for name, seconds in costs(pipeline, documents).items()
    }
    result["one_line"] = one_line(pipeline)
    result["scores"] = scores(pipeline, options.gold)
    show(result)
    print(f"\nwritten to {write_result('classify', result)}")


def claims_by_document(count: int) -> list[list[GivenClaim]]:
    """Return the annotated claims of so many documents of the corpus, the same ones each time."""
    found: dict[int, list[GivenClaim]] = {}
    for claim in read_claims(corpus_files()):
        found.setdefault(id(claim.given.document), []).append(claim.given)
    documents = list(found.values())
    random.Random(0).shuffle(documents)
    return documents[:count]


def costs(pipeline: stanceclf.Pipeline, documents: list[list[GivenClaim]]) -> dict[str, float]:
    """Return the seconds that all claims take, by what is asked for at once."""
    model = pipeline.stance
    given = [
        (
            claims[0].document.text,
            [GivenStatement(one.claim, one.actor, one.actor_name, one.source) for one in claims],
        )
        for claims in documents
    ]

    def batches(size: int) -> Callable[[], object]:
        calls = [
            [claim for claims in documents[at : at + size] for claim in claims]
            for at in range(0, len(documents), size)
        ]
        return lambda: [model.classify(call) for call in calls]

    work = {f"StanceModel.classify, {size} a call": batches(size) for size in _BATCHES}
    work["Pipeline.classify, from the text"] = lambda: [
        pipeline.classify(text, statements) for text, statements in given
    ]
    # The words of a process are worked out once: the first round tells what that costs.
    first = {"the first time, 64 a call": processor_time(batches(64))}
    return first | {name: best(one) for name, one in work.items()}


def best(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Return the seconds of processor time of the best round."""
    return min(processor_time(work) for _ in range(rounds))


def one_line(pipeline: stanceclf.Pipeline) -> Json:
    """Return what texts of one sentence cost, full of claims, and the slope of the log-log line."""
    words = make_articles(1, 2_000)[0].replace(".", "").replace("\n", " ")
    seconds = []
    for length in _LENGTHS:
        document = Document.from_text((words * (length // len(words) + 1))[:length])
        claims = [
            GivenClaim(document, Span(at, at + _CLAIM), Span(at, at + 9))
            for at in range(0, length - _CLAIM, _CLAIM)
        ]
        seconds.append(best(partial(pipeline.stance.classify, claims), 3))
    slope = np.polyfit(np.log(_LENGTHS), np.log(seconds), 1)[0]
    return {
        "characters": list(_LENGTHS),
        "seconds": [round(one, 4) for one in seconds],
        "slope": round(float(slope), 3),
    }


def scores(pipeline: stanceclf.Pipeline, gold: Path) -> Json | None:
    """Return the scores of the same model on given claims; None without annotated documents."""
    if not gold.is_file():
        return None
    documents = records_by_id(gold)
    _, given = predict(pipeline, documents)
    found = evaluate(documents, {}, given)
    return {name: found[name] for name in ("stance_macro_f1", "condition_token_f1")}


def show(result: Json) -> None:
    """Print the result as a table."""
    print(f"{result['claims']} claims of {result['documents']} documents, one core, processor time")
    for name, rate in result["claims_per_second"].items():
        print(f"{name:<40}{rate:>10,} claims/s")
    line = result["one_line"]
    for length, seconds in zip(line["characters"], line["seconds"], strict=True):
        print(f"{f'a line of {length:,} characters':<40}{seconds:>10.4f} s")
    print(f"{'slope of the log-log line':<40}{line['slope']:>10.3f}")
    if result["scores"] is None:
        print("no annotated documents given: a speed without its quality (see --gold)")
    else:
        print("quality of the same model: ", end="")
        print(", ".join(f"{name} {score:.4f}" for name, score in result["scores"].items()))


if __name__ == "__main__":
    main()
