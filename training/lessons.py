"""What accurate tiers learn: annotated claims, constructions, and variants that a teacher answers.

The network that teaches (`training/teacher.py`) has answered the claims of the corpus and variants
of them. A smaller one that is trained on its answers, too, generalises better to other topics than
one that has labels alone (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network").
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.errors import DataError
from stanceclf.records import LABELS
from stanceclf.stance.claims import GivenClaim
from training.corpus import AnnotatedDocument
from training.gold import GoldClaim
from training.teacher import TEACHER, Teacher
from training.variants import VARIANTS

_LABEL_WEIGHT = 0.5  # of an annotated label, beside what the teacher says of the claim
_SMOOTHING = 0.05
_AGAIN = 8000  # other lessons that a network meets again where it is trained on new documents


class Lessons(NamedTuple):
    """What a network is trained on.

    Attributes
    ----------
    claims : list of GivenClaim
    targets : array of shape (n_claims, n_labels)
        What should be said of them.
    order : array of shape (n_lessons,)
        The claims that are met, those of documents and constructions twice.
    counts : dict
        How many claims are statements, constructions and variants, and how many of the statements
        the teacher has answered.
    teacher : str
        What `identity` says of the network that answered.
    """

    claims: list[GivenClaim]
    targets: NDArray[np.floating]
    order: NDArray[np.integer]
    counts: dict[str, int]
    teacher: str


def lessons_of(
    documents: Sequence[AnnotatedDocument],
    gold: Sequence[GoldClaim],
    constructions: Sequence[GoldClaim],
    teacher: Teacher,
) -> Lessons:
    """Return the claims of documents, constructions, and variants of the former.

    Documents that the teacher has not read teach by their labels alone.

    Raises
    ------
    DataError
        Where the teacher has read documents, or their variants, that are others now, or none.
    """
    labels = np.array([claim.label for claim in [*gold, *constructions]])
    annotated = np.eye(len(LABELS))[labels] * (1 - _SMOOTHING) + _SMOOTHING / len(LABELS)
    read = [one for one in documents if teacher.has_read(one)]
    if not read or not all(map(teacher.knows, read)):
        raise DataError(f"{TEACHER}: not of the corpus as it is now; run training.teacher")
    taught = teacher.targets(documents)
    known = np.flatnonzero(~np.isnan(taught).any(axis=1))
    own = annotated[: len(gold)].copy()
    own[known] = _LABEL_WEIGHT * own[known] + (1 - _LABEL_WEIGHT) * taught[known]
    varied = teacher.variants(documents)
    if len(varied.claims) != VARIANTS * len(known):
        raise DataError(f"{TEACHER}: not of today's variants; run training.teacher")
    claims = [claim.given for claim in [*gold, *constructions]]
    order = np.concatenate([np.arange(len(claims)), np.arange(len(claims) + len(varied.claims))])
    targets = np.concatenate([own, annotated[len(gold) :], varied.targets])
    counts = {
        "documents": len(documents),
        "statements": len(gold),
        "answered": len(known),
        "constructions": len(constructions),
        "variants": len(varied.claims),
    }
    return Lessons([*claims, *varied.claims], targets, order, counts, teacher.network)


def lessons_since(
    network: str, lessons: Lessons, documents: Sequence[AnnotatedDocument], teacher: Teacher
) -> Lessons:
    """Return the lessons of documents that are new to a pupil of one of the networks that teach.

    Later networks have answered them, or none. Some of the other lessons are met as well, lest
    they be forgotten.

    Parameters
    ----------
    network : str
        One of the teacher's.
    lessons : Lessons
        What `lessons_of` makes of all documents.
    documents : sequence of AnnotatedDocument
        The same.
    teacher : Teacher

    Raises
    ------
    DataError
        Where the network is none of the teacher's, or nothing is new since.
    """
    if network not in teacher.networks:
        raise DataError(f"{TEACHER}: none of its answers are of the network {network}")
    own = np.repeat(
        [not teacher.has_read(one) or teacher.answered_after(network, one) for one in documents],
        [len(one.statements) for one in documents],
    )
    if not own.any():
        raise DataError(f"{TEACHER}: nothing is new since the network {network}")
    others = np.zeros(lessons.counts["constructions"], bool)
    new = np.concatenate([own, others, own[teacher.variants(documents).owners]])[lessons.order]
    again = np.random.default_rng(0).permutation(lessons.order[~new])[:_AGAIN]
    return lessons._replace(order=np.concatenate([lessons.order[new], again]))
