"""Fit the table that types unlisted names: python -m training.name_kinds [--data ../shared/data].

Writes stanceclf/resources/name_kinds.tsv from the train and dev parts of CrossNER-politics, from
wikigold, from re3d without its BBC part, and from the actors and sources of our corpus. A name is
an example where the mention finder asks for its kind; logistic regression on its features.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from stanceclf.actors.mention import MentionKind
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.name_features import name_features
from stanceclf.actors.name_kinds import rule_feature
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.antecedents import gold_mentions
from training.corpus import read_corpus
from training.named import NamedText, read_free
from training.resources import write_list

TABLE = "name_kinds.tsv"
C = 0.3
# Features seen less often, or of less weight, are left out. All with more than 0.1 (4,253 features)
# gave F1 .779 and .664 for persons and organisations of CrossNER's test, these .781 and .661.
RAREST = 3
LIGHTEST = 0.15
_CLASSES = ("person", "organisation", "neither")
_HEAD = """\
# Weights of the features of an unlisted name (name_features.py) for: a person, an organisation,
# neither. Made by training/name_kinds.py: do not edit by hand.
# Fitted on CrossNER-politics (Liu et al. 2021, MIT), wikigold (Balasuriya et al. 2009, CC BY 4.0),
# re3d without BBC (Dstl 2017; OGL, CC BY, public domain) and the corpus of stanceclf (CC BY 4.0).
"""

# The features of a name, and its class.
Example = tuple[set[str], str]


def examples(text: NamedText, *, partial: bool = False) -> Iterator[Example]:
    """Yield the names that the finder asks about; of partly annotated texts those annotated."""
    document = Document.from_text(text.text)
    asked: list[tuple[int, int, MentionKind | None]] = []

    def record(
        document: Document, first: int, last: int, by_rule: MentionKind | None
    ) -> MentionKind | None:
        asked.append((first, last, by_rule))
        return by_rule

    find_mentions(document, likelier=record)
    for first, last, by_rule in asked:
        kind = _kind(document.span_of(first, last), text.names)
        if kind is None and partial:
            continue
        answer = kind if kind in _CLASSES else "neither"
        yield {*name_features(document, first, last), rule_feature(by_rule)}, answer


def _kind(name: Span, annotated: Iterable[tuple[Span, str]]) -> str | None:
    """Return the kind of the annotated name that ends with a name or lies around it."""
    for span, kind in annotated:
        ends = abs(span.end - name.end) <= 2 and span.overlaps(name)
        if ends or (kind != "other" and span.start <= name.start and name.end <= span.end):
            return kind
    return None


def corpus_texts() -> Iterator[NamedText]:
    """Yield the documents of our corpus with their actors and sources as names."""
    for document in read_corpus():
        kinds = {"person": "person", "country": "country"}
        yield NamedText(
            document.text,
            [
                (span, kinds.get(kind, "organisation"))
                for span, _, kind in gold_mentions(document)
                if kind != "source only"
            ],
        )


def fit(found: list[Example]) -> dict[str, tuple[float, ...]]:
    """Return the weights of each feature that is worth keeping, in the order of `_CLASSES`."""
    counts = Counter(feature for features, _ in found for feature in features)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(
        [{one: 1.0 for one in features if counts[one] >= RAREST} for features, _ in found]
    )
    model = LogisticRegression(C=C, max_iter=3000)
    model.fit(table, [answer for _, answer in found])
    order = [list(model.classes_).index(name) for name in _CLASSES]
    weights = model.coef_[order].T
    names = vectorizer.get_feature_names_out()
    for at, name in enumerate(names):
        if name.startswith("rule "):  # of which each name has one
            weights[at] += model.intercept_[order]
    kept = np.flatnonzero(np.abs(weights).max(axis=1) > LIGHTEST)
    return {
        names[at]: tuple(weights[at].round(2).tolist())
        for at in kept
        if names[at].isprintable() and "#" not in names[at]  # which the table cannot hold
    }


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    free = read_free(parser.parse_args().data)
    found = [example for text in free for example in examples(text)]
    found += [example for text in corpus_texts() for example in examples(text, partial=True)]
    table = fit(found)
    lines = ["\t".join([name, *map(str, weights)]) for name, weights in sorted(table.items())]
    write_list(TABLE, _HEAD, lines)
    print(f"{TABLE}: {len(lines)} features of {len(found)} names")


if __name__ == "__main__":
    main()
