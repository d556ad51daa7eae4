"""Documents of a batch as every later stage sees them: mentions, quotations, who means whom."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.lexicon import Lexicon
from stanceclf.actors.mention import Mention
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.metonyms import is_mere_place
from stanceclf.actors.resolution import Named, Reading
from stanceclf.attribution.found import Found
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Referents
from stanceclf.records import Actor, Span
from stanceclf.text.document import Document


class Seen:
    """The documents of a batch; each is read for its actors when that is first asked for.

    Parameters
    ----------
    documents : sequence of Document
    ranker : Ranker
    lexicon : Lexicon or None
    """

    def __init__(self, documents: Sequence[Document], ranker: Ranker, lexicon: Lexicon | None):
        self.documents = documents
        self.mentions: list[list[Mention]] = []
        self.quoted: list[NDArray[np.int8]] = []
        for document in documents:
            self.mentions.append(find_mentions(document, lexicon))
            self.quoted.append(quotation_states(document))
        self._ranker = ranker
        self._lexicon = lexicon
        self._readings: dict[int, Reading] = {}

    def referents(self, at: int) -> Referents:
        """Return whom the mentions of a document mean."""
        reading = self._readings[at] = Reading(
            self.documents[at],
            self.mentions[at],
            ranker=self._ranker,
            quoted=self.quoted[at],
            lexicon=self._lexicon,
        )
        return reading.referents()

    def is_mere_place(self, at: int, candidate: Candidate) -> bool:
        """Tell whether a mention of a document names a place that does not act there."""
        return is_mere_place(self.documents[at], candidate, self._lexicon)

    def actors(self, at: int, spans: Sequence[Span]) -> list[Actor]:
        """Return the actor of each span of a document that was read, which is then forgotten."""
        reading = self._readings.pop(at, None)
        return reading.actors(spans) if reading else []

    def named(self, at: int, found: Sequence[Found]) -> list[Named]:
        """Return claims of a document that was read, each with its holder and with its source.

        The reading is then forgotten.
        """
        reading = self._readings.pop(at, None)
        return reading.named(found) if reading else []
