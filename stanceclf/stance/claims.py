"""What the classifier is asked about: a claim in its document, and who holds it."""

from dataclasses import dataclass

from stanceclf.records import Span
from stanceclf.text.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class GivenClaim:
    """A claim whose stance is wanted.

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
