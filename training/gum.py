"""Read GUM: sentences, clauses, attributions and coreference of free English documents.

Zeldes (2017), "The GUM corpus: creating multilayer resources in the classroom". Annotations are CC
BY 4.0, texts by genre; `SHIPPABLE` are the genres whose texts a released model may be fitted on.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stanceclf.errors import DataError
from stanceclf.records import Span

# Whom to name for those genres, as their licences ask.
ATTRIBUTION = (
    "GUM corpus (Zeldes 2017), annotations CC BY 4.0; texts: Wikinews CC BY 2.5, speeches, court "
    "hearings and academic articles CC BY 4.0"
)
SHIPPABLE = ("academic", "court", "interview", "news", "speech")
PARTITIONS = ("train", "dev", "test")

_INLINE = frozenset({"hi", "incident", "add"})
_BLOCK = re.compile(r"(\w+)[^|]*\((\d+) s\)")  # "figure rend:::"a flag" (1 s) | caption (1 s)"
_MARK = re.compile(r"\([^()]+\)?|[^()]+\)")  # "(7-person-...)", "(7-person-...", "7)"


@dataclass(frozen=True, slots=True)
class GumToken:
    """A word of a document: half-open offsets, tags, and its head (index in the document) or -1."""

    span: Span
    upos: str
    xpos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class GumUnit:
    """An elementary discourse unit, from its first token to the next unit.

    `relation` is that to the unit `head` (index in the document; -1 for the root).
    """

    span: Span
    relation: str
    head: int


@dataclass(frozen=True, slots=True)
class GumMention:
    """A phrase that refers to an entity: the number of its chain, and its type."""

    span: Span
    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class GumDocument:
    """A document of GUM with its text laid out anew: paragraphs parted by empty lines."""

    id: str
    genre: str
    partition: str
    text: str
    sentences: tuple[Span, ...]
    tokens: tuple[GumToken, ...]
    units: tuple[GumUnit, ...]
    mentions: tuple[GumMention, ...]


def read_gum(
    directory: Path, *, genres: Iterable[str] = SHIPPABLE, partitions: Iterable[str] = PARTITIONS
) -> Iterator[GumDocument]:
    """Yield the documents of `genres` and `partitions` in the order of their names.

    Parameters
    ----------
    directory : Path
        Holds `dep/*.conllu` and `splits.md`, as the corpus does.
    """
    if not (directory / "splits.md").is_file():
        raise DataError(f"{directory}: no GUM corpus here (github.com/amir-zeldes/gum)")
    parts = _partitions(directory / "splits.md")
    wanted, kept = frozenset(genres), frozenset(partitions)
    for path in sorted((directory / "dep").glob("GUM_*.conllu")):
        genre, partition = path.stem.split("_")[1], parts.get(path.stem, "train")
        if genre in wanted and partition in kept:
            yield _read(path, genre, partition)


def _partitions(path: Path) -> dict[str, str]:
    """Return the partition of each document that `splits.md` lists."""
    found = {}
    partition = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            partition = line[3:].strip()
        elif line.startswith("  * "):
            found[line[4:].strip()] = partition
    return found


def _read(path: Path, genre: str, partition: str) -> GumDocument:
    builder = _Builder()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# newpar_block"):
            builder.new_blocks(line.partition("=")[2])
        elif line.startswith("# newpar"):
            builder.new_paragraph()
        elif line.startswith("# text = "):
            builder.new_sentence(line[len("# text = ") :])
        elif line and line[0].isdigit():
            fields = line.split("\t")
            if len(fields) != 10:
                raise DataError(f"{path}:{number}: a token has 10 fields. Got {len(fields)}.")
            if fields[0].isdigit():
                builder.add_token(fields, f"{path}:{number}")
    return builder.document(path.stem, genre, partition)


class _Builder:
    """Collects one document line by line."""

    def __init__(self) -> None:
        self.text = ""
        self.gap = ""
        self.at = 0
        self.sentences: list[Span] = []
        self.breaks: set[int] = set()  # how many sentences stand before the end of a block
        self.first = 0  # token that opens the sentence
        self.tokens: list[GumToken] = []
        self.unit_starts: list[tuple[int, str, str, str]] = []
        self.open: dict[str, list[tuple[int, list[str]]]] = {}
        self.mentions: list[GumMention] = []

    def new_paragraph(self) -> None:
        self.gap = "\n\n" if self.text else ""

    def new_blocks(self, blocks: str) -> None:
        """Note where the blocks that begin here end: a caption may stand before its paragraph."""
        for name, count in _BLOCK.findall(blocks):
            if name not in _INLINE:
                self.breaks.add(len(self.sentences) + int(count))

    def new_sentence(self, text: str) -> None:
        if len(self.sentences) in self.breaks:
            self.new_paragraph()
        self.text += self.gap
        self.at = len(self.text)
        self.text += text
        self.sentences.append(Span(self.at, len(self.text)))
        self.first = len(self.tokens)
        self.gap = " "

    def add_token(self, fields: list[str], place: str) -> None:
        form = fields[1]
        start = self.text.find(form, self.at)
        if start < 0:
            raise DataError(f"{place}: the token {form!r} is not in its sentence's text")
        self.at = start + len(form)
        head = self.first + int(fields[6]) - 1 if fields[6] not in ("0", "_") else -1
        self.tokens.append(GumToken(Span(start, self.at), fields[3], fields[4], head, fields[7]))
        for name, _, value in (part.partition("=") for part in fields[9].split("|")):
            if name == "Discourse":
                relation, arrow = value.split(":")[:2]
                number, _, goal = arrow.partition("->")
                self.unit_starts.append((start, relation, number, goal))
            elif name == "Entity":
                for mark in _MARK.findall(value):
                    self._mark(mark, start)

    def _mark(self, mark: str, start: int) -> None:
        fields = mark.strip("()").split("-", 2)
        if mark.startswith("("):
            self.open.setdefault(fields[0], []).append((start, fields))
        if mark.endswith(")") and self.open.get(fields[0]):
            begin, opened = self.open[fields[0]].pop()
            entity, kind = opened[0].partition("[")[0], opened[1]
            self.mentions.append(GumMention(Span(begin, self.at), entity, kind))

    def document(self, name: str, genre: str, partition: str) -> GumDocument:
        index = {number: at for at, (_, _, number, _) in enumerate(self.unit_starts)}
        ends = [start for start, _, _, _ in self.unit_starts[1:]] + [len(self.text)]
        units = tuple(
            GumUnit(
                Span(start, start + len(self.text[start:end].rstrip())),
                relation,
                index.get(goal, -1),
            )
            for (start, relation, _, goal), end in zip(self.unit_starts, ends, strict=True)
        )
        mentions = tuple(sorted(self.mentions, key=lambda one: (one.span.start, -one.span.end)))
        return GumDocument(
            name,
            genre,
            partition,
            self.text,
            tuple(self.sentences),
            tuple(self.tokens),
            units,
            mentions,
        )
