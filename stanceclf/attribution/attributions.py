"""Who says what: contents of attributions joined with those who say them, and by which words.

The tagger of roles finds contents, cues and sources one by one; here they are linked. The source of
a content is the nearest one that the tagger finds in its sentence, else whom the choice of holders
takes: of contents in a held-out fifth of the corpus .85 have the right mention then, by either
alone .65 and .77. The cue is the nearest one beside the source.

Contents of one cue belong together ("We stay," he said, "for now"), and so do the sentences of one
quotation. A source and a cue that are left over, with an attribution right behind them, say that as
a whole: "Berg said Moreau had told him that ...".
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.chains import with_reporters
from stanceclf.attribution.claims import claim_span, quotation_kind
from stanceclf.attribution.found import Found
from stanceclf.attribution.holders import NOBODY, Held, HolderFinder, IsPlace
from stanceclf.attribution.marks import IS_MARK
from stanceclf.attribution.quotes import CLOSING, INSIDE, OPENING
from stanceclf.attribution.roles import Role, RoleTagger
from stanceclf.attribution.scene import Candidate, Referents, Scene
from stanceclf.attribution.turns import with_speakers
from stanceclf.records import Quotation, Span
from stanceclf.text.document import Document
from stanceclf.text.tokens import is_word

Range = tuple[int, int]
_INSIDE, _CLOSING, _OPENING = bytes([INSIDE]), bytes([CLOSING]), bytes([OPENING])
_BESIDE = 8  # tokens between a source and its cue at most
_LEADS = 3  # tokens between a cue and the attribution that it says: "that", "on Monday"


class Said(NamedTuple):
    """An attribution in a document.

    Attributes
    ----------
    contents : tuple of Span
        What is said, in one piece or several.
    cue, source : Span or None
        The words that say that it is said, and the mention of who says it.
    quotation : Quotation
        How the first piece is reported.
    probability : float
        Of the least sure piece.
    """

    contents: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    quotation: Quotation
    probability: float


class AttributionFinder:
    """Find who says what, on any matter.

    Parameters
    ----------
    tagger : RoleTagger
        Finds sources, cues and contents.
    holders : HolderFinder
        Chooses the source of a content that has none in its sentence.
    """

    def __init__(self, tagger: RoleTagger, holders: HolderFinder):
        self.tagger = tagger
        self.holders = holders

    def find(
        self,
        documents: Sequence[Document],
        candidates: Sequence[Sequence[Candidate]],
        quoted: Sequence[NDArray[np.int8]],
        referents: Callable[[int], Referents],
        is_place: IsPlace | None = None,
    ) -> list[list[Said]]:
        """Return the attributions of each document in reading order.

        The parameters are those of `ClaimFinder.find`.
        """
        scenes = list(map(Scene, documents, candidates, quoted))
        tagged = self.tagger.tag(documents, [scene.kinds for scene in scenes], quoted)
        roles = [list(_trimmed(*one)) for one in zip(documents, tagged, strict=True)]
        meant = [referents(at) if found else None for at, found in enumerate(roles)]
        contents = [[(r.first, r.last) for r in found if r.role == "content"] for found in roles]
        held = self.holders.find(scenes, contents, is_place, meant)
        return [
            _Links(scene, found, _speakers(scene, ranges, chosen)).attributions()
            for scene, found, ranges, chosen in zip(scenes, roles, contents, held, strict=True)
        ]


def _trimmed(document: Document, roles: Sequence[Role]) -> Iterator[Role]:
    """Yield roles without the marks at their edges; what has no word is none."""
    for one in roles:
        first, last = one.first, one.last
        while first < last and not is_word(document.words[first]):
            first += 1
        while first < last and not is_word(document.words[last - 1]):
            last -= 1
        if first < last:
            yield one._replace(first=first, last=last)


def _speakers(scene: Scene, contents: Sequence[Range], held: Sequence[Held]) -> list[Span | None]:
    """Return who says each content by the choice of holders."""

    document, candidates = scene.document, scene.candidates

    def mention(index: int) -> Candidate | None:
        return None if index == NOBODY else candidates[index]

    claims = [
        Found(*tokens, document.span_of(*tokens), mention(holder), mention(source), Quotation.NONE)
        for tokens, (holder, source, _) in zip(contents, held, strict=True)
    ]
    claims = with_reporters(claims, document, candidates)
    claims = with_speakers(claims, document, candidates)
    return [_speaker(document, one) for one in claims]


def _speaker(document: Document, claim: Found) -> Span | None:
    """Return who says a content: its source, or a holder who stands outside of it."""
    source, actor = claim.source, claim.actor
    if source is not None:
        return document.span_of(source.first, source.last)
    if actor is None or (actor.first < claim.last and claim.first < actor.last):
        return None
    return document.span_of(actor.first, actor.last)


class _Piece(NamedTuple):
    """A content with the cue and the source that it is linked to."""

    content: Role
    cue: Role | None
    source: Span | None


class _Links:
    """The roles of one document, and which belong together."""

    def __init__(self, scene: Scene, roles: Sequence[Role], speakers: Sequence[Span | None]):
        self.scene = scene
        self.contents, self.cues, self.sources = (
            [one for one in roles if one.role == role] for role in ("content", "cue", "source")
        )
        self.speakers = speakers

    def attributions(self) -> list[Said]:
        """Return the attributions in reading order."""
        pieces = [self._piece(*one) for one in zip(self.contents, self.speakers, strict=True)]
        groups: list[list[_Piece]] = []
        for piece in pieces:
            if groups and self._goes_on(groups[-1][-1], piece):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        found = [self._said(group) for group in groups]
        begins = {self._begin(group): group for group in groups}
        found += self._outer(begins, {piece.cue for piece in pieces})
        return sorted(found, key=lambda one: (one.contents[0].start, -one.contents[-1].end))

    def _near(self, roles: Sequence[Role], token: int) -> list[Role]:
        """Return the roles about a token in its sentence, two on each side."""
        sentence = self.scene.document.sentences[self.scene.document.sentence_of[token]]
        at = bisect_left(roles, token, key=lambda one: one.first)
        about = roles[max(0, at - 2) : at + 2]
        return [one for one in about if sentence.first <= one.first < sentence.last]

    def _nearest_source(self, role: Role) -> Role | None:
        near = self._near(self.sources, role.first)
        return min(near, key=lambda one: _distance(one, role), default=None)

    def _piece(self, content: Role, speaker: Span | None) -> _Piece:
        """Return a content with what it is linked to; `speaker` is the choice of holders."""
        document = self.scene.document
        source = self._nearest_source(content)
        if source is not None:
            speaker = document.span_of(source.first, source.last)
        tokens = document.tokens_in(speaker) if speaker else range(0)
        if not tokens:
            return _Piece(content, None, speaker)
        beside = Role(tokens.start, tokens.stop, "source", 1.0)
        about = {*self._near(self.cues, tokens.start), *self._near(self.cues, content.first)}
        cues = [
            (_distance(one, beside), _distance(one, content), one)
            for one in about
            if document.sentence_of[one.first] == document.sentence_of[tokens.start]
        ]
        # "Berg said Moreau had told him that ...": both cues stand beside Moreau. "Berg said it was
        # old and added that it leaked": of those as near in all, the one at the content.
        likely = [one for one in cues if one[0] <= _BESIDE or one[1] <= _LEADS]
        best = min(likely, key=lambda one: (one[0] + one[1], one[1]), default=None)
        return _Piece(content, best and best[2], speaker)

    def _goes_on(self, before: _Piece, piece: _Piece) -> bool:
        """Tell whether a content is one with that before it: of one cue, or of one quotation."""
        if piece.cue and before.cue:
            return piece.cue == before.cue
        first, last = before.content.last - 1, piece.content.first + 1
        between = self.scene.states[first:last]
        if not between.strip(_INSIDE):
            return True
        # In a paragraph that leaves its quotation open the last token closes, which is no mark.
        closes = first + between.find(_CLOSING)
        goes_on = between.strip(_INSIDE) == _CLOSING + _OPENING
        return goes_on and self.scene.document.words[closes] not in IS_MARK

    def _said(self, group: Sequence[_Piece]) -> Said:
        """Return pieces that belong together as one attribution."""
        scene = self.scene
        # "We stay. Nobody will move us," Berg said: what is known of the last is true of the first.
        cue, source = next(((one.cue, one.source) for one in group if one.cue), (None, None))
        source = source or next((one.source for one in group if one.source), None)
        tokens = [(one.content.first, one.content.last) for one in group]
        return Said(
            tuple(claim_span(scene, one) for one in tokens),
            scene.document.span_of(cue.first, cue.last) if cue else None,
            source,
            quotation_kind(scene, tokens[0], reported=cue is not None),
            min(one.content.probability for one in group),
        )

    def _begin(self, group: Sequence[_Piece]) -> int:
        """Return the first token of an attribution, that of its source or cue included."""
        document = self.scene.document
        first = group[0].content.first
        floor = document.sentences[document.sentence_of[first]].first
        for cue, source in ((one.cue, one.source) for one in group):
            starts = [cue.first] if cue else []
            starts += document.tokens_in(source)[:1] if source else []
            first = min([first, *(at for at in starts if at >= floor)])
        return first

    def _outer(
        self, begins: Mapping[int, Sequence[_Piece]], linked: set[Role | None]
    ) -> Iterator[Said]:
        """Yield what cues that are left over say: attributions that begin right behind them.

        `begins` holds the pieces of each attribution by its first token.
        """
        document = self.scene.document
        for cue in self.cues:
            source = None if cue in linked else self._nearest_source(cue)
            if source is None or _distance(source, cue) > _BESIDE:
                continue
            behind = max(cue.last, source.last)
            end = document.sentences[document.sentence_of[cue.first]].last
            for first in range(behind, min(behind + _LEADS + 1, end)):
                if first in begins:
                    yield self._reported(cue, source, first, begins[first])
                    break

    def _reported(self, cue: Role, source: Role, first: int, group: Sequence[_Piece]) -> Said:
        """Return an attribution that another one, from token `first` on, is the content of."""
        document = self.scene.document
        inner, *later = ((one.content.first, one.content.last) for one in group)
        whole = first, inner[1]
        return Said(
            (document.span_of(*whole), *(claim_span(self.scene, one) for one in later)),
            document.span_of(cue.first, cue.last),
            document.span_of(source.first, source.last),
            quotation_kind(self.scene, whole, reported=True),
            min(cue.probability, source.probability, *(one.content.probability for one in group)),
        )


def _distance(one: Role, other: Role) -> int:
    """Return how many tokens stand between two spans."""
    return max(one.first - other.last, other.first - one.last, 0)
