"""Antecedents of pronouns in GUM's news: the share whose entity is of the right chain.

usage: python -m benchmarks.gum_actors [--data ../shared/data]

Counted are he, she, they, it, their object forms and possessives (no reflexives) that are mentions
(an expletive "it" is none) and before which a mention of their chain stands that is no pronoun.
An answer is right if the last phrase that named the chosen entity belongs to the pronoun's chain:
the smallest annotated mention around that phrase is of it. Sentences, mentions and earlier pronouns
are the library's own, no gold helps.

The figure that is meant by "pronoun antecedents" is that of pronouns whose chain GUM types as
person, organisation or place ("actors"): what the library looks for. "All" has events, objects and
abstract things as well, which its mention finder never looks for.

The first rows are of a ranker fitted on our corpus alone, so that all 24 documents are unseen. The
last is fitted as what ships is, "they" on the corpus and on GUM's CC BY genres and the rest on the
corpus; it is six-fold over documents, so that none is read by a ranker that has seen it.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.data import print_rows
from stanceclf.actors.antecedents import Ranker
from training.antecedents import fit_ranker
from training.corpus import read_corpus
from training.gum import SHIPPABLE, GumDocument, read_gum
from training.gum_pronouns import TASK, GumPronoun, Reading

FOLDS = 6
_ROWS = ("he", "she", "they", "it")


def rows(
    answers: Iterable[tuple[GumPronoun, bool]], name: str, trained_on: str
) -> list[dict[str, object]]:
    """Return the rows for actors, for each pronoun of actors, and for all."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pronoun, correct in answers:
        for row in ["all", "actors", f"actors, {pronoun.row}"][: 3 if pronoun.actor else 1]:
            total[row] += 1
            right[row] += correct
    return [
        {
            "measure": f"pronoun antecedents, {name}: {row}",
            "value": round(right[row] / total[row], 4),
            "published": "",
            "trained_on": trained_on,
            "n": total[row],
        }
        for row in ("actors", *(f"actors, {form}" for form in _ROWS), "all")
        if total[row]
    ]


def answers(documents: Iterable[GumDocument], ranker: Ranker) -> list[tuple[GumPronoun, bool]]:
    """Return the pronouns of documents with whether each is resolved rightly."""
    return [answer for document in documents for answer in Reading(document, ranker).answers()]


def held_out(documents: list[GumDocument], reader: Ranker) -> list[tuple[GumPronoun, bool]]:
    """Return the answers on each document by a ranker fitted on the others and the corpus.

    `reader` settles the earlier pronouns of the documents that are fitted on.
    """
    asked = {document.id: list(Reading(document, reader).questions()) for document in documents}
    corpus, found = read_corpus(), []
    for fold in range(FOLDS):
        inside = documents[fold::FOLDS]
        names = {document.id for document in inside}
        more = [
            one
            for name, all_of in asked.items()
            if name not in names
            for one in all_of
            if one[0] is TASK
        ]
        found += answers((one for one in inside if one.genre == "news"), fit_ranker(corpus, more))
    return found


def measure(data: Path) -> list[dict[str, object]]:
    """Return the rows of the test part, of all news, and of the ranker fitted on GUM as well."""
    documents = list(read_gum(data / "gum", genres=SHIPPABLE))
    news = [document for document in documents if document.genre == "news"]
    test = [document for document in news if document.partition == "test"]
    ranker = fit_ranker(read_corpus())
    both = "our corpus, and GUM for they; 6-fold"
    return [
        *rows(answers(test, ranker), f"GUM news test ({len(test)} documents)", "our corpus"),
        *rows(answers(news, ranker), f"GUM news ({len(news)} documents)", "our corpus"),
        *rows(held_out(documents, ranker), f"GUM news ({len(news)} documents)", both),
    ]


if __name__ == "__main__":
    print_rows(measure, __doc__)
