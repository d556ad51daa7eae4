"""Is a place's name an actor or a place? Accuracy on ReLocaR and on GUM.

usage: python -m benchmarks.relocar [--data ../shared/data]

Gritta et al. (2017): 1,026 sentences of Wikipedia to train on, 982 to test on; the 18 of mixed
reading are left out. ReLocaR has no licence, so that what is fitted on its training part shows only
what the library's features are worth; the stage that ships (`stanceclf.actors.metonyms`) has seen
none of it. GUM's countries, seats and regions are read by tables fitted on other documents; bare
names that it calls places are left out, since it calls those of actors so as well.
"""

from pathlib import Path

from benchmarks.data import print_rows
from stanceclf.actors.metonyms import acts
from stanceclf.actors.place_contexts import contexts
from stanceclf.errors import DataError
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.metonym_examples import Example, examples
from training.metonyms import fit, held_out, score

PUBLISHED = "83.6 (PreWin), 84.8 (ensemble): Gritta et al. 2017, word vectors and a parser"
SHIPPED = "GUM's free genres, CrossNER-politics, wikigold, re3d without BBC, our corpus"
# Chosen by ten-fold cross-validation on the training part: 0.1 .823, 0.3 .822, 1 .823.
C = 0.1

# A document, the tokens of the name in it, and whether it stands for an actor.
Named = tuple[Document, int, int, bool]


def read_relocar(directory: Path, part: str) -> list[Named]:
    """Return the names of the part `train` or `test`."""
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
            document = Document.from_text(left + name + right)
            tokens = document.tokens_in(Span(len(left), len(left) + len(name)))
            found.append((document, tokens.start, tokens.stop, reading == "metonymic"))
    return found


def fitted_accuracy(train: list[Named], test: list[Named]) -> float:
    """Return the accuracy on `test` of a table of the library's features fitted on `train`."""
    table = fit(
        [
            Example(str(number), contexts(document, first, last), answer, 1.0)
            for number, (document, first, last, answer) in enumerate(train)
        ],
        c=C,
        rarest=1,
    )
    right = sum(
        (score(table, contexts(document, first, last)) > 0) == answer
        for document, first, last, answer in test
    )
    return right / len(test)


def shipped_accuracy(test: list[Named]) -> float:
    """Return the accuracy of the stage as it ships."""
    right = sum(
        (acts(document, first, last) > 0.5) == answer for document, first, last, answer in test
    )
    return right / len(test)


def measure(data: Path) -> list[dict[str, object]]:
    """Return the rows: the features fitted on ReLocaR, the stage as it ships, GUM held out."""
    directory = data / "relocar-metonymy"
    train, test = (read_relocar(directory, part) for part in ("train", "test"))
    answers = held_out(list(examples(data)))
    return [
        {
            "measure": "ReLocaR test, accuracy",
            "value": round(fitted_accuracy(train, test), 4),
            "published": PUBLISHED,
            "trained_on": "ReLocaR train (measured only)",
            "n": len(test),
        },
        {
            "measure": "ReLocaR test, accuracy of the stage that ships",
            "value": round(shipped_accuracy(test), 4),
            "published": PUBLISHED,
            "trained_on": SHIPPED,
            "n": len(test),
        },
        {
            "measure": "place names of GUM, accuracy",
            "value": round(sum((odds > 0) == answer for odds, answer in answers) / len(answers), 4),
            "published": "",
            "trained_on": f"{SHIPPED}; 5-fold",
            "n": len(answers),
        },
    ]


if __name__ == "__main__":
    print_rows(measure, __doc__)
