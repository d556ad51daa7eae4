"""A claim as it is found: by its tokens and the candidates about it, before anybody is named."""

from stanceclf.attribution.scene import Candidate
from stanceclf.records import Quotation, Span


class Found:
    """A claim, and the candidates that hold and report it; never changed.

    Later steps go from token to token: to find the tokens of spans again took a fiftieth of the
    time of an article.

    Attributes
    ----------
    first, last : int
        The tokens of its span.
    span : Span
    actor, source : Candidate or None
    quotation : Quotation
    worth, holder_probability : float
        As `Claim` has them.
    """

    __slots__ = (
        "actor", "first", "holder_probability", "last", "quotation", "source", "span", "worth",
    )  # fmt: skip

    def __init__(
        self,
        first: int,
        last: int,
        span: Span,
        actor: Candidate | None,
        source: Candidate | None,
        quotation: Quotation,
        worth: float = 1.0,
        holder_probability: float = 1.0,
    ) -> None:
        self.first = first
        self.last = last
        self.span = span
        self.actor = actor
        self.source = source
        self.quotation = quotation
        self.worth = worth
        self.holder_probability = holder_probability

    def attributed(self, actor: Candidate | None, source: Candidate | None) -> "Found":
        """Return the claim with another holder and another source."""
        return Found(
            self.first,
            self.last,
            self.span,
            actor,
            source,
            self.quotation,
            self.worth,
            self.holder_probability,
        )
