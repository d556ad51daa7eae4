"""What the transformer reads of a claim: word pieces, and what part each of them plays."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.errors import StanceError
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Words that are read, then pieces that are kept, of the sentence before, of what stands left of
# the claim, of the claim's head and tail, and of what stands right of it. In the corpus the 99th
# percentiles are 53, 35, 36 and 30 pieces.
BEFORE, LEFT, HEAD, TAIL, RIGHT = 32, 32, 48, 16, 24
LONGEST = BEFORE + LEFT + HEAD + TAIL + RIGHT + 4

# What stands at the beginning, behind each part, and before the claim, as BERT's vocabulary has it.
MARKS = ("[CLS]", "[SEP]", "[MASK]")

# Rows of the role table that are added to a piece: where it stands, and whose mention it is.
PLACE_BEFORE, PLACE_BESIDE, PLACE_CLAIM, IS_ACTOR, IS_SOURCE = range(5)
N_ROLES = 5

# Parts of a tokenizer, and of which types they are.
_TYPES: Final[dict[str, tuple[str | None, ...]]] = {
    "model": ("WordPiece",),
    "normalizer": ("BertNormalizer",),
    "pre_tokenizer": ("BertPreTokenizer",),
    "decoder": ("WordPiece", None),
    **dict.fromkeys(("post_processor", "truncation", "padding"), (None,)),
}


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """One claim as the encoder reads it.

    Attributes
    ----------
    ids : array of shape (n_pieces,), int64
        Rows of the embedding table.
    roles : array of shape (n_pieces, N_ROLES), float32
        1 where a piece has a role.
    marker : int
        Place of the piece that stands before the claim; the one at 0 stands for the whole.
    """

    ids: NDArray[np.int64]
    roles: NDArray[np.float32]
    marker: int


class Reader:
    """Turns claims into pieces.

    Parameters
    ----------
    definition : str
        JSON of a tokenizer, as the `tokenizers` library writes it.
    marks : tuple of str
        As `MARKS`, in another vocabulary.
    """

    def __init__(self, definition: str, marks: tuple[str, str, str] = MARKS) -> None:
        self.tokenizer = _tokenizer(definition)
        ids = [self.tokenizer.token_to_id(piece) for piece in marks]
        if None in ids:
            raise ValueError(f"the tokenizer lacks one of the pieces {', '.join(marks)}")
        self.opening, self.closing, self.marker = ids

    def read(self, given: GivenClaim) -> Pieces:
        """Return the pieces of a claim, its sentence and the sentence before.

        The document's words are read and not its text, so that words that were blotted out to
        explain an answer are blotted out here.
        """
        document = given.document
        claim = document.tokens_in(given.claim)
        if not claim:
            return self._joined(document, [], [], [], [], given)
        opens = document.sentences[document.sentence_of[claim[0]]]
        closes = document.sentences[document.sentence_of[claim[-1]]]
        number = document.sentence_of[claim[0]]
        previous = document.sentences[number - 1] if number else None
        before = range(previous.first, previous.last) if previous else range(0)
        left, right = range(opens.first, claim[0]), range(claim.stop, closes.last)
        head, tail = claim[:HEAD], claim[HEAD:][-TAIL:]
        inside = [*self._pieces(document, head), *self._pieces(document, tail)]
        if len(inside) > HEAD + TAIL:
            inside = [*inside[:HEAD], *inside[-TAIL:]]
        return self._joined(
            document,
            self._pieces(document, before[-BEFORE:])[-BEFORE:],
            self._pieces(document, left[-LEFT:])[-LEFT:],
            inside,
            self._pieces(document, right[:RIGHT])[:RIGHT],
            given,
        )

    def _pieces(self, document: Document, tokens: range) -> list[tuple[int, int]]:
        """Return the pieces of some words, each with the number of its word."""
        if not tokens:
            return []
        # A lone surrogate is no text to the tokenizer.
        words = [
            word if word.isascii() else word.encode("utf-8", "replace").decode()
            for word in document.words[tokens.start : tokens.stop]
        ]
        encoded: Any = self.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        return [
            (piece, tokens.start + word)
            for piece, word in zip(encoded.ids, encoded.word_ids, strict=True)
        ]

    def _joined(
        self,
        document: Document,
        before: Sequence[tuple[int, int]],
        left: Sequence[tuple[int, int]],
        inside: Sequence[tuple[int, int]],
        right: Sequence[tuple[int, int]],
        given: GivenClaim,
    ) -> Pieces:
        """Lay out `[CLS] before [SEP] left [MASK] claim right [SEP]`."""
        opening, closing, mark = (self.opening, -1), (self.closing, -1), (self.marker, -1)
        laid = [opening, *before, closing, *left, mark, *inside, *right, closing]
        sentence = len(before) + 2
        marker = sentence + len(left)
        roles = np.zeros((len(laid), N_ROLES), np.float32)
        roles[:sentence, PLACE_BEFORE] = 1.0
        roles[sentence:, PLACE_BESIDE] = 1.0
        roles[marker : marker + 1 + len(inside), PLACE_BESIDE] = 0.0
        roles[marker : marker + 1 + len(inside), PLACE_CLAIM] = 1.0
        words = np.array([word for _, word in laid])
        for role, mention in ((IS_ACTOR, given.actor), (IS_SOURCE, given.source)):
            tokens = _tokens(document, mention)
            roles[(words >= tokens.start) & (words < tokens.stop), role] = 1.0
        return Pieces(np.array([piece for piece, _ in laid], np.int64), roles, marker)


def _tokens(document: Document, mention: Span | None) -> range:
    return document.tokens_in(mention) if mention is not None else range(0)


def _tokenizer(definition: str) -> "Tokenizer":
    """Build the tokenizer, or say how to get the library.

    It is one of BERT's kind: of others the library dies of some definitions that are damaged.
    """
    parts = json.loads(definition)
    for name, types in _TYPES.items():
        part = parts[name]
        if (part["type"] if part else None) not in types:
            raise ValueError(f"not a tokenizer of word pieces (its {name})")
    if parts["model"]["continuing_subword_prefix"] != "##":
        raise ValueError("not a tokenizer of word pieces (its prefix)")
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise StanceError(
            "The accurate tier needs tokenizers: pip install 'stanceclf[accurate]'."
        ) from error
    try:
        return Tokenizer.from_str(definition)
    except Exception as error:  # the library raises the bare class
        raise ValueError(f"not a tokenizer ({error})") from None
