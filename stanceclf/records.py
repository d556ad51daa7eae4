"""The records that flow out of the pipeline: immutable, slotted, pointing into one text.

Offsets are half-open and count Unicode code points. The text is stored once, in `Report`;
everything else holds spans.
"""

from dataclasses import dataclass
from enum import StrEnum

from stanceclf.quick import maker


class Stance(StrEnum):
    """The four labels of a statement, in the order of every probability vector."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    NO_STANCE = "no_stance"


LABELS: tuple[Stance, ...] = tuple(Stance)
_PLACES = {label: place for place, label in enumerate(LABELS)}


class ActorType(StrEnum):
    """What kind of holder an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"


class Quotation(StrEnum):
    """How a claim's words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"


class ConditionKind(StrEnum):
    """How a position hangs on its condition."""

    IF = "if"
    ONLY_IF = "only-if"
    UNLESS = "unless"
    UNTIL = "until"  # or once: the condition is a matter of time
    WITHOUT = "without"
    IN_RETURN = "in-return"
    DEPENDS = "depends"  # also where nothing marks the condition


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets `[start, end)` into a text.

    >>> Span(0, 6).of("France agreed.")
    'France'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, and the half-open range of the document's tokens in it."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Claim:
    """The smallest span that states one position, and the mentions that go with it.

    Attributes
    ----------
    span : Span
        The claim, condition included, attribution excluded where the two can be parted.
    actor : Span or None
        The mention of the holder, in the claim or nearest to it; None where the text names none.
    source : Span or None
        The mention of whoever reports the position; equal to `actor` when the holder speaks.
    quotation : Quotation
        How the words are reported.
    worth : float
        How much of a match with a right claim the span is expected to be, in [0, 1].
    holder_probability : float
        Probability that `actor` is the right one of the mentions, in [0, 1].
    """

    span: Span
    actor: Span | None
    source: Span | None
    quotation: Quotation
    worth: float = 1.0
    holder_probability: float = 1.0


make_span = maker(Span)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who holds a position.

    Attributes
    ----------
    name : str
        Canonical name: the full name in the document, the short English name of a country,
        the usual name of an organisation, the bare noun phrase of a group.
    type : ActorType
        person, country, organisation or group.
    affiliation : str or None
        Whom a person speaks for.
    id : str
        For a country its ISO 3166-1 alpha-3 code ("KEN"; "XKX" for Kosovo, and the former codes of
        states that are no more, "CSK"); for everybody else a slug of the name ("african-union"),
        the same in every document. Empty only where nobody is named.
    """

    name: str
    type: ActorType
    affiliation: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a position hangs on.

    Attributes
    ----------
    span, marker : Span
        The condition with its marker, and the marker alone.
    kind : ConditionKind
        How the position hangs on it.
    short : str
        The condition without its marker: "a ceasefire" for "once there is a ceasefire".
    """

    span: Span
    marker: Span
    kind: ConditionKind = ConditionKind.DEPENDS
    short: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One actor taking, or reporting, a position in one claim.

    Attributes
    ----------
    claim, mention : Span
        Where the position stands, and the words that name its holder (`mention` may be None).
    actor : Actor
        The holder.
    source_mention : Span or None
        The words that name whoever reports the position.
    source : Actor or None
        Who reports it; the holder itself when it speaks.
    stance : Stance
        The most probable label.
    probabilities : tuple of float
        Calibrated probabilities in the order of `LABELS`; they sum to 1.
    condition : Condition or None
        Set where the stance is `conditional` and the text names the condition.
    quotation : Quotation
        How the words are reported.
    cue : Span or None
        The word or phrase of the claim that shows the stance most.
    confidence : float
        Probability that claim, holder and label are all right, in [0, 1]; lower where a long text
        says little about forces near the claim. Statements without a stance are only ranked by it:
        which of them should be found at all is not defined.
    """

    claim: Span
    mention: Span | None
    actor: Actor
    source_mention: Span | None
    source: Actor | None
    stance: Stance
    probabilities: tuple[float, ...]
    condition: Condition | None
    quotation: Quotation
    cue: Span | None = None
    confidence: float = 1.0

    @property
    def probability(self) -> float:
        """Probability of the label that was given."""
        return self.probabilities[_PLACES[self.stance]]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that a text reports as said, on any matter.

    Attributes
    ----------
    contents : tuple of Span
        What is said, in reading order: several where it is parted, as in "We stay," he said, "for
        now", or where a quotation has several sentences.
    cue : Span or None
        The words that mark it as said: "said", "according to".
    source_mention : Span or None
        The words that name who says it.
    source : Actor or None
        Who says it.
    quotation : Quotation
        How the words are reported.
    probability : float
        Probability that the least sure of the contents is right from end to end, in [0, 1].
    """

    contents: tuple[Span, ...]
    cue: Span | None
    source_mention: Span | None
    source: Actor | None
    quotation: Quotation
    probability: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that a statement's label rests on.

    Attributes
    ----------
    span : Span
        The words.
    stance : Stance
        The label.
    loss : float
        How much the label's probability falls when the words are blotted out, in (0, 1].
    """

    span: Span
    stance: Stance
    loss: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """One actor's position in the document as a whole.

    Attributes
    ----------
    actor : Actor
        Whose position.
    stance : Stance
        `conditional` if any of the statements attaches a condition, otherwise the side with the
        greater sum of probabilities; `no_stance` if none takes a side.
    probability : float
        How sure the model is of `stance`, in [0, 1].
    statements : tuple of int
        Indices into `Report.statements`, the deciding one first.
    """

    actor: Actor
    stance: Stance
    probability: float
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one text says: its statements in reading order, and a verdict for each actor."""

    text: str
    statements: tuple[Statement, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class GivenStatement:
    """A claim and its mentions, given by the caller, to be classified.

    Attributes
    ----------
    claim : Span
        Where the position stands.
    actor, source : Span or None
        The mentions of the holder and of whoever reports the position.
    actor_name, source_name : str
        Their canonical names; empty where unknown.
    """

    claim: Span
    actor: Span | None = None
    actor_name: str = ""
    source: Span | None = None
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class Classified:
    """What the classifier says of a given claim.

    Attributes
    ----------
    stance : Stance
        The most probable label.
    probabilities : tuple of float
        Calibrated probabilities in the order of `LABELS`; they sum to 1.
    condition : Condition or None
        Set where the stance is `conditional` and the text names the condition.
    cue : Span or None
        The word or phrase of the claim that shows the stance most.
    """

    stance: Stance
    probabilities: tuple[float, ...]
    condition: Condition | None
    cue: Span | None = None

    @property
    def probability(self) -> float:
        """Probability of the label that was given."""
        return self.probabilities[_PLACES[self.stance]]
