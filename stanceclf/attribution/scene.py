"""A document as the choice of holders reads it: its tokens, its candidates, its quotations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.token_features import is_reporting
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable, numbers_of

KINDS = ("person", "country", "organisation", "group", "role", "pronoun", "force")
_SENTENCES_BACK = 2
_REPORTING = FormTable(lambda form: (is_reporting(form.lower),), 1)


class Candidate(NamedTuple):
    """A phrase that may name a holder: half-open token range, and what it is made of."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A document as the choice of holders reads it.

    Attributes
    ----------
    document : Document
    candidates : sequence of Candidate
        In reading order.
    quoted : ndarray of int8
        What `quotation_states` gives.
    states : bytes
        The same: bytes are ten times as quick as arrays for the few tokens about a claim.
    reports : bytes
        1 for each token that is a reporting verb, 0 for all others.
    """

    document: Document
    candidates: Sequence[Candidate]
    quoted: NDArray[np.int8]
    states: bytes = field(init=False, repr=False)
    reports: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the quotation states, and what reports, as bytes."""
        object.__setattr__(self, "states", self.quoted.tobytes())
        forms, numbers = numbers_of([self.document])
        reports = _REPORTING.of(forms)[:, 0].take(numbers).astype(np.int8)
        object.__setattr__(self, "reports", reports.tobytes())

    def floors(self) -> list[int]:
        """Return for each sentence the first token that the holder of a claim in it may stand at.

        That is the begin of the second sentence before it in the paragraph.
        """
        document = self.document
        floors: list[int] = []
        opening = 0  # the sentence that opens the paragraph
        for number, sentence in enumerate(document.sentences):
            if number:
                before = document.sentences[number - 1].span.end
                if "\n" in document.text[before : sentence.span.start]:
                    opening = number
            floors.append(document.sentences[max(opening, number - _SENTENCES_BACK)].first)
        return floors
