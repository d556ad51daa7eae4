"""What words mean before any training: principal components of a large network's table of words.

usage: python -m training.word_vectors [--tier models/accurate/deployment-en-accurate-6]

The smaller accurate tier keeps MiniLM's embeddings of word pieces as its authors left them. A
stem gets the mean over its two most frequent forms in the corpus of the mean over their pieces;
`word_vectors.npz` keeps the first components, from which the fit of the convolution begins. Needs
the extra `accurate`. Run it again when documents are added: words without a vector begin with
random numbers.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.artifact import archive_bytes, read_arrays
from stanceclf.byte_rows import from_rows, to_rows
from stanceclf.text.document import Document
from stanceclf.text.stems import stem
from stanceclf.text.tokens import lowered
from training.accurate import NAME
from training.corpus import read_corpus

if TYPE_CHECKING:
    from stanceclf.accurate.files import Tier

VECTORS = Path(__file__).parent / "word_vectors.npz"
_COMPONENTS = 128
_LEAST_COUNT = 3  # of a stem in the corpus
_FORMS = 2


class WordVectors(NamedTuple):
    """Vectors of stems.

    Attributes
    ----------
    numbers : dict of (str, int)
        The row of each stem.
    rows : array of shape (n_stems, n_components), float32
    """

    numbers: dict[str, int]
    rows: NDArray[np.float32]

    def of(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of some stems, zeros for unknown ones."""
        known = np.vstack([np.zeros((1, self.rows.shape[1]), np.float32), self.rows])
        return known[[self.numbers.get(word, -1) + 1 for word in stems]]


def read_word_vectors(path: Path = VECTORS) -> WordVectors:
    """Return the vectors of a file."""
    arrays = read_arrays(path)
    stems = arrays.pop("stems").tobytes().decode().split("\n")
    numbers = {word: number for number, word in enumerate(stems)}
    return WordVectors(numbers, from_rows(arrays)["rows"])


def write_word_vectors(stems: Sequence[str], rows: NDArray[np.float32], path: Path) -> None:
    """Write vectors of stems, none of which holds a line's end."""
    names = np.frombuffer("\n".join(stems).encode(), np.uint8)
    path.write_bytes(archive_bytes({"stems": names, **to_rows({"rows": rows})}, compress=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the vectors of the corpus's stems."""
    from stanceclf.accurate.files import ROOT, read_tier

    parser = argparse.ArgumentParser(
        prog="training.word_vectors", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--tier", type=Path, default=ROOT / NAME)
    parser.add_argument("--out", type=Path, default=VECTORS)
    options = parser.parse_args(arguments)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in read_corpus():
        for word in map(lowered, Document.from_text(document.text).words):
            forms[stem(word)][word] += 1
    frequent = {one: found for one, found in forms.items() if found.total() >= _LEAST_COUNT}
    stems = sorted(one for one in frequent if one.split() == [one])
    tier = read_tier(options.tier)
    meanings = np.stack([_meaning(tier, frequent[one]) for one in stems])
    meanings -= meanings.mean(axis=0)
    _, _, directions = np.linalg.svd(meanings, full_matrices=False)
    write_word_vectors(stems, meanings @ directions[:_COMPONENTS].T, options.out)
    sys.stderr.write(f"{len(stems)} stems written to {options.out}\n")
    return 0


def _meaning(tier: "Tier", forms: Counter[str]) -> NDArray[np.float32]:
    """Return the mean embedding of the most frequent forms of a stem."""
    pieces = [
        tier.reader.tokenizer.encode(form, add_special_tokens=False).ids
        for form, _ in forms.most_common(_FORMS)
    ]
    means = [tier.encoder.rows(np.array(ids)).mean(axis=0) for ids in pieces if ids]
    mean: NDArray[np.float32] = np.mean(means or [np.zeros(tier.encoder.words.shape[1])], axis=0)
    return mean


if __name__ == "__main__":
    sys.exit(main())
