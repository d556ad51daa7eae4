"""Short texts that each say yes, no, only if, or nothing in a way of their own.

In the documents of the corpus most stances are told in the commonest words. A model that was fitted
on 27,127 such statements alone is right in .61 of sentences whose construction is new to it ("threw
cold water on", "in no hurry to", "not a day longer"), so each of the first 5,401 lines of
`constructions.tsv` has another one, a sentence by itself. The others are contrast sets (Gardner et
al. 2020, "Evaluating Models' Local Decision Boundaries via Contrast Sets"): three to five lines
that share most words, and differ in what turns the label, which is often the sentence before: a
deployment is welcomed, or a withdrawal, or a loan. All were composed for this project, with
invented persons (CC BY 4.0, as the corpus). A second annotator, who did not see the labels, agreed
with all of 200 lines of the sets. So did one with all of the last 352 lines, after 46 had been left
out that it found doubtful or odd, or labelled in another way (2). Writers and annotators were
language models of one kind, so this is an upper bound.

Accurate tiers and the network that teaches learn from all of them beside the corpus; the first
reading of stances, which sees no sentence before a claim, learns from those that need none
(`alone`). The parts that read documents, conditions and cues learn from none.

A line is a label, a tab, and the text, with `{}` around the holder's mention and `[]` around the
claim. Without `[]` the claim is the whole text but for its final stop.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from stanceclf.errors import DataError
from stanceclf.records import LABELS, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.gold import GoldClaim

CONSTRUCTIONS = Path(__file__).parent / "constructions.tsv"
TOPIC = "constructions"
_MARKS = re.compile(r"[\[\]{}]")
_NAMES = [label.value for label in LABELS]


def read_constructions(path: Path = CONSTRUCTIONS) -> list[GoldClaim]:
    """Return the claims of a file.

    Raises
    ------
    DataError
        Where a line is not of that form, naming file and line.
    """
    claims = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        label, _, marked = line.partition("\t")
        if label not in _NAMES:
            raise DataError(f"{path}:{number}: {label!r} is none of {', '.join(_NAMES)}.")
        try:
            claims.append(construction(_NAMES.index(label), marked))
        except ValueError as error:
            raise DataError(f"{path}:{number}: {error}") from error
    return claims


def alone(claims: Sequence[GoldClaim]) -> list[GoldClaim]:
    """Return the claims that stand in the first sentence of their text."""
    found = []
    for claim in claims:
        document = claim.given.document
        if not document.sentence_of[document.tokens_in(claim.given.claim)[0]]:
            found.append(claim)
    return found


def construction(label: int, marked: str) -> GoldClaim:
    """Return the claim of a text with marks.

    >>> one = construction(1, "[He saw no reason to stay], {Ada Holm} wrote.")
    >>> one.given.claim.of(one.given.document.text), one.given.actor_name
    ('He saw no reason to stay', 'Ada Holm')
    """
    places: dict[str, int] = {}
    for removed, match in enumerate(_MARKS.finditer(marked)):
        if match.group() in places:
            raise ValueError(f"{match.group()!r} stands there twice.")
        places[match.group()] = match.start() - removed
    text = _MARKS.sub("", marked)
    claim = _between(places, "[", "]") or Span(0, len(text.removesuffix(".")))
    actor = _between(places, "{", "}")
    if claim.start >= claim.end:
        raise ValueError("there is no claim.")
    name = actor.of(text) if actor else ""
    given = GivenClaim(Document.from_text(text), claim, actor, None, name)
    return GoldClaim(given, label, None, None, TOPIC)


def _between(places: dict[str, int], first: str, last: str) -> Span | None:
    """Return the span between two marks, None where neither stands."""
    if (first in places) != (last in places):
        raise ValueError(f"one of {first} {last} is missing.")
    return Span(places[first], places[last]) if first in places else None
