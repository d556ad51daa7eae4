"""Is a place's name an actor or a place? Accuracy on ReLocaR.

usage: python -m benchmarks.relocar [--data ../shared/data]

Gritta et al. (2017): 1,026 sentences of Wikipedia to train on, 982 to test on; the 18 of mixed
reading are left out. Two classifiers of the same features are measured: one fitted on the training
part, one on the countries and seats of government named in our corpus, of which those count as
actors that an annotated actor or source covers. Neither is part of the library: the second knows
too little of places outside statements, the first may not ship.
"""

from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from benchmarks.data import print_rows
from benchmarks.places import place_features
from stanceclf.actors.entities import COUNTRY
from stanceclf.actors.lexicon import Sort, lexicon
from stanceclf.errors import DataError
from stanceclf.text.document import Document
from stanceclf.text.tokens import tokenize
from training.corpus import AnnotatedDocument, read_corpus

PUBLISHED = "83.6 (PreWin), 84.8 (ensemble): Gritta et al. 2017, word vectors and a parser"
# Chosen by ten-fold cross-validation on the training part: 0.3 .836, 1 .844, 3 .849, 10 .848.
C = 3.0

# The features of a name that are present, and whether it stands for an actor.
Example = tuple[set[str], bool]


def read_relocar(directory: Path, part: str) -> list[Example]:
    """Return the examples of the part `train` or `test`."""
    found = []
    for reading in ("literal", "metonymic"):
        path = directory / "data" / f"relocar_{reading}_{part}.txt"
        if not path.is_file():
            raise DataError(
                f"{path}: no ReLocaR here"
                " (github.com/milangritta/Minimalist-Location-Metonymy-Resolution)"
            )
        for line in path.read_text(encoding="utf-8").splitlines():
            left, name, right = line.partition("<SEP>")[2].split("<ENT>", 2)
            words, starts, ends = tokenize(left + name + right)
            begin, end = len(left), len(left) + len(name)
            first = next(at for at, stop in enumerate(ends) if stop > begin)
            last = next((at for at, start in enumerate(starts) if start >= end), len(words))
            found.append((place_features(words, first, last), reading == "metonymic"))
    return found


def countries_of(annotated: AnnotatedDocument) -> list[Example]:
    """Return the countries that a document names, outside adjectives, as examples."""
    document = Document.from_text(annotated.text)
    holders = [one.actor for one in annotated.statements]
    holders += [one.source for one in annotated.statements if one.source is not None]
    names, found = lexicon(), []
    for sentence in document.sentences:
        words = document.words[sentence.first : sentence.last]
        lowers = document.lowers[sentence.first : sentence.last]
        at = 0
        while at < len(words):
            match = names.match(words, lowers, at) if words[at][0].isupper() else None
            if match is None:
                at += 1
                continue
            end, entry = match
            if entry.type is COUNTRY and entry.sort in (Sort.COUNTRY, Sort.SEAT):
                span = document.span_of(sentence.first + at, sentence.first + end)
                found.append(
                    (place_features(words, at, end), any(span.overlaps(one) for one in holders))
                )
            at = end
    return found


def fit(examples: Sequence[Example]) -> Pipeline:
    """Return a logistic regression on the features of `examples`."""
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=C, max_iter=3000))
    rows = [dict.fromkeys(features, 1.0) for features, _ in examples]
    return model.fit(rows, [actor for _, actor in examples])


def accuracy(model: Pipeline, examples: Sequence[Example]) -> float:
    """Return the share of `examples` that a model gets right."""
    return float(
        model.score(
            [dict.fromkeys(features, 1.0) for features, _ in examples],
            [actor for _, actor in examples],
        )
    )


def measure(data: Path) -> list[dict[str, object]]:
    """Return the rows of the two classifiers on ReLocaR's test part."""
    directory = data / "relocar-metonymy"
    test = read_relocar(directory, "test")
    corpus = [example for document in read_corpus() for example in countries_of(document)]
    trained = {
        "ReLocaR train (measured only)": read_relocar(directory, "train"),
        "countries of our corpus (not shipped)": corpus,
    }
    return [
        {
            "measure": "ReLocaR test, accuracy",
            "value": round(accuracy(fit(examples), test), 4),
            "published": PUBLISHED,
            "trained_on": name,
            "n": len(test),
        }
        for name, examples in trained.items()
    ]


if __name__ == "__main__":
    print_rows(measure, __doc__)
