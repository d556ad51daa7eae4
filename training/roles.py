"""Fit the released tagger of attributions: which words say who says, by which words, what.

usage: python -m training.roles [--data ../shared/data] [--no-folds]

Fitted on the corpus and on the attributions of GUM's CC BY genres, train and dev part, each of
those documents counted four times: they are few, and tell of other matters than deployments. Writes
`training/fitted_roles/`, which is committed so that models can be trained without GUM. Five fits
beside that leave out a fold of the corpus and a fifth of GUM's documents each, and are scored on
them.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from operator import eq
from pathlib import Path
from typing import Any

from stanceclf.actors.mentions import find_mentions
from stanceclf.artifact import State, read_model, write_model
from stanceclf.attribution.roles import ROLES, RoleTagger
from stanceclf.attribution.scene import kinds_of
from stanceclf.text.document import Document
from training.attribution import RELEASED, Labelled, fit_roles, spans, tag_all
from training.corpus import read_corpus, read_folds
from training.gum import ATTRIBUTION
from training.gum_roles import read_roles
from training.progress import reporter
from training.role_labels import label_corpus
from training.splits import FOLDS, family_of, read_families

Json = dict[str, Any]
RoleSpan = tuple[int, int, int]
Pair = tuple[list[RoleSpan], list[RoleSpan]]  # annotated, found

FITTED = Path(__file__).parent / "fitted_roles"
TIMES = 4  # that each document of GUM counts


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="holds gum/")
    parser.add_argument("--no-folds", action="store_true", help="skip the cross-validation")
    options = parser.parse_args(arguments)

    say = reporter()
    corpus = read_labelled()
    gum = read_roles(options.data / "gum", partitions=("train", "dev"))
    scores: Json = {}
    if not options.no_folds:
        parted = [(one, at % FOLDS) for at, one in enumerate(gum)]
        on_corpus, on_gum = zip(
            *(_held_out(corpus, parted, at) for at in range(FOLDS)), strict=True
        )
        for name, found in (("corpus", on_corpus), ("gum", on_gum)):
            scores[name] = role_scores([pair for fold in found for pair in fold])
            say(f"{name}: {scores[name]}")
    tagger = fit_roles([*(one for one, _ in corpus), *gum * TIMES], size=RELEASED)
    about = {"training": f"the corpus; {ATTRIBUTION}", "cross_validation": scores}
    write_model(FITTED, {"roles": tagger.state()}, about=about)
    size = sum(path.stat().st_size for path in FITTED.iterdir()) / 1e6
    say(f"{FITTED}: {size:.2f} MB")
    return 0


def fitted_roles() -> State:
    """Return the state of the tagger that was fitted last, as a model's stage."""
    return read_model(FITTED).stages["roles"]


def read_labelled() -> list[tuple[Labelled, int]]:
    """Return the documents of the corpus with their roles, and the fold of each."""
    annotated, folds = read_corpus(), read_folds()
    families = read_families()
    documents = [Document.from_text(one.text) for one in annotated]
    kinds = [kinds_of(document, find_mentions(document)) for document in documents]
    groups = [family_of(one.topic, families) for one in annotated]
    labelled = label_corpus(annotated, documents, kinds, groups)
    return [(one, folds[doc.id]) for one, doc in zip(labelled, annotated, strict=True)]


def _held_out(
    corpus: Sequence[tuple[Labelled, int]], gum: Sequence[tuple[Labelled, int]], fold: int
) -> tuple[list[Pair], list[Pair]]:
    """Return what is annotated and what is found in a fold of both, by a fit without it."""
    train = [one for one, part in corpus if part != fold]
    train += [one for one, part in gum if part != fold] * TIMES
    tagger = fit_roles(train, size=RELEASED)
    inside = [[one for one, part in both if part == fold] for both in (corpus, gum)]
    return pairs(tagger, inside[0]), pairs(tagger, inside[1])


def pairs(tagger: RoleTagger, labelled: Sequence[Labelled]) -> list[Pair]:
    """Return the spans annotated in each document, and those that a tagger finds."""
    return [
        (spans(one.labels), [(role.first, role.last, ROLES.index(role.role)) for role in roles])
        for one, roles in zip(labelled, tag_all(tagger, labelled), strict=True)
    ]


def role_scores(found: Sequence[Pair]) -> Json:
    """Return F1 of each role: exact, and where two spans share more than half of their tokens.

    >>> role_scores([([(0, 4, 2)], [(0, 3, 2)])])["content"]
    {'exact': 0.0, 'half': 1.0, 'annotated': 1}
    """
    return {
        role: {
            "exact": _f1(found, number, eq),
            "half": _f1(found, number, share_half),
            "annotated": sum(one[2] == number for gold, _ in found for one in gold),
        }
        for number, role in enumerate(ROLES)
    }


def _f1(found: Sequence[Pair], role: int, same: Callable[[RoleSpan, RoleSpan], bool]) -> float:
    matches = total = 0
    for both in found:
        gold, made = ([one for one in side if one[2] == role] for side in both)
        total += len(gold) + len(made)
        # Spans of a side do not overlap, so that no two share more than half with one.
        matches += sum(same(one, other) for one in gold for other in made)
    return round(2 * matches / total, 4) if total else 0.0


def share_half(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two spans, begin and end, share more than half of what either has."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared > one[1] - one[0] + other[1] - other[0] - shared


if __name__ == "__main__":
    sys.exit(main())
