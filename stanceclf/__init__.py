"""Who supports, who opposes, and who supports only under a condition: read from news text.

>>> import stanceclf
>>> stanceclf.analyze("Kenya will send 1,000 police officers to Haiti.").verdicts[0].stance.value
'supports'
"""

from functools import cache

from stanceclf import checks
from stanceclf.errors import DataError, ModelError, StanceError
from stanceclf.loading import load
from stanceclf.pipeline import Pipeline
from stanceclf.records import (
    LABELS,
    Actor,
    ActorType,
    Attribution,
    Claim,
    Classified,
    Condition,
    GivenStatement,
    Quotation,
    Report,
    Sentence,
    Span,
    Stance,
    Statement,
    Verdict,
)

__version__ = "0.1.0"

__all__ = [
    "LABELS",
    "Actor",
    "ActorType",
    "Attribution",
    "Claim",
    "ClaimFeaturizer",
    "Classified",
    "Condition",
    "DataError",
    "GivenStatement",
    "ModelError",
    "Pipeline",
    "Quotation",
    "Report",
    "Sentence",
    "Span",
    "Stance",
    "StanceBlend",
    "StanceClassifier",
    "StanceError",
    "Statement",
    "Verdict",
    "analyze",
    "load",
]


def analyze(text: str, *, title: str = "", target: str = "", model: str | None = None) -> Report:
    """Return what one text says, by a model that is loaded once and kept.

    Parameters
    ----------
    text : str
        News text in English.
    title, target : str
        As for `Pipeline.analyze`.
    model : str or None
        Name or directory of a model; None is the default one.

    Examples
    --------
    >>> report = analyze("Ada Moreau said Belgium would send no troops.")
    >>> [(verdict.actor.name, verdict.stance.value) for verdict in report.verdicts]
    [('Belgium', 'opposes')]
    """
    checks.path("model", model)
    return _kept(model).analyze(text, title=title, target=target)


@cache
def _kept(model: str | None) -> Pipeline:
    return load(model)


def __getattr__(name: str) -> object:
    # All are for training: importing scikit-learn costs more than a second.
    if name == "StanceBlend":
        from stanceclf.stance.blend import StanceBlend

        return StanceBlend
    if name == "StanceClassifier":
        from stanceclf.stance.classifier import StanceClassifier

        return StanceClassifier
    if name == "ClaimFeaturizer":
        from stanceclf.stance.featurizer import ClaimFeaturizer

        return ClaimFeaturizer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
