"""From the statements of a text to one verdict for each actor.

The rule was chosen on the annotated statements of `training/corpus` against their `actors`
(`python -m benchmarks.aggregation` prints the comparison).
"""

from collections.abc import Sequence
from dataclasses import replace

from stanceclf.quick import maker
from stanceclf.records import Report, Stance, Statement, Verdict

# In Python 3.11 reading a member through its class costs 0.1 µs, ten times a global's price.
_OPPOSES, _CONDITIONAL, _NO_STANCE = Stance.OPPOSES, Stance.CONDITIONAL, Stance.NO_STANCE
_make_verdict = maker(Verdict)


def aggregate(statements: Sequence[Statement]) -> tuple[Verdict, ...]:
    """Return a verdict for each actor that the statements name, in order of first mention.

    A condition on any statement makes the verdict `conditional`; otherwise the side with the
    greater sum of probabilities wins, the earlier one if they are equal. An actor that only has
    `no_stance` statements gets `no_stance`. Statements of an unnamed holder give no verdict.

    Parameters
    ----------
    statements : sequence of Statement
        In reading order; the verdicts point into it.

    Examples
    --------
    >>> aggregate([])
    ()
    """
    by_name: dict[str, list[int]] = {}
    for index, statement in enumerate(statements):
        name = statement.actor.name
        if name in by_name:
            by_name[name].append(index)
        elif name:
            by_name[name] = [index]
    return tuple([_verdict(statements, indices) for indices in by_name.values()])


def confident(report: Report, minimum: float) -> Report:
    """Return the report without statements less probable than `minimum`, verdicts made anew.

    Parameters
    ----------
    report : Report
    minimum : float
        In [0, 1]; 0 keeps everything.
    """
    if not 0.0 <= minimum <= 1.0:
        raise ValueError(f"The 'minimum' parameter must be between 0 and 1. Got {minimum} instead.")
    kept = tuple(one for one in report.statements if one.probability >= minimum)
    if len(kept) == len(report.statements):
        return report
    return replace(report, statements=kept, verdicts=aggregate(kept))


def _verdict(statements: Sequence[Statement], indices: Sequence[int]) -> Verdict:
    """Weigh the statements of one actor."""
    if len(indices) == 1:  # so it is with four actors of five
        one = statements[indices[0]]
        return _make_verdict(one.actor, one.stance, one.probability, tuple(indices))
    weights: dict[Stance, float] = {}
    for index in indices:
        stance = statements[index].stance
        if stance is not _NO_STANCE:
            weights[stance] = weights.get(stance, 0.0) + statements[index].probability
    if _CONDITIONAL in weights:
        stance = _CONDITIONAL
    else:
        # `max` keeps the first of equals, and a dict the order of reading.
        stance = max(weights, key=weights.__getitem__, default=_NO_STANCE)
    agreeing = [index for index in indices if statements[index].stance is stance]
    agreeing.sort(key=lambda index: -statements[index].probability)
    others = [index for index in indices if statements[index].stance is not stance]
    actors = [statements[index].actor for index in indices]
    return _make_verdict(
        next((actor for actor in actors if actor.affiliation), actors[0]),
        stance,
        _probability([statements[index].probability for index in agreeing], stance, weights),
        (*agreeing, *others),
    )


def _probability(agreeing: Sequence[float], stance: Stance, weights: dict[Stance, float]) -> float:
    """Return the surest statement's probability, scaled by the share that does not contradict it.

    Taking no side is as sure as the least sure of the statements that take none. Support with and
    without a condition do not contradict each other.
    """
    if not weights:
        return min(agreeing)
    opposed = weights.get(_OPPOSES, 0.0)
    total = sum(weights.values())
    return max(agreeing) * (opposed if stance is _OPPOSES else total - opposed) / total
