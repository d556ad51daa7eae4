"""Fit every learned stage on annotated documents: a pipeline comes out."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.mention import Mention
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.resolution import Reading
from stanceclf.attribution.claims import ClaimFinder
from stanceclf.attribution.scene import Referents, kinds_of
from stanceclf.attribution.token_features import Kinds
from stanceclf.pipeline import Pipeline
from stanceclf.records import Actor
from stanceclf.text.document import Document
from training.antecedents import fit_ranker
from training.claims import claim_labels, fit_tagger
from training.corpus import AnnotatedDocument
from training.excerpts import excerpts
from training.found import found_claims
from training.gold import GoldClaim, gold_claims
from training.gum_pronouns import gum_questions
from training.holders import fit_holders
from training.roles import fitted_roles
from training.segmenter import Example, fit_segmenter
from training.splits import family_of, part_of, read_families
from training.stance import fit_model
from training.teacher import Teacher

# Short texts tried for each document. With one, F1 of claim spans on two held-out folds rises from
# .666 to .781 in short texts and falls from .808 to .806 in whole ones; with two, .787 and .799.
EXCERPTS = 1
# Parts of the corpus whose claims are found by what the others teach, for the second reading; cut
# in another way than the parts of the segmenter, which is fitted within each.
PARTS = 2


def fit_pipeline(
    annotated: Sequence[AnnotatedDocument],
    *,
    seed: int = 0,
    teacher: Teacher | None = None,
    constructions: Sequence[GoldClaim] = (),
) -> Pipeline:
    """Return the pipeline whose learned stages are fitted on `annotated`.

    The first reading of stances learns from `constructions`, too.
    """
    taught = teacher.targets(annotated) if teacher else None
    varied = teacher.variants(annotated) if teacher else None
    n_whole = len(annotated)
    annotated = [*annotated, *excerpts(annotated, EXCERPTS, seed=seed)]
    ranker = fit_ranker(annotated, gum_questions())
    families = read_families()
    reads = [Read.of(one, ranker, family_of(one.topic, families)) for one in annotated]
    found: list[GoldClaim] = []
    for part in range(PARTS):
        inside = [one for one in reads if part_of(one.family, PARTS, byte=1) == part]
        outside = [one for one in reads if part_of(one.family, PARTS, byte=1) != part]
        if inside and outside:
            unseen = [one.annotated for one in inside]
            found += found_claims(unseen, fit_finder(outside), ranker)
    documents = [one.document for one in reads]
    gold = gold_claims(annotated[:n_whole], documents[:n_whole])
    short = gold_claims(annotated[n_whole:], documents[n_whole:])
    stance = fit_model(
        gold,
        seed,
        beside=[*short, *found],
        taught=taught,
        varied=varied,
        constructions=constructions,
    )
    return Pipeline(fit_finder(reads), ranker, stance, roles=fitted_roles())


class Read(NamedTuple):
    """An annotated document with what fitting the claims stage needs of it."""

    annotated: AnnotatedDocument
    document: Document
    mentions: Sequence[Mention]
    kinds: Kinds
    labels: NDArray[np.int64]
    actors: list[Actor]
    referents: Referents
    family: str

    @classmethod
    def of(cls, annotated: AnnotatedDocument, ranker: Ranker, family: str) -> "Read":
        """Read a document."""
        document = Document.from_text(annotated.text)
        mentions = find_mentions(document)
        reading = Reading(document, mentions, ranker=ranker)
        referents = reading.referents()
        return cls(
            annotated,
            document,
            mentions,
            kinds_of(document, mentions),
            claim_labels(document, [statement.claim for statement in annotated.statements]),
            reading.actors([document.span_of(one.first, one.last) for one in mentions]),
            referents,
            family,
        )


def fit_finder(reads: Sequence[Read]) -> ClaimFinder:
    """Return the claims stage fitted on some documents."""
    annotated = [one.annotated for one in reads]
    documents = [one.document for one in reads]
    tagger = fit_tagger(documents, [one.kinds for one in reads], [one.labels for one in reads])
    holders = fit_holders(
        annotated,
        documents,
        [one.mentions for one in reads],
        [one.actors for one in reads],
        [one.referents for one in reads],
    )
    examples = [Example(one.document, one.kinds, one.labels, one.family) for one in reads]
    return ClaimFinder(tagger, holders, fit_segmenter(tagger, examples))
