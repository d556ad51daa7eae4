"""Pronouns of GUM, their chains, and what the library takes them for.

usage: python -m training.gum_pronouns [--data ../shared/data/gum]

writes `gum_they.tsv`, from which the released ranker learns "they" beside the corpus: what is asked
about "they", "them" and "their" in the train part of GUM's CC BY genres. Held out by document,
"they" of actors in the news rises from .647 to .706 with it; "he" and "she" lose from .836 to .744,
so they are fitted on the corpus alone.

Counted are third-person personal and possessive pronouns (no reflexives) that refer to something
(an expletive "it" is no mention) and before which their chain has a mention that is no pronoun.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from stanceclf.actors.antecedents import Feature, Ranker, Task
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.entities import Entity
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.pronouns import antecedent
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.antecedents import Question, Recorder, rows_of
from training.gum import SHIPPABLE, GumDocument, read_gum

FORMS = {
    form: row
    for row, forms in (
        ("he", "he him his"),
        ("she", "she her hers"),
        ("they", "they them their theirs"),
        ("it", "it its"),
    )
    for form in forms.split()
}
ACTORS = frozenset(["person", "organization", "place"])
TABLE = Path(__file__).with_name("gum_they.tsv")
TASK = Task.MANY
_HEAD = """\
# What "they", "them" and "their" may take up, in the train part of GUM's news, interviews,
# speeches, court hearings and academic articles. A line a pronoun: candidates parted by tabs, "+"
# before those that are right, then the numbers of the features that hold, as the next line names
# them from 0.
# Source: GUM corpus (Zeldes 2017), annotations CC BY 4.0; texts: Wikinews CC BY 2.5, the others CC
# BY 4.0. Made by training/gum_pronouns.py: do not edit by hand.
"""
_PRONOUN_TAGS = frozenset(["PRP", "PRP$", "DT", "WP", "WP$", "WDT"])


@dataclass(frozen=True, slots=True)
class GumPronoun:
    """A pronoun: its place, its row of `FORMS`, its chain, and whether that can be an actor."""

    span: Span
    row: str
    chain: str
    actor: bool


def pronouns(document: GumDocument) -> Iterator[GumPronoun]:
    """Yield the pronouns of a document that count."""
    tags = {token.span: token.xpos for token in document.tokens}
    named: dict[str, int] = {}  # where the first mention of each chain ends that is no pronoun
    for mention in document.mentions:
        if tags.get(mention.span) not in _PRONOUN_TAGS:
            named.setdefault(mention.entity, mention.span.end)
            continue
        row = FORMS.get(mention.span.of(document.text).lower())
        known = named.get(mention.entity)
        if row is not None and known is not None and known <= mention.span.start:
            yield GumPronoun(mention.span, row, mention.entity, mention.kind in ACTORS)


class Reading:
    """A document of GUM as the library reads it."""

    def __init__(self, gum: GumDocument, ranker: Ranker) -> None:
        self.gum = gum
        self.document = Document.from_text(gum.text)
        self._recorder = Recorder(ranker.table)
        self._discourse = Discourse(self.document, find_mentions(self.document), self._recorder)
        self._discourse.forget()  # what "they" takes up hangs on those before, which this settles
        self._by_length = sorted(gum.mentions, key=lambda one: one.span.end - one.span.start)

    def answers(self) -> Iterator[tuple[GumPronoun, bool]]:
        """Yield each pronoun and whether the entity chosen for it belongs to its chain."""
        for pronoun, token in self._places():
            entity = antecedent(self._discourse.scene, self.document.lowers[token], token)
            yield pronoun, entity is not None and self._chain(entity, token) == pronoun.chain

    def questions(self) -> Iterator[tuple[Task, Question]]:
        """Yield what the ranker is asked, where one of several candidates is right."""
        for pronoun, token in self._places():
            before = len(self._recorder.asked)
            antecedent(self._discourse.scene, self.document.lowers[token], token)
            for task, candidates in self._recorder.asked[before : before + 1]:
                right = np.array(
                    [self._chain(entity, token) == pronoun.chain for entity, _ in candidates]
                )
                if right.any() and len(right) > 1:
                    yield task, (rows_of(candidates), right)

    def _places(self) -> Iterator[tuple[GumPronoun, int]]:
        for pronoun in pronouns(self.gum):
            tokens = self.document.tokens_in(pronoun.span)
            if tokens:
                yield pronoun, tokens.start

    def _chain(self, entity: Entity, token: int) -> str | None:
        """Return the chain of the last phrase before `token` that names an entity."""
        for spot in reversed(self._discourse.scene.history.before(token, token)):
            if spot.entity is entity and not spot.pronoun:
                return self._chain_at(self.document.span_of(spot.token, spot.last))
        return None

    def _chain_at(self, span: Span) -> str | None:
        """Return the chain of the smallest mention around a phrase, else around its last word."""
        for inner in (span, Span(span.end - 1, span.end)):
            for mention in self._by_length:
                if mention.span.start <= inner.start and inner.end <= mention.span.end:
                    return mention.entity
        return None


def gum_questions(path: Path = TABLE) -> list[tuple[Task, Question]]:
    """Return what the table asks about "they"; features that there are no more are left out."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    columns = [Feature.__members__.get(name, len(Feature)) for name in lines[0].split()]
    found = []
    for line in lines[1:]:
        candidates = line.split("\t")
        table = np.zeros((len(candidates), len(Feature) + 1))
        for row, candidate in zip(table, candidates, strict=True):
            np.add.at(row, [columns[int(number)] for number in candidate.strip("+ ").split()], 1.0)
        right = np.array([candidate.startswith("+") for candidate in candidates])
        found.append((TASK, (table[:, :-1], right)))
    return found


def _line(question: Question) -> str:
    """Return a question as a line of the table."""
    rows, right = question
    return "\t".join(
        " ".join(
            ["+" * bool(hit), *(str(at) for at in np.flatnonzero(row) for _ in range(int(row[at])))]
        ).strip()
        for row, hit in zip(rows, right, strict=True)
    )


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data/gum"))
    options = parser.parse_args()
    lines = [
        _line(question)
        for document in read_gum(options.data, genres=SHIPPABLE)
        if document.partition == "train"
        for task, question in Reading(document, Ranker()).questions()
        if task is TASK
    ]
    names = " ".join(feature.name for feature in Feature)
    TABLE.write_text(f"{_HEAD}{names}\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
