"""SEESAW: stances of entities in sentences of US news (Zhang, Beauchamp and Wang, 2022).

Training claims are those of all objects; test claims those whose object is a topic or an event,
which are stances toward a proposal, a policy or an act.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.stance_sets.files import need
from benchmarks.stance_sets.metrics import macro_f1
from benchmarks.stance_sets.records import LabelledClaim, StanceSet
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

FOLDER = "seesaw/SEESAW"
SOURCE = "github.com/launchnlp/SEESAW (annotations, articles, meta)"
_KINDS = frozenset({"Topic", "Event"})
# The holder is the author, or nobody whom the annotators listed.
_UNNAMED = frozenset({"None", "Not in the list"})


def read(directory: Path) -> list[StanceSet]:
    """Return the benchmark; the official `valid` belongs to the training claims."""
    need(directory, ("annotations", "articles", "meta"), SOURCE)
    train: list[LabelledClaim] = []
    test: list[LabelledClaim] = []
    for path in sorted((directory / "annotations").glob("TRIPLET_*_DOCUMENT_*.json")):
        story = path.stem.partition("_DOCUMENT_")[0]
        split = _json(directory / "meta" / f"{story}.json")["Split"]
        annotations = _json(path)
        article = _json(directory / "articles" / path.name)
        kinds = {entity[0]: set(entity[1]) for entity in annotations["entity lists"]}
        for claim, name in _claims(annotations, article, story):
            if split != "test":
                train.append(claim)
            elif kinds.get(name, set()) & _KINDS:
                test.append(claim)
    return [StanceSet("seesaw", tuple(train), tuple(test), "macro-F1", macro_f1, ())]


def _claims(
    annotations: dict[str, Any], article: dict[str, Any], story: str
) -> Iterator[tuple[LabelledClaim, str]]:
    """Yield each annotated stance of an article with its object."""
    text = ""
    places: dict[str, Span] = {}
    for sentence in article["text"]:
        text += "\n\n" if text else ""
        places[str(sentence["id"])] = Span(len(text), len(text) + len(sentence["text"]))
        text += sentence["text"]
    document = Document.from_text(text)
    for sentence, stances in annotations["sentence-level stances"].items():
        for stance in stances:
            name = stance["subject"] if stance["subject"] not in _UNNAMED else ""
            given = GivenClaim(
                document,
                places[sentence],
                actor=find_name(document, places[sentence], name),
                actor_name=name,
                target=stance["object"],
            )
            yield LabelledClaim(given, stance["sentiment"], story), stance["object"]


def find_name(document: Document, claim: Span, name: str) -> Span | None:
    """Return the first word of the claim that is the last word of `name`, with those before it.

    Examples
    --------
    >>> text = Document.from_text("A plan of Mr. Vane.")
    >>> find_name(text, Span(0, 19), "Ada Vane")
    Span(start=14, end=18)
    """
    words = name.split()
    if not words:
        return None
    for at in document.tokens_in(claim):
        if document.words[at] == words[-1]:
            first = at
            while words[: -(at - first) - 1] and document.words[first - 1 : first] == [
                words[-(at - first) - 2]
            ]:
                first -= 1
            return document.span_of(first, at + 1)
    return None


def _json(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
