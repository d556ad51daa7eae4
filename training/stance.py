"""Fit the stance stage, and measure it by cross-validation grouped by topic.

usage: python -m training.stance [CORPUS.jsonl...] [--test GOLD.jsonl] [--ablate]

`fit_model` is what the released model is fitted by. The command measures the stage alone, fitted on
annotated claims without teacher, variants, constructions and found claims; `--ablate` also without
each of its parts.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import LABELS
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.convolution import Convolution, joined
from stanceclf.stance.cue_tagger import summary_width
from stanceclf.stance.featurizer import FAMILY_NAMES, ClaimFeaturizer
from stanceclf.stance.hinge import hinge_features
from stanceclf.stance.model import StanceModel
from stanceclf.stance.neighbours import neighbour_features, neighbour_width
from stanceclf.stance.reviser import Reviser
from stanceclf.stance.scorer import LinearScorer
from stanceclf.stance.standing import INPUTS, standing_features
from stanceclf.stance.view import views
from stanceclf.stance.windows import Windows
from training.conditions import ChooserTrainer, token_f1
from training.convolution import ConvolutionTrainer
from training.corpus import corpus_files
from training.cues import TaggerTrainer
from training.gold import GoldClaim, read_claims
from training.revision import fit_reviser
from training.scores import stance_scores
from training.soft import fit_soft, soft_targets
from training.variants import NO_VARIANTS, Variants
from training.word_vectors import read_word_vectors

FOLDS = 5
# Columns of the first reading. With 30,000 the macro-F1 on a held-out fold is .7559 and the log
# loss .651, with 60,000 .7595 and .645, with all 93,000 no better.
COLUMNS = 60_000
# What large weights cost in the second reading of found claims, and in that of given ones.
# The latter learns from given claims alone, and from what a teacher says of them. Macro-F1 and log
# loss of given claims on five folds: .763 and .631 when it is taught found ones and excerpts, too;
# .773 and .604 without; .774 and .605 with the teacher (better on each fold) and .3, .772 and .609
# with the teacher and 1. Networks of half or twice as many units, more or fewer steps, dropout,
# noise on the inputs, and counts of the lexicon's classes as inputs were no better on two folds.
_FOUND_PENALTY, _GIVEN_PENALTY = 1.0, 0.3
# How much the convolution is taught by a teacher, the features less: macro-F1 of a convolution of
# two layers of filters, which is no more, on fold 0 .725 with half, .729 with .8, log loss .711 and
# .703, with an accurate tier as teacher.
_TAUGHT_CONVOLUTION = 0.8
# Which part each input of the second reading belongs to.
_OWN = 2 * len(LABELS)
SECOND_INPUTS = (
    ("first",) * _OWN
    + ("neighbours",) * (neighbour_width(len(LABELS)) - _OWN)
    + ("tagger",) * summary_width(len(LABELS))
    + ("standing",) * len(INPUTS)
)
PARTS = (*FAMILY_NAMES, "convolution", "neighbours", "tagger", "standing")


def fit_model(
    gold: Sequence[GoldClaim],
    seed: int = 0,
    *,
    beside: Sequence[GoldClaim] = (),
    taught: NDArray[np.float64] | None = None,
    varied: Variants | None = None,
    constructions: Sequence[GoldClaim] = (),
) -> StanceModel:
    """Return the stance stage fitted on annotated claims.

    The claims `beside` are those of `gold` once more, in shorter texts or as the pipeline finds
    them: only the second reading of found claims, which sees what else a text says, learns from
    them.
    """
    trainer = StanceTrainer(
        [*gold, *beside],
        seed,
        n_whole=len(gold),
        taught=taught,
        varied=varied,
        constructions=constructions,
    )
    return trainer.fit(np.arange(len(trainer.gold)))


class Inputs(NamedTuple):
    """What the first reading sees of each claim, by place, and the second one's rows."""

    first: dict[int, dict[str, list[str]]]
    second: NDArray[np.float32]


