"""Rebuild `stanceclf/resources/common_words.txt`: words that news writes in lower case.

    python -m training.build_common_words --gum ../shared/data/gum/dep

The words stand in lower case in the corpus of this project, or in the train part of GUM's genres
under CC BY (Georgetown University Multilayer corpus, Zeldes 2017): a list of words, no text. Of the
words with one stem the shortest stands for all.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from stanceclf.text.stems import stem
from stanceclf.text.tokens import tokenize
from training.corpus import corpus_files
from training.gold import read_records
from training.gum import SHIPPABLE
from training.resources import write_list

WORDS = "common_words.txt"
HEAD = """\
# Words that news writes in lower case, one for each stem: what is none of them may be a name.
# Source: the corpus of this project (CC BY 4.0), and GUM's documents of the genres news, interview,
# speech, court and academic, train part (Georgetown University Multilayer corpus, CC BY 4.0).
# Made by training/build_common_words.py: do not edit by hand.
"""


def corpus_words() -> Iterator[str]:
    """Yield the words of the corpus as they stand."""
    for document in read_records(corpus_files()):
        yield from tokenize(document["text"])[0]


def gum_words(folder: Path) -> Iterator[str]:
    """Yield the words of GUM's train documents under CC BY that are no proper nouns."""
    splits = (folder.parent / "splits.md").read_text(encoding="utf-8")
    trained_on = re.findall(r"GUM_\w+", splits.partition("\n## train")[2].partition("\n## ")[0])
    for path in sorted(folder.glob("GUM_*.conllu")):
        if path.stem not in trained_on or path.stem.split("_")[1] not in SHIPPABLE:
            continue
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = line.split("\t")
            if len(cells) == 10 and cells[3] not in ("PROPN", "X"):
                yield cells[1]


def shortest(words: Iterable[str]) -> list[str]:
    """Return one word for each stem, in order."""
    by_stem: dict[str, str] = {}
    for word in words:
        if re.fullmatch("[a-z]{2,}", word):
            known = by_stem.setdefault(stem(word), word)
            if (len(word), word) < (len(known), known):
                by_stem[stem(word)] = word
    return sorted(by_stem.values())


def main() -> None:
    """Rebuild the list."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gum", type=Path, required=True, help="folder of GUM's .conllu files")
    options = parser.parse_args()
    if not options.gum.is_dir():
        parser.error(f"no folder {options.gum}: GUM is at github.com/amir-zeldes/gum, folder dep")
    words = shortest([*corpus_words(), *gum_words(options.gum)])
    write_list(WORDS, HEAD, words)
    print(WORDS, len(words))


if __name__ == "__main__":
    main()
