"""One recipe for all benchmarks: what `StanceBlend` chooses and fits from the training claims.

The test claims are scored once, by what was chosen.
"""

from typing import Any

from benchmarks.stance_sets.records import StanceSet
from stanceclf.stance.blend import StanceBlend


def measure(benchmark: StanceSet, vectors: str = "", **options: Any) -> dict[str, Any]:
    """Choose, fit, and return what the test claims say, JSON-able.

    `vectors` is what the encoder among `options` is called, empty where there is none.
    """
    blend = fitted(benchmark, **options)
    answers = blend.predict([claim.given for claim in benchmark.test]).tolist()
    right = [claim.label for claim in benchmark.test]
    return {
        "name": benchmark.name,
        "vectors": vectors,
        "train": len(benchmark.train),
        "test": len(right),
        "metric": benchmark.metric_name,
        "score": round(benchmark.metric(right, answers), 4),
        "accuracy": round(sum(a == b for a, b in zip(right, answers, strict=True)) / len(right), 4),
        "cross_validation": round(blend.tried_[blend.chosen_], 4),
        "chosen": blend.chosen_,
        "weights": {name: round(weight, 3) for name, weight in blend.weights_.items()},
        "published": dict(benchmark.published),
    }


def fitted(benchmark: StanceSet, **options: Any) -> StanceBlend:
    """Return what the training claims alone choose and fit; `options` are those of the blend."""
    known = benchmark.train
    groups = [claim.group for claim in known]
    return StanceBlend(metric=benchmark.metric, **options).fit(
        [claim.given for claim in known],
        [claim.label for claim in known],
        groups=groups if len(set(groups)) > 1 else None,
        sample_weight=[claim.weight for claim in known],
    )
