"""Which mention holds a claim, and which one reports it.

For each claim the mentions near it are candidates; a trained choice between them reads where they
stand (subject of the claim, before a reporting verb, after an inverted one), what they are, and
what the claim looks like. The holder of the claim before is known when the next one is asked.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stanceclf.attribution.choice import Choice
from stanceclf.attribution.quotes import OUTSIDE
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.token_features import is_reporting
from stanceclf.text.document import Document

Range = tuple[int, int]

WINDOW = 12  # candidates on each side at most
NOBODY = -1
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_NEAR = "0112244448888888F"  # distances in tokens, in steps
_MEMORY = 100_000  # standings that are kept weighed


class Standing(NamedTuple):
    """How a candidate stands to a claim: everything that is asked of the pair."""

    place: str  # earlier (sentence), before, inside, after
    number: int  # counted from the claim, or from its begin
    near: str  # distance, in steps
    kind: str
    follows: str
    leads: str
    situation: str  # how the claim is quoted and attributed
    speaker: str  # where beside the claim somebody speaks
    held: str  # whether the candidate held the claim before

    def features(self) -> list[str]:
        """Return what the choice reads of the pair."""
        place, number, near, kind, follows, leads, situation, speaker, held = self
        return [
            f"{place}{near}",
            f"{place}{number}|{kind}",
            f"{place}{number}|{near}|{follows}",
            f"{place}{number}|{follows}|{leads}",
            f"{place}|{situation}|{number}",
            f"{place}|{situation}|{kind}",
            f"{place}|{situation}|{follows}",
            f"{place}|{situation}|{leads}",
            f"{place}|{situation}|{held}",
            f"{place}{number}|{speaker}|{kind}",
            f"{place}{near}|{speaker}|{kind}|{follows}",
            f"{place}|{kind}|{held}",
        ]


@dataclass(frozen=True, slots=True)
class Question:
    """The candidates for one claim.

    Attributes
    ----------
    options : list of int
        Indices into the scene's candidates.
    standings : list of Standing
        How each option stands to the claim.
    shared : list of str
        Features of the claim, to be crossed with each option's place.
    others : list of (int, list of str)
        Options that are no near mention, with their features: `NOBODY` (the text names no holder,
        or no reporter), and the far holder of the claim before.
    """

    options: list[int]
    standings: list[Standing]
    shared: list[str]
    others: list[tuple[int, list[str]]]

    def all_options(self) -> list[int]:
        """Return the near mentions, then the others."""
        return [*self.options, *[option for option, _ in self.others]]

    def features(self, scene: Scene) -> list[list[str]]:
        """Return all features of each of `all_options`, as training reads them."""
        near = [
            [
                *standing.features(),
                *_crossed(standing.place, scene.looks[option].own),
                *_crossed(standing.place, self.shared),
            ]
            for option, standing in zip(self.options, self.standings, strict=True)
        ]
        return [*near, *[names for _, names in self.others]]


def _crossed(place: str, names: Sequence[str]) -> list[str]:
    return [f"{place}&{name}" for name in names]


def ask(scene: Scene, claim: Range, before: int) -> Question:
    """Return the candidates of `claim`; `before` is the holder of the claim before, or `NOBODY`."""
    document = scene.document
    first, last = claim
    opening = document.sentences[document.sentence_of[first]]
    closing = document.sentences[document.sentence_of[last - 1]]
    low = bisect_left(scene.firsts, _paragraph_floor(document, document.sentence_of[first]))
    high = bisect_left(scene.firsts, closing.last)
    middle = bisect_left(scene.firsts, first)
    options = list(range(max(low, middle - WINDOW), min(high, middle + WINDOW)))
    places = [
        ("after" if at >= last else "inside")
        if at >= first
        else ("before" if at >= opening.first else "earlier")
        for at in scene.firsts[max(low, middle - WINDOW) : min(high, middle + WINDOW)]
    ]
    looks = [scene.looks[option] for option in options]
    speaking = {place for place, one in zip(places, looks, strict=True) if one.speaks}
    speaker = "".join(place for place in ("before", "after") if place in speaking)
    situation, shared = _claim_features(scene, claim, opening.first, closing.last)
    standings: list[Standing] = []
    outside = places.count("before") + places.count("earlier")
    behind = outside + places.count("inside")
    for rank, (option, place, one) in enumerate(zip(options, places, looks, strict=True)):
        at, end, _ = scene.candidates[option]
        if rank < outside:
            number, distance = outside - rank, first - end
        elif rank < behind:
            number, distance = rank - outside + 1, at - first
        else:
            number, distance = rank - behind + 1, at - last
        standings.append(
            Standing(
                place,
                min(number, 4),
                _NEAR[min(max(distance, 0), 16)],
                one.kind,
                one.follows,
                one.leads,
                situation,
                speaker,
                "held" if option == before else "new",
            )
        )
    others = [(NOBODY, _crossed("nobody", [*shared, f"{speaker}|{before != NOBODY}"]))]
    if before != NOBODY and before not in options:
        others.append((before, _crossed("holder before", shared)))
    return Question(options, standings, shared, others)


def _paragraph_floor(document: Document, sentence: int) -> int:
    """Return the first token that a holder may stand at: two sentences back in the paragraph."""
    back = sentence
    while back > 0 and sentence - back < 2:
        gap = document.text[
            document.sentences[back - 1].span.end : document.sentences[back].span.start
        ]
        if "\n" in gap:
            break
        back -= 1
    return document.sentences[back].first


def _claim_features(scene: Scene, claim: Range, low: int, high: int) -> tuple[str, list[str]]:
    """Describe the claim: how it is quoted, and what stands at its edges."""
    first, last = claim
    words = scene.document.lowers
    quoted = scene.quoted[first:last] != OUTSIDE
    share = "all" if quoted.all() else "some" if quoted.any() else "none"
    left = words[max(low, first - 6) : first]
    right = words[last : min(high, last + 6)]
    said_before = any(is_reporting(word) for word in left[-4:])
    said_after = any(is_reporting(word) for word in right)
    inner = any(is_reporting(word) for word in words[first + 1 : last])
    edge = left[-1] if left else "<"
    if first == low or (first - low == 1 and not words[low][0].isalnum()):
        edge = "<"
    side = edge if edge in ("that", "<", ",", "and", "but") else "-"
    mine = any(word.partition("'")[0] in _FIRST_PERSON for word in words[first:last])
    return f"{share}|{side}|{said_before:d}{said_after:d}", [
        "any",
        f"opens={words[first]}",
        f"mine={mine:d}{share}",
        f"inner={inner:d}{share}",
    ]


class HolderFinder:
    """Choose the holder and the source of each claim of a document.

    Parameters
    ----------
    actor, source : Choice
        The trained choices.
    """

    def __init__(self, actor: Choice, source: Choice):
        self.actor = actor
        self.source = source
        # One look-up weighs a feature for both choices: the holder's weight is the real part.
        self._both = {
            name: complex(actor.weights.get(name, 0.0), source.weights.get(name, 0.0))
            for name in actor.weights.keys() | source.weights.keys()
        }
        self._known: dict[Standing, complex] = {}
        # By place, without it in the names: no string is built to look one up.
        self._crossed: dict[str, dict[str, complex]] = {}
        for name, weight in self._both.items():
            place, crossed, rest = name.partition("&")
            if crossed:
                self._crossed.setdefault(place, {})[rest] = weight

    def find(self, scene: Scene, claims: Sequence[Range]) -> list[tuple[int, int]]:
        """Return for each claim, in reading order, the indices of its holder and of its source.

        `NOBODY` stands where the text names none.
        """
        found: list[tuple[int, int]] = []
        before = NOBODY
        own: dict[tuple[int, str], complex] = {}
        for claim in claims:
            question = ask(scene, claim, before)
            scores = self._scores(scene, question, own)
            options = question.all_options()
            holding = [score.real for score in scores]
            reporting = [score.imag for score in scores]
            actor = options[holding.index(max(holding))]
            source = options[reporting.index(max(reporting))]
            found.append((actor, source))
            if actor != NOBODY:
                before = actor
        return found

    def _scores(
        self, scene: Scene, question: Question, own: dict[tuple[int, str], complex]
    ) -> list[complex]:
        """Weigh each option: the sum over `Question.features`, but no part of it twice.

        What a candidate is in a place is the same for all claims of the document (kept in `own`),
        and most standings have been met before: this halves the cost of the stage.
        """
        shared: dict[str, complex] = {}
        scores = []
        for option, standing in zip(question.options, question.standings, strict=True):
            place = standing.place
            if standing not in self._known:
                if len(self._known) > _MEMORY:
                    self._known.clear()
                self._known[standing] = _sum(self._both, standing.features())
            if (option, place) not in own:
                own[option, place] = _sum(self._crossed.get(place, {}), scene.looks[option].own)
            if place not in shared:
                shared[place] = _sum(self._crossed.get(place, {}), question.shared)
            scores.append(self._known[standing] + own[option, place] + shared[place])
        return scores + [_sum(self._both, names) for _, names in question.others]


def _sum(weights: Mapping[str, complex], names: Iterable[str]) -> complex:
    get = weights.get
    return sum([get(name, 0j) for name in names], 0j)
