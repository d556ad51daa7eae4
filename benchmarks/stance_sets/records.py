"""The one form of all benchmarks: claims with labels, official split, metric, known figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stanceclf.stance.claims import GivenClaim

Metric = Callable[[Sequence[str], Sequence[str]], float]


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim with its right label; rows of one `group` stay together in cross-validation.

    Training claims count by their `weight`: how sure the label is.
    """

    given: GivenClaim
    label: str
    group: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class StanceSet:
    """A benchmark.

    Attributes
    ----------
    name : str
        Short, for the command line.
    train, test : tuple of LabelledClaim
        The official parts; development parts belong to `train`.
    metric_name : str
    metric : callable
        Takes right labels and answers.
    published : tuple of (str, float)
        What others reached on the same test claims, and how.
    """

    name: str
    train: tuple[LabelledClaim, ...]
    test: tuple[LabelledClaim, ...]
    metric_name: str
    metric: Metric
    published: tuple[tuple[str, float], ...]
