"""Who supports, who opposes, and who supports only under a condition: read from news text.

>>> import stanceclf
>>> stanceclf.analyze("Kenya will send 1,000 police officers to Haiti.").verdicts[0].stance.value
'supports'
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

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
    ConditionKind,
    GivenStatement,
    Quotation,
    Reason,
    Report,
    Sentence,
    Span,
    Stance,
    Statement,
    Verdict,
)
from stanceclf.stance.claims import GivenClaim

if TYPE_CHECKING:
    from stanceclf.accurate.vectors import ClaimVectors
    from stanceclf.stance.blend import StanceBlend
    from stanceclf.stance.classifier import StanceClassifier
    from stanceclf.stance.featurizer import ClaimFeaturizer

__version__ = "0.1.0"

__all__ = [
    "LABELS",
    "Actor",
    "ActorType",
    "Attribution",
    "Claim",
    "ClaimFeaturizer",
    "ClaimVectors",
    "Classified",
    "Condition",
    "ConditionKind",
    "DataError",
    "GivenClaim",
    "GivenStatement",
    "ModelError",
    "Pipeline",
    "Quotation",
    "Reason",
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
        Name or directory of a model; None is the default model.

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


# Not needed to read articles, so imported when asked for: scikit-learn takes more than a second.
_ASKED_FOR = {
    "ClaimFeaturizer": "stanceclf.stance.featurizer",
    "ClaimVectors": "stanceclf.accurate.vectors",
    "StanceBlend": "stanceclf.stance.blend",
    "StanceClassifier": "stanceclf.stance.classifier",
}


def __getattr__(name: str) -> object:
    if name in _ASKED_FOR:
        found: object = getattr(import_module(_ASKED_FOR[name]), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
