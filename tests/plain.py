"""A pipeline without a model, whose answers a reader of the test can foretell."""

from collections.abc import Iterable, Iterator, Sequence

from stanceclf.records import (
    Actor,
    ActorType,
    Classified,
    Condition,
    ConditionKind,
    GivenStatement,
    Quotation,
    Report,
    Span,
    Stance,
    Statement,
)
from stanceclf.report.aggregate import aggregate


class PlainPipeline:
    """Takes a sentence `NAME: WORDS.` as a statement of NAME.

    "once" makes it conditional, "no" opposes, "yes" supports, anything else takes no side.
    """

    def analyze(self, text: str, *, title: str = "", target: str = "") -> Report:
        statements = []
        start = 0
        for sentence in text.split("."):
            name, colon, words = sentence.partition(":")
            if colon and name.strip() and words.strip():
                lead = len(name) - len(name.lstrip())
                mention = Span(start + lead, start + len(name))
                claim = Span(start + len(name) + 2, start + len(sentence))
                statements.append(self._statement(text, mention, claim))
            start += len(sentence) + 1
        return Report(text, tuple(statements), aggregate(statements))

    def analyze_many(
        self, texts: Iterable[str], *, titles: Sequence[str], targets: Sequence[str]
    ) -> Iterator[Report]:
        return map(self.analyze, texts)

    def classify(
        self, text: str, statements: Sequence[GivenStatement], *, title: str = "", target: str = ""
    ) -> list[Classified]:
        made = [self._statement(text, Span(0, 1), one.claim) for one in statements]
        return [Classified(one.stance, one.probabilities, one.condition) for one in made]

    @staticmethod
    def _statement(text: str, mention: Span, claim: Span) -> Statement:
        words = claim.of(text)
        condition = None
        if "once" in words:
            marker = claim.start + words.index("once")
            condition = Condition(
                Span(marker, claim.end),
                Span(marker, marker + 4),
                ConditionKind.UNTIL,
                Span(marker + 5, claim.end).of(text),
            )
            stance, probabilities = Stance.CONDITIONAL, (0.1, 0.05, 0.8, 0.05)
        elif "no" in words.lower().split():
            stance, probabilities = Stance.OPPOSES, (0.05, 0.9, 0.03, 0.02)
        elif "yes" in words.lower().split():
            stance, probabilities = Stance.SUPPORTS, (0.7, 0.1, 0.1, 0.1)
        else:
            stance, probabilities = Stance.NO_STANCE, (0.2, 0.2, 0.0, 0.6)
        actor = Actor(mention.of(text), ActorType.COUNTRY)
        return Statement(
            claim, mention, actor, mention, actor, stance, probabilities, condition, Quotation.NONE
        )