class StanceTrainer:
    """Everything about annotated claims that no fit changes; `fit` takes some of the claims.

    Parameters
    ----------
    gold : sequence of GoldClaim
    seed : int
        Of the folds and of the second reading's networks.
    left_out : str
        For ablations: a family of the first reading, or its "convolution", or "neighbours",
        "tagger" or "standing" of the second.
    n_whole : int, optional
        Claims after so many are for the second reading of found claims alone.
    taught : array of shape (n_whole, n_labels), optional
        What a teacher says of the others, NaN where it says nothing.
    varied : Variants, optional
        Of the others, too: the convolution learns from them.
    constructions : sequence of GoldClaim
        The first reading learns from them, too, in each fit.
    """

    def __init__(
        self,
        gold: Sequence[GoldClaim],
        seed: int = 0,
        left_out: str = "",
        *,
        n_whole: int | None = None,
        taught: NDArray[np.float64] | None = None,
        varied: Variants | None = None,
        constructions: Sequence[GoldClaim] = (),
    ) -> None:
        self.gold = gold
        self.whole = np.arange(len(gold)) < (len(gold) if n_whole is None else n_whole)
        self.seed = seed
        self.families = tuple(name for name in FAMILY_NAMES if name != left_out)
        self.used = np.array([part != left_out for part in SECOND_INPUTS])
        self.claims = [claim.given for claim in gold]
        self.labels = np.array([claim.label for claim in gold])
        self.targets = soft_targets(self.labels, taught)
        self.topics = np.array([claim.topic for claim in gold])
        self.views = views(self.claims)
        self.standing = standing_features(ClaimRows.of(self.claims))
        self.varied = varied or NO_VARIANTS
        convolved = soft_targets(self.labels, taught, _TAUGHT_CONVOLUTION)
        constructed = [claim.given for claim in constructions]
        self.constructed_targets = np.eye(len(LABELS))[[claim.label for claim in constructions]]
        self.convolved_targets = np.concatenate(
            [convolved, self.varied.targets, self.constructed_targets]
        )
        self.convolutions = (
            None
            if left_out == "convolution"
            else ConvolutionTrainer(
                Windows.of(ClaimRows.of([*self.claims, *self.varied.claims, *constructed])),
                read_word_vectors(),
                seed,
            )
        )
        self.choosers = ChooserTrainer(gold, self.views)
        self.taggers = TaggerTrainer(gold, self.views)
        plain = ClaimFeaturizer(families=self.families)
        self.names = [plain.names_of(view) for view in self.views]
        self.constructed_names = [plain.names_of(view) for view in views(constructed)]

    def fit(self, places: NDArray[np.int64]) -> StanceModel:
        """Fit all parts on the claims at `places`."""
        return self.fit_on(places, self.inputs(places))

    def inputs(self, places: NDArray[np.int64]) -> Inputs:
        """Return what the readings of the claims at `places` are fitted on.

        What one part says becomes the next one's features, so the training claims are always
        answered by parts that were fitted on other topics.
        """
        topics = topic_folds(self.topics[places], self.seed)
        folds = [(self._wholes(places[a]), places[b]) for a, b in topics]
        names = {place: dict(self.names[place]) for place in places.tolist()}
        summaries = np.zeros((len(self.gold), summary_width(len(LABELS))), np.float32)
        for train, test in folds:
            read = [self.views[place] for place in test]
            summaries[test] = self.taggers.fit(train).summaries(read)
            if "hinge" in self.families:
                choices = self.choosers.fit(train).choose(read)
                for place, view, choice in zip(test.tolist(), read, choices, strict=True):
                    names[place]["hinge"] = hinge_features(view, choice)
        first = np.zeros((len(self.gold), len(LABELS)), np.float32)
        for train, test in folds:
            featurizer, scorer, convolution = self._first(train, names)
            rows = featurizer.encode_names([names[place] for place in test.tolist()])
            first[test] = scorer.probabilities(rows)
            if self.convolutions and convolution:
                first[test] = joined(first[test], self.convolutions.answers(convolution, test))
        around = neighbour_features([self.claims[place] for place in places], first[places])
        return Inputs(names, np.hstack([around, summaries[places], self.standing[places]]))

    def fit_on(self, places: NDArray[np.int64], inputs: Inputs) -> StanceModel:
        """Fit both readings on the inputs of the claims at `places`."""
        wholes = self._wholes(places)
        chooser = self.choosers.fit(wholes)
        variants = len(self.claims) + np.flatnonzero(np.isin(self.varied.owners, wholes))
        featurizer, scorer, convolution = self._first(wholes, inputs.first, variants)
        featurizer.chooser = chooser
        rows, of_wholes = inputs.second, self.whole[places]
        plain = np.eye(len(LABELS))[self.labels]
        found = self._reviser(places, rows, plain, _FOUND_PENALTY)
        given = self._reviser(wholes, rows[of_wholes], self.targets, _GIVEN_PENALTY)
        tagger = self.taggers.fit(wholes)
        return StanceModel(featurizer, scorer, chooser, tagger, found, given, convolution)

    def _reviser(
        self,
        places: NDArray[np.int64],
        rows: NDArray[np.float32],
        targets: NDArray[np.float64],
        penalty: float,
    ) -> Reviser:
        """Fit a second reading on the claims at `places`, whose inputs are `rows`."""
        return fit_reviser(
            rows,
            targets[places],
            self.labels[places],
            self.topics[places],
            used=self.used,
            judged=self.whole[places],
            penalty=penalty,
            seed=self.seed,
        )

    def _wholes(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the claims at `places` that all parts are fitted on."""
        return places[self.whole[places]]

    def _first(
        self,
        places: NDArray[np.int64],
        names: Mapping[int, Mapping[str, list[str]]],
        variants: NDArray[np.int64] | None = None,
    ) -> tuple[ClaimFeaturizer, LinearScorer, Convolution | None]:
        """Fit the first reading on the claims at `places`, and on the constructions."""
        rows = [names[place] for place in places.tolist()] + self.constructed_names
        constructed = len(self.convolved_targets) - np.arange(len(self.constructed_names), 0, -1)
        featurizer = ClaimFeaturizer(families=self.families, max_features=COLUMNS)
        featurizer.fit_names(rows)
        matrix = featurizer.matrix(featurizer.encode_names(rows))
        convolution = (
            self.convolutions.fit(
                np.concatenate([places, constructed]), self.convolved_targets, variants
            )
            if self.convolutions
            else None
        )
        targets = np.concatenate([self.targets[places], self.constructed_targets])
        return featurizer, fit_soft(matrix, targets), convolution

    def cross_validate(self) -> tuple[NDArray[np.float32], list[float]]:
        """Return held-out probabilities of all claims, and token F1 of the gold conditions."""
        probabilities = np.zeros((len(self.gold), len(LABELS)), np.float32)
        found: list[float] = []
        # Another seed than inside `fit`, so that the inner folds differ from the outer ones.
        for train, test in topic_folds(self.topics, self.seed + 1):
            model = self.fit(train)
            probabilities[test] = model.probabilities([self.claims[place] for place in test])
            found += condition_scores(model, [self.gold[place] for place in test])
        return probabilities, found


def topic_folds(
    topics: NDArray[np.str_], seed: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield train and test indices; claims of one topic stay together."""
    kinds, numbers = np.unique(topics, return_inverse=True)
    folds = np.random.default_rng(seed).permutation(len(kinds))[numbers] % FOLDS
    for fold in range(FOLDS):
        yield np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)


