"""Read PolNeAR, raw and in CofeNet's form: tokens with the role each plays in an attribution.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) marks who says (source), by which words (cue), what
(content). CofeNet (Wang et al., COLING 2022) published results on it, with items of one paragraph
and the tokens of the Penn Treebank. Its train file is not at hand, so the train compartment is cut
in the same way here. The corpus states no licence: it serves measuring only, nothing fitted on it
is ever written into the repository.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from stanceclf.errors import DataError
from stanceclf.records import Sentence, Span
from stanceclf.text.document import Document
from stanceclf.text.tokens import lowered

Piece = tuple[str, int, int]  # role, and offsets

MISSING = (
    "no PolNeAR under {}: put github.com/networkdynamics/PolNeAR at polnear/ and the folder res of "
    "github.com/cofe-ai/CofeNet at cofenet-polnear-riqua/ there"
)

# Tokens of the Penn Treebank, as CoreNLP cuts them: clitics and "n't" alone, hyphens inside words.
_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|@\w+|#\w+"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Rev|Jr|Sr|St|Inc|Corp|Co|Ltd|Jan|Feb|Aug"
    r"|Sept|Oct|Nov|Dec|vs|Mass|Mich|Calif|Fla|Pa|Va|Wis|Ariz|Conn|Ill|Tenn|Wash|[A-Z])\.(?=[\s,])"
    r"|[A-Z](?:-[A-Z])?(?:\.[A-Z])+\."
    r"|\.{2,}|--+|\u2026"
    r"|(?:['\u2019](?:s|S|m|re|ve|ll|d|RE|VE|LL|D)\b)"
    r"|[nN]['\u2019][tT]\b"
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?:-\w+)*"
    r"|(?:[^\W_](?!['\u2019][tT]\b))+(?:[-&/](?:[^\W_](?!['\u2019][tT]\b))+)*"
    r"|[^\W_]"
    r"|\S"
)
_FROM_TREEBANK = {
    "``": "\u201c", "''": "\u201d", "`": "\u2018", "\u2019": "'", "-LRB-": "(", "-RRB-": ")",
    "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "--": "\u2014", "...": "\u2026",
}  # fmt: skip
_STOPS = frozenset(".?!")
_CLOSERS = frozenset("\u201d)]'\u2019")


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph with the role of each token.

    Attributes
    ----------
    key : str
        The article it is taken from, and the annotator.
    words : list of str
    labels : list of str
        "O", or "B-" or "I-" and a role.
    """

    key: str
    words: list[str]
    labels: list[str]


def read_items(path: Path) -> list[Item]:
    """Return the items of a file in CofeNet's form, with plain marks in place of its codes."""
    if not path.exists():
        raise DataError(MISSING.format(path.parents[3]))
    items = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            words = [_FROM_TREEBANK.get(word, word) for word in one["tokens"]]
            items.append(Item(one["id"], words, one["labels"]))
    return items


def read_compartment(folder: Path) -> Iterator[Item]:
    """Yield the items of a compartment in brat's form: `text/*.txt` and `attributions/*.ann`."""
    if not folder.is_dir():
        raise DataError(MISSING.format(folder.parents[2]))
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem.rpartition("_")[0]
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        yield from cut_items(path.stem, text, *read_standoff(path.read_text(encoding="utf-8")))


def read_standoff(standoff: str) -> tuple[list[Piece], list[tuple[int, int]]]:
    """Return the pieces of text that an annotation file marks, and the extent of each relation."""
    marked: dict[str, list[Piece]] = {}
    extents = []
    for line in standoff.splitlines():
        match = re.match(r"(T\d+)\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)", line)
        if match:
            pieces = [piece.split() for piece in match[3].split(";")]
            marked[match[1]] = [(match[2].lower(), int(start), int(end)) for start, end in pieces]
    for line in standoff.splitlines():
        if line[:1] == "E":
            joined = [one for name in re.findall(r":(T\d+)", line) for one in marked.get(name, ())]
            if joined:
                extents.append((min(one[1] for one in joined), max(one[2] for one in joined)))
    return [one for pieces in marked.values() for one in pieces], extents


def cut_items(
    key: str, text: str, pieces: list[Piece], extents: list[tuple[int, int]]
) -> Iterator[Item]:
    """Yield the paragraphs of an article as items, as one where an attribution joins them."""
    role_at: dict[int, tuple[str, int]] = {}  # by code point: the role, and the number of its piece
    for number, (role, start, end) in enumerate(pieces):
        role_at.update(dict.fromkeys(range(start, end), (role, number)))
    item = Item(key, [], [])
    reach = 0
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        if item.words and line.start() >= reach:
            yield item
            item = Item(key, [], [])
        reach = max([reach, *(e for s, e in extents if line.start() <= s < line.end())])
        previous: tuple[str, int] | None = None
        opened = False
        for word, start in _tokens(line.group(), line.start()):
            here = role_at.get(start)
            item.labels.append("O" if here is None else f"{'BI'[here == previous]}-{here[0]}")
            previous = here
            if word == '"':
                opened = not opened
                word = "\u201c" if opened else "\u201d"
            item.words.append(word)
    if item.words:
        yield item


def _tokens(line: str, offset: int) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(line):
        word, start = match.group(), offset + match.start()
        if word.lower() == "cannot":
            yield word[:3], start
            yield word[3:], start + 3
        elif word in "'\u2018\u2019":
            opens = match.start() == 0 or line[match.start() - 1].isspace()
            yield "\u2018" if opens else "'", start
        else:
            yield _FROM_TREEBANK.get(word, word.replace("\u2019", "'")), start


def item_document(item: Item) -> Document:
    """Return an item as a document, its tokens joined by spaces, cut into sentences at stops."""
    starts, ends, at = [], [], 0
    for word in item.words:
        starts.append(at)
        ends.append(at + len(word))
        at += len(word) + 1
    cuts = [0, *_sentence_ends(item.words), len(item.words)]
    sentences: list[Sentence] = []
    sentence_of: list[int] = []
    for first, last in pairwise(cuts):
        if last > first:
            sentence_of.extend([len(sentences)] * (last - first))
            sentences.append(Sentence(Span(starts[first], ends[last - 1]), first, last))
    lowers = list(map(lowered, item.words))
    text = " ".join(item.words)
    return Document(text, item.words, lowers, starts, ends, sentences, sentence_of)


def _sentence_ends(words: list[str]) -> Iterator[int]:
    """Yield where a sentence ends: after a stop and what closes with it, before no small letter."""
    for at, word in enumerate(words):
        if word in _STOPS:
            end = at + 1
            while end < len(words) and words[end] in _CLOSERS:
                end += 1
            if end < len(words) and not words[end][0].islower():
                yield end
