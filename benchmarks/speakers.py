"""Who speaks a given direct quotation, on PolNeAR's test compartment.

usage: python -m benchmarks.speakers [--data ../shared/data] [--compartment dev]

Counted are the attributions whose content stands between quotation marks as a whole and whose
source is annotated. The library is given the article and the place of the quotation; it chooses
among the mentions that it finds itself. PolNeAR does not say who "he" is, so "right name" means
that the chosen mention and the annotated source have the same canonical name, as the library reads
both; "right mention" that the chosen one overlaps the annotated source.

The model is the released one: nothing here is fitted, and PolNeAR, which states no licence, is read
for measuring only.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.data import DATA, Json
from benchmarks.polnear_items import MISSING
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.resolution import resolve
from stanceclf.attribution.chains import with_reporters
from stanceclf.attribution.found import Found
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.turns import with_speakers
from stanceclf.errors import DataError
from stanceclf.loading import load
from stanceclf.pipeline import Pipeline
from stanceclf.records import Quotation, Span
from stanceclf.text.document import Document

_MARKS = '"\u201c\u201d'
_PIECES = re.compile(r"(T\d+)\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)")

Quoted = tuple[Span, Span]  # a quotation without its marks, and its source


def quotations(text: str, standoff: str) -> Iterator[Quoted]:
    """Yield the direct quotations that an annotation in brat's form marks, with their sources.

    Of a quotation in pieces the first stands for all.
    """
    spans: dict[str, list[Span]] = {}
    for name, _, pieces in _PIECES.findall(standoff):
        spans[name] = [Span(*map(int, piece.split())) for piece in pieces.split(";")]
    for line in standoff.splitlines():
        roles = dict(re.findall(r"(Source|Content):(T\d+)", line)) if line[:1] == "E" else {}
        source, content = (spans.get(roles.get(role, "")) for role in ("Source", "Content"))
        if source and content and all(_is_quoted(text, piece) for piece in content):
            first = content[0]
            inner = text[first.start : first.end].rstrip(_MARKS + ",")
            start = first.start + (text[first.start] in _MARKS)
            if start < first.start + len(inner):
                yield Span(start, first.start + len(inner)), source[0]


def _is_quoted(text: str, piece: Span) -> bool:
    """Tell whether quotation marks enclose a piece, inside it or just beside it."""
    before = text[max(0, piece.start - 1) : piece.start + 1]
    behind = text[piece.end - 1 : piece.end + 1]
    opens = any(mark in _MARKS for mark in before)
    return opens and any(mark in _MARKS for mark in behind)


def read_quotations(folder: Path) -> Iterator[tuple[str, list[Quoted]]]:
    """Yield the articles of a compartment with their quotations, each once."""
    if not folder.is_dir():
        raise DataError(MISSING.format(folder.parents[2]))
    by_article: dict[str, dict[Span, Quoted]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem.rpartition("_")[0]
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        known = by_article.setdefault(article, {})
        for one in quotations(text, path.read_text(encoding="utf-8")):
            known.setdefault(one[0], one)
    for article, found in by_article.items():
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        yield text, sorted(found.values())


def answers(pipeline: Pipeline, text: str, wanted: Sequence[Quoted]) -> list[tuple[bool, bool]]:
    """Return for each quotation whether its speaker has the right name, and the right mention."""
    document = Document.from_text(text)
    mentions = find_mentions(document)
    quoted = quotation_states(document)
    tokens = [document.tokens_in(span) for span, _ in wanted]
    ranges = sorted({(one.start, one.stop) for one in tokens if one})
    held = pipeline.claims.holders.find([Scene(document, mentions, quoted)], [ranges])[0]
    claims = [
        Found(
            *one,
            document.span_of(*one),
            mentions[holder] if holder >= 0 else None,
            mentions[source] if source >= 0 else None,
            Quotation.DIRECT,
        )
        for one, (holder, source, _) in zip(ranges, held, strict=True)
    ]
    for step in (with_reporters, with_speakers):
        claims = step(claims, document, mentions)
    speakers = {(one.first, one.last): one.source or one.actor for one in claims}
    right = []
    for (_, source), place in zip(wanted, tokens, strict=True):
        speaker = speakers[place.start, place.stop] if place else None
        if speaker is None:
            right.append((False, False))
            continue
        found = document.span_of(speaker.first, speaker.last)
        made, gold = resolve(
            document, [found, source], mentions, ranker=pipeline.ranker, quoted=quoted
        )
        same = found.overlaps(source)
        right.append((same or made.name == gold.name, same))
    return right


def measure(data: Path, *, compartment: str = "test") -> list[Json]:
    """Return the rows for a compartment, by the released model."""
    pipeline = load()
    folder = data / "polnear" / "data" / compartment
    right = [
        one for text, found in read_quotations(folder) for one in answers(pipeline, text, found)
    ]
    if not right:
        raise DataError(f"{folder}: no direct quotation with a source")
    return [
        {
            "measure": f"PolNeAR {compartment}, speaker of a direct quotation: right {name}",
            "value": round(sum(one[column] for one in right) / len(right), 4),
            "published": "",
            "trained_on": "the corpus: the released model",
            "n": len(right),
        }
        for column, name in enumerate(("name", "mention"))
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--compartment", choices=("test", "dev"), default="test")
    given = parser.parse_args(arguments)
    try:
        rows = measure(given.data, compartment=given.compartment)
    except (DataError, FileNotFoundError) as error:
        sys.exit(str(error))
    for row in rows:
        print(f"{row['measure']}: {row['value']} (n={row['n']}; {row['trained_on']})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
