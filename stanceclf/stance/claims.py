"""What the classifier is asked about: a claim in its document, and who holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

from stanceclf import checks
from stanceclf.records import GivenStatement, Span
from stanceclf.spans import check_whole_words
from stanceclf.text.document import Document

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, eq=False)
class GivenClaim:
    """A claim whose stance is wanted; `in_text` makes those of a text.

    Attributes
    ----------
    document : Document
        The document; claims of one document share one object.
    claim : Span
        The claim in the document's text.
    actor, source : Span or None
        The mentions of the holder and of whoever reports the claim.
    actor_name : str
        Canonical name of the holder: claims with the same name belong together.
    target : str
        What the stances are about; may be empty.
    """

    document: Document
    claim: Span
    actor: Span | None = None
    source: Span | None = None
    actor_name: str = ""
    target: str = ""

    @classmethod
    def in_text(
        cls, text: str, statements: Iterable[GivenStatement], *, target: str = ""
    ) -> list[Self]:
        """Return the claims of one text, as `StanceBlend` takes them.

        Parameters
        ----------
        text : str
            The document that the claims stand in.
        statements : iterable of GivenStatement
            Claims, with the mentions of who holds and who reports each.
        target : str
            What the stances are about.

        Examples
        --------
        >>> from stanceclf import GivenClaim, GivenStatement, Span
        >>> [one] = GivenClaim.in_text("We like it, said Ann.", [GivenStatement(Span(0, 10))])
        >>> one.claim.of(one.document.text)
        'We like it'
        """
        for name, value in (("text", text), ("target", target)):
            checks.string(name, value, "GivenClaim.in_text")
        given = _records(statements, GivenStatement, "statements", "GivenClaim.in_text")
        for place, one in enumerate(given):
            _check(
                one, text, "'statements' parameter of GivenClaim.in_text", f"statements[{place}]"
            )
        return cls.in_document(Document.from_text(text), given, target)

    @classmethod
    def in_document(
        cls, document: Document, statements: Iterable[GivenStatement], target: str
    ) -> list[Self]:
        """Return the same of a text that was read, of statements that were checked."""
        return [
            cls(document, one.claim, one.actor, one.source, one.actor_name, target)
            for one in statements
        ]


def checked_claims(claims: Iterable[GivenClaim], method: str) -> list[GivenClaim]:
    """Return the claims that a method was given as a list; raise where one is not as it should be.

    Raises
    ------
    TypeError
        Where one is no `GivenClaim`, or holds something else than it should.
    ValueError
        Where a span is not in its text, or a mention begins or ends inside a word.
    """
    parameter = f"'claims' parameter of {method}"
    given = _records(claims, GivenClaim, "claims", method)
    for place, one in enumerate(given):
        at = f"claims[{place}]"
        for field, value, kind in (
            ("document", one.document, Document),
            ("target", one.target, str),
        ):
            if not isinstance(value, kind):
                raise TypeError(
                    f"The {parameter} must hold a {kind.__name__} as {field}. "
                    f"Got {type(value).__name__} in {at} instead."
                )
        _check(one, one.document.text, parameter, at)
    return given


def _records(given: Iterable[Record], kind: type[Record], name: str, method: str) -> list[Record]:
    """Return records of one kind as a list."""
    how = "; GivenClaim.in_text makes them" if kind is GivenClaim else ""
    must = f"The {name!r} parameter of {method} must hold records of {kind.__name__}{how}."
    if not isinstance(given, Iterable):
        raise TypeError(f"{must} Got {type(given).__name__} instead.")
    records = list(given)
    for place, one in enumerate(records):
        if not isinstance(one, kind):
            raise TypeError(f"{must} Got {type(one).__name__} as {name}[{place}] instead.")
    return records


def _check(one: GivenClaim | GivenStatement, text: str, parameter: str, at: str) -> None:
    """Raise unless names and spans are as they should be, and mentions whole words."""
    checks.names_and_spans(one, text, parameter, at)
    for field, span in (("actor", one.actor), ("source", one.source)):
        if span is not None:
            check_whole_words(span, text, field, parameter, at)
