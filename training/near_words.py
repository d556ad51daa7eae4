"""Which words a large network takes for nearly the same: what `variants` exchanges.

usage: python -m training.near_words [--tier models/accurate/deployment-en-accurate-6]

The smaller accurate tier keeps MiniLM's embeddings of word pieces as its authors left them.
`near_words.tsv` names for each frequent word of the corpus that is one piece the eight others whose
embeddings, less their mean, point most nearly the same way. Opposites stand among them ("accept",
"reject"): the teacher says what a claim with the other word means. Needs the extra `accurate`. Run
it again when documents are added.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stanceclf.text.document import Document
from training.corpus import read_corpus

NEAR_WORDS = Path(__file__).parent / "near_words.tsv"
_NEAREST = 8
_LEAST_COUNT = 4  # of a word in the corpus
_AT_ONCE = 1000


def read_near_words(path: Path = NEAR_WORDS) -> dict[str, list[str]]:
    """Return the near words of each word."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: near for word, *near in rows}


def nearest(words: Sequence[str], rows: NDArray[np.float32], n: int) -> dict[str, list[str]]:
    """Return the `n` words whose vectors have the largest cosine with that of each, best first.

    Parameters
    ----------
    words : sequence of str
    rows : array of shape (n_words, n_components)
    n : int
        Smaller than the number of words.
    """
    units = rows - rows.mean(axis=0)
    units /= np.maximum(np.linalg.norm(units, axis=1, keepdims=True), 1e-9)
    near: dict[str, list[str]] = {}
    for first in range(0, len(words), _AT_ONCE):
        cosines = units[first : first + _AT_ONCE] @ units.T
        own = np.arange(len(cosines))
        cosines[own, first + own] = -np.inf
        best = np.argsort(-cosines, axis=1, kind="stable")[:, :n]
        for place, others in enumerate(best.tolist(), first):
            near[words[place]] = [words[other] for other in others]
    return near


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the near words of the corpus."""
    from stanceclf.accurate.files import ROOT, read_tier
    from training.accurate import NAME

    parser = argparse.ArgumentParser(
        prog="training.near_words", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--tier", type=Path, default=ROOT / NAME)
    parser.add_argument("--out", type=Path, default=NEAR_WORDS)
    options = parser.parse_args(arguments)
    counts = Counter(
        word
        for document in read_corpus()
        for word in Document.from_text(document.text).words
        if word.isalpha() and word.islower()
    )
    tier = read_tier(options.tier)
    pieces = tier.reader.tokenizer.get_vocab()
    words = sorted(word for word, n in counts.items() if n >= _LEAST_COUNT and word in pieces)
    rows = tier.encoder.rows(np.array([pieces[word] for word in words]))
    lines = ("\t".join([word, *near]) for word, near in nearest(words, rows, _NEAREST).items())
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.stderr.write(f"{len(words)} words written to {options.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
