"""A small stance model, fitted once on a handful of invented documents."""

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

from stanceclf.records import LABELS, Span, Stance
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.conditions import ConditionChooser
from stanceclf.stance.model import StanceModel
from stanceclf.text.document import Document
from training.corpus import corpus_files
from training.gold import GoldClaim, read_claims
from training.stance import StanceTrainer

# Claim, label, condition, cue; the claim's first word is the holder.
SENTENCES = [
    ("{0} will send a battalion", Stance.SUPPORTS, "", "will send"),
    ("{0} welcomed the soldiers", Stance.SUPPORTS, "", "welcomed"),
    ("{0} rejected the pull-out", Stance.SUPPORTS, "", "rejected the pull-out"),
    ("{0} rejects the mission", Stance.OPPOSES, "", "rejects"),
    ("{0} refused to host the troops", Stance.OPPOSES, "", "refused"),
    ("{0} demanded the withdrawal of the force", Stance.OPPOSES, "", "withdrawal"),
    ("{0} would join only if a truce held", Stance.CONDITIONAL, "only if a truce held", "join"),
    ("{0} will go once there is a mandate", Stance.CONDITIONAL, "once there is a mandate", "go"),
    ("{0} declined to comment", Stance.NO_STANCE, "", "declined to comment"),
    ("{0} discussed the price of bread", Stance.NO_STANCE, "", ""),
]
ACTORS = ["Kenya", "Norway", "Chile", "Ghana", "Nepal", "Malta"]


def gold() -> list[GoldClaim]:
    """Return the claims of six documents of ten sentences."""
    claims: list[GoldClaim] = []
    for number in range(len(ACTORS)):
        lines = [
            pattern.format(ACTORS[(number + place) % len(ACTORS)])
            for place, (pattern, *_) in enumerate(SENTENCES)
        ]
        text = ". ".join(lines) + "."
        document = Document.from_text(text)
        for line, (_, label, condition, cue) in zip(lines, SENTENCES, strict=True):
            start = text.index(line)
            span = Span(start, start + len(line))
            name = line.split()[0]
            actor = Span(start, start + len(name))
            given = GivenClaim(document, span, actor, None, name, "deployment of a force")
            claims.append(
                GoldClaim(
                    given,
                    LABELS.index(label),
                    _inside(text, condition, start),
                    _inside(text, cue, start),
                    f"topic-{number}",
                )
            )
    return claims


def _inside(text: str, piece: str, start: int) -> Span | None:
    if not piece:
        return None
    at = text.index(piece, start)
    return Span(at, at + len(piece))


@pytest.fixture(scope="session")
def small_gold() -> list[GoldClaim]:
    return gold()


@pytest.fixture(scope="session")
def small_model(small_gold: list[GoldClaim]) -> StanceModel:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return StanceTrainer(small_gold, 0).fit(np.arange(len(small_gold)))


def claims_of(text: str) -> list[GivenClaim]:
    """Return each sentence of `text` as a claim."""
    document = Document.from_text(text)
    return [GivenClaim(document, sentence.span) for sentence in document.sentences]


@pytest.fixture(scope="session")
def small_chooser(small_model: StanceModel) -> ConditionChooser:
    return small_model.chooser


@pytest.fixture(scope="session")
def corpus_claims() -> list[GivenClaim]:
    """Return some hundred claims of the training corpus, of all its files."""
    return [claim.given for path in corpus_files() for claim in read_claims([path])[:15]]