def condition_scores(model: StanceModel, gold: Sequence[GoldClaim]) -> list[float]:
    """Return the token F1 of each gold condition, found on given claims."""
    hinged = [claim for claim in gold if claim.condition is not None]
    found = model.conditions([claim.given for claim in hinged])
    return [
        token_f1(claim.given.document, answer.span if answer else None, claim.condition)
        for claim, answer in zip(hinged, found, strict=True)
    ]


def report(
    on: str,
    gold: Sequence[GoldClaim],
    probabilities: NDArray[np.float32],
    conditions: Sequence[float],
) -> dict[str, Any]:
    """Return the figures of one run, JSON-able."""
    figures = stance_scores(probabilities, np.array([claim.label for claim in gold]))
    return {"on": on, **figures, "condition_token_f1": round(float(np.mean(conditions)), 4)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print figures of cross-validation, of the test file, and of each part left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="*", type=Path, default=corpus_files())
    parser.add_argument("--test", type=Path, help="annotated documents to score a fit on")
    parser.add_argument("--ablate", action="store_true", help="also without each part of the stage")
    options = parser.parse_args(arguments)
    gold = read_claims(options.corpus)
    test = read_claims([options.test]) if options.test else []
    for part in ["", *PARTS] if options.ablate else [""]:
        trainer = StanceTrainer(gold, 0, part)
        title = f"without {part}" if part else "everything"
        lines = [report(f"cross-validation, {title}", gold, *trainer.cross_validate())]
        if test:
            model = trainer.fit(np.arange(len(gold)))
            answers = model.probabilities([claim.given for claim in test])
            lines.append(report(f"test, {title}", test, answers, condition_scores(model, test)))
        for line in lines:
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
