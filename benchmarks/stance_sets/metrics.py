"""The official metrics: mean F1 of all labels, or of some."""

from collections.abc import Sequence


def macro_f1(right: Sequence[str], answers: Sequence[str]) -> float:
    """Return the mean F1 of the labels that stand in either.

    Examples
    --------
    >>> macro_f1(["a", "a", "b", "b"], ["a", "b", "b", "b"])  # (2/3 + 4/5) / 2
    0.7333333333333334
    """
    return _mean_f1(sorted({*right, *answers}), right, answers)


def favour_against_f1(right: Sequence[str], answers: Sequence[str]) -> float:
    """Return the mean F1 of FAVOR and AGAINST over all targets together (SemEval-2016 Task 6).

    NONE has no F1 of its own, but its claims count where they are answered with another label.

    Examples
    --------
    >>> favour_against_f1(["FAVOR", "NONE", "AGAINST"], ["FAVOR", "FAVOR", "AGAINST"])
    0.8333333333333333
    """
    return _mean_f1(["FAVOR", "AGAINST"], right, answers)


def _mean_f1(labels: Sequence[str], right: Sequence[str], answers: Sequence[str]) -> float:
    scores = []
    for label in labels:
        both = sum(a == b == label for a, b in zip(right, answers, strict=True))
        total = right.count(label) + answers.count(label)
        scores.append(2 * both / total if total else 0.0)
    return sum(scores) / len(scores)
