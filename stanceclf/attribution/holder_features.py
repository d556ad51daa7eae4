"""How candidates stand to claims: everything the choice of holders reads, as small numbers.

Three tables: what a candidate is and the words about it; how a claim is quoted and attributed, and
by whom it begins; and where the one stands as seen from the other. A row is a candidate, a claim,
or a pair of both; "nobody" is the last candidate, of whom nothing is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from stanceclf.attribution.clause_words import CLASS, CLASSES, IntArray
from stanceclf.attribution.flagged import coming, latest
from stanceclf.attribution.relations import Related
from stanceclf.attribution.span_context import bucket
from stanceclf.attribution.surroundings import Surroundings

WINDOW: Final = 12  # candidates on each side at most
EARLIER, BEFORE, INSIDE, AFTER, NOBODY = range(5)  # places: an earlier sentence, the same, ...

_VERB_WITHIN: Final = 4  # tokens in which the verb of a candidate is looked for
_SAID_BEFORE, _SAID_AFTER = 4, 6  # tokens about a claim that are searched for a reporting verb
_VERBS: Final = frozenset(
    ("modal", "be", "have", "do", "negation", "to", "reporting", "ed", "s", "ing", "word")
)
_SIDES: Final = ("that", "comma", "coordinator", "colon", "quote")
# Of each class: whether it may be a verb, and what stands before a claim, 0 where that opens.
_VERBAL: Final = np.array([name in _VERBS for name in CLASSES])
_SIDE: Final = np.array([1 + _SIDES.index(name) if name in _SIDES else 6 for name in CLASSES])
NEAR: Final = (0, 1, 2, 3, 4, 6, 8, 12, 18, 30)
_OPENS: Final = (1, 2, 4, 8)
_LENGTHS: Final = (3, 6, 10, 16, 25)

Table = dict[str, IntArray]


@dataclass(frozen=True, slots=True)
class Standings:
    """Candidates, claims, and the pairs of both that are to be weighed.

    Attributes
    ----------
    candidates, claims, pairs : dict of str to ndarray of int64
        Columns; 0 stands for nothing in those of candidates and pairs.
    candidate_of, claim_of : ndarray of int64, shape (n_pairs,)
        Which candidate and which claim a pair is made of; a claim's pairs stand together, nobody
        last.
    bounds : ndarray of int64, shape (n_claims + 1,)
        Where the pairs of each claim begin, and the last ones end.
    """

    candidates: Table
    claims: Table
    pairs: Table
    candidate_of: IntArray
    claim_of: IntArray
    bounds: IntArray

    @classmethod
    def of(cls, around: Surroundings) -> "Standings":
        """Describe all pairs of a batch."""
        candidates = _candidates(around)
        # Nobody, whom the columns know nothing of.
        candidates = {name: np.append(column + 1, 0) for name, column in candidates.items()}
        related = Related(around)
        candidates |= related.described()
        spoken = _Spoken(around, candidates["speech"] - 1)
        claims, persons = _claims(around, candidates, spoken)
        claims |= related.of_claims(persons)
        candidate_of, claim_of, bounds = _pairing(around, spoken)
        pairs = _pairs(around, spoken, candidate_of, claim_of)
        # Last, so that the columns of older models keep their rows.
        pairs |= {name: np.append(of, 0)[candidate_of] for name, of in _apposition(around).items()}
        pairs |= related.of_pairs(candidate_of, claim_of, persons)
        return cls(candidates, claims, pairs, candidate_of, claim_of, bounds)

    def tables(self) -> tuple[Table, Table, Table]:
        """Return the three tables."""
        return self.candidates, self.claims, self.pairs

    def spread(self, names: Iterable[str]) -> Table:
        """Return some columns with a row for each pair."""
        spread = {}
        for name in names:
            if name in self.pairs:
                spread[name] = self.pairs[name]
            elif name in self.claims:
                spread[name] = self.claims[name].take(self.claim_of)
            elif name in self.candidates:
                spread[name] = self.candidates[name].take(self.candidate_of)
        return spread


def _candidates(around: Surroundings) -> Table:
    """Return what each candidate is, and the words about it."""
    tokens, first, last = around.tokens, around.first, around.last
    busy = tokens["idle"] == 0
    behind, ahead = coming(busy).take(last), latest(busy).take(first - 1)
    classes, reporting, word = tokens["class"], tokens["reporting"], tokens["word"]
    follows = np.where(behind - last < _VERB_WITHIN, classes[behind], CLASS["word"])
    leads = np.where(first - 1 - ahead < _VERB_WITHIN, classes[ahead], CLASS["word"])
    verb = coming(tokens["auxiliary"] == 0).take(last)
    verb = np.where((verb - last <= _VERB_WITHIN) & _VERBAL.take(follows), verb, 0)
    # 1 to 4: the kind of the reporting verb behind, 5 to 8: of one before ("said X").
    speech = np.where(
        follows == CLASS["reporting"],
        reporting[behind],
        np.where(leads == CLASS["reporting"], reporting[ahead] + 4, 0),
    )
    # "X, the mayor": the kind of the one that stands in apposition on either side.
    apposed = np.zeros((2, len(first)), dtype=np.int64)
    joined = (first[1:] == last[:-1] + 1) & (classes[last[:-1]] == CLASS["comma"])
    joined &= tokens["sentence"][first[1:]] == tokens["sentence"][first[:-1]]
    apposed[0, 1:] = np.where(joined, around.kind[:-1] + 1, 0)
    apposed[1, :-1] = np.where(joined, around.kind[1:] + 1, 0)
    return {
        "kind": around.kind,
        "follows": follows,
        "leads": leads,
        "word after": word[last],
        "second after": word[last + 1],
        "word before": word[first - 1],
        "second before": word[first - 2],
        "opening word": word[first],
        "head": word[last - 1],
        "verb": word[verb],
        "verb polarity": tokens["polarity"][verb],
        "verb reporting": reporting[verb],
        "speech": speech,
        "quoted": tokens["quoted"][first],
        "apposed to": apposed[0],
        "apposed by": apposed[1],
        "opens": bucket(_OPENS, first - tokens["opening"][first]),
        "named": around.named,
        "length": np.minimum(last - first, 4),
    }


def _apposition(around: Surroundings) -> Table:
    """Return whether each candidate is a proper name, and so the ones it stands in apposition to.

    "Rengo, the union federation, wants more", "the regional bloc ECOWAS": the name holds the claim.
    """
    first, last, proper = around.first, around.last, around.proper
    gap = first[1:] - last[:-1]
    comma = (gap == 1) & (around.tokens["class"][last[:-1]] == CLASS["comma"])
    comma &= around.tokens["sentence"][first[1:]] == around.tokens["sentence"][first[:-1]]
    link = np.where(comma, 1, np.where(gap == 0, 5, 0))
    columns = np.zeros((2, len(first)), dtype=np.int64)
    columns[0, 1:] = np.where(link > 0, link + 2 * proper[1:] + proper[:-1], 0)
    columns[1, :-1] = np.where(link > 0, link + 2 * proper[:-1] + proper[1:], 0)
    return {"proper": 1 + proper, "name before": columns[0], "name behind": columns[1]}


class _Spoken:
    """Sums over places and candidates, from which any stretch is one difference."""

    def __init__(self, around: Surroundings, speech: IntArray):
        self.quoted = _sums(around.tokens["quoted"])
        self.reporting = _sums(around.tokens["reporting"] > 0)
        self.pauses = _sums(around.tokens["pause"])
        self.mine = _sums(around.tokens["mine"])
        speaking = speech[:-1] > 0
        self.speakers = _sums(speaking)
        self.speaking = np.flatnonzero(speaking)
        # How many candidates begin before each place, and so the first one from there on.
        self.candidates = _sums(np.bincount(around.first, minlength=len(around.tokens["word"])))


def _sums(values: np.ndarray) -> IntArray:
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def _claims(
    around: Surroundings, candidates: Table, spoken: _Spoken
) -> tuple[Table, dict[str, IntArray]]:
    """Return how each claim is quoted and attributed, and whom it begins with.

    Beside the columns there are the candidates that stand out, -1 for none: the claim's subject,
    and who speaks before it, after it, inside it and in an earlier sentence.
    """
    tokens, begin, end = around.tokens, around.begin, around.end
    word, classes = tokens["word"], tokens["class"]
    opening, closing = tokens["opening"][begin], tokens["closing"][end - 1]
    quoted = spoken.quoted[end] - spoken.quoted[begin]
    share = np.where(quoted == end - begin, 2, np.where(quoted > 0, 1, 0))
    reporting = spoken.reporting
    said_before = reporting[begin] > reporting[np.maximum(begin - _SAID_BEFORE, opening)]
    said_after = reporting[np.clip(closing, end, end + _SAID_AFTER)] > reporting[end]
    inner = reporting[end] > reporting[np.minimum(begin + 1, end)]
    mine = spoken.mine[end] > spoken.mine[begin]
    opens = (begin == opening) | ((begin - opening == 1) & (classes[opening] >= CLASS["comma"]))
    side = np.where(opens, 0, _SIDE.take(classes[begin - 1]))
    middle, behind, here = (spoken.candidates.take(place) for place in (begin, end, opening))
    low = spoken.candidates.take(tokens["floor"].take(begin))
    high = np.maximum(spoken.candidates.take(closing), behind)
    # The candidate that a claim begins with, at most one token in, is likely to be its subject.
    places = np.append(around.first, len(word))
    subject = np.where((places[middle] <= begin + 1) & (places[middle] < end), middle, -1)
    kind, speech = candidates["kind"], candidates["speech"]

    numbers = np.append(spoken.speaking, -1)

    def speaker(low: IntArray, high: IntArray, at: IntArray) -> IntArray:
        """Return a speaking candidate, if it is in the range."""
        one = numbers[np.clip(at, -1, len(numbers) - 1)]
        return np.where((one >= low) & (one < high), one, -1)

    speakers = spoken.speakers
    persons = {
        "subject": subject,
        "before": speaker(here, middle, speakers[middle] - 1),
        "earlier": speaker(low, here, speakers[here] - 1),
        "after": speaker(behind, high, speakers[behind]),
        "inside": speaker(middle, behind, speakers[middle]),
    }
    columns = {
        "situation": ((share * 7 + side) * 2 + said_before) * 2 + said_after,
        "first word": word[begin],
        "second word": word[begin + 1],
        "before claim": word[begin - 1],
        "second before claim": word[begin - 2],
        "after claim": word[end],
        "second after claim": word[end + 1],
        "class after claim": classes[end],
        "mine": mine * 3 + share,
        "inner speech": inner * 3 + share,
        "claim length": bucket(_LENGTHS, end - begin),
        "subject": kind[subject],
        "subject follows": candidates["follows"][subject],
        "subject verb": candidates["verb"][subject],
        "subject verb polarity": candidates["verb polarity"][subject],
        "speaker before": kind[persons["before"]],
        "speech before": speech[persons["before"]],
        "speaker earlier": kind[persons["earlier"]],
        "speaker after": kind[persons["after"]],
        "speech after": speech[persons["after"]],
        "speaker inside": kind[persons["inside"]],
        "speech inside": speech[persons["inside"]],
        "inside": np.minimum(behind - middle, 4),
        "outside": np.minimum(middle - low, 4),
    }
    return columns, persons


def _pairing(around: Surroundings, spoken: _Spoken) -> tuple[IntArray, IntArray, IntArray]:
    """Return the candidates near each claim, then nobody, for all claims in turn."""
    middle = spoken.candidates.take(around.begin)
    low = spoken.candidates.take(around.tokens["floor"].take(around.begin))
    high = spoken.candidates.take(around.tokens["closing"].take(around.end - 1))
    low = np.maximum(low, middle - WINDOW)
    high = np.clip(high, middle, middle + WINDOW)
    bounds = _sums(high - low + 1)
    claim_of = np.repeat(np.arange(len(low)), high - low + 1)
    candidate_of = np.arange(bounds[-1]) - bounds[claim_of] + low[claim_of]
    candidate_of[bounds[1:] - 1] = len(around.first)
    return candidate_of, claim_of, bounds


def _pairs(
    around: Surroundings, spoken: _Spoken, candidate_of: IntArray, claim_of: IntArray
) -> Table:
    """Return where each candidate stands as seen from its claim."""
    tokens = around.tokens
    first, last = np.append(around.first, 0)[candidate_of], np.append(around.last, 0)[candidate_of]
    begin, end = around.begin[claim_of], around.end[claim_of]
    middle, behind = spoken.candidates.take(begin), spoken.candidates.take(end)
    opening = tokens["opening"][begin]
    place = np.where(
        first >= end,
        AFTER,
        np.where(first >= begin, INSIDE, np.where(first >= opening, BEFORE, EARLIER)),
    )
    nobody = candidate_of == len(around.first)
    ahead, within = place <= BEFORE, place == INSIDE
    number = np.where(
        ahead, middle - candidate_of, candidate_of + 1 - np.where(within, middle, behind)
    )
    # The stretch between the two.
    start = np.where(ahead, last, np.where(within, begin, end))
    stop = np.maximum(np.where(ahead, begin, first), start)
    speakers = spoken.speakers
    between = np.where(
        ahead,
        speakers[middle] - speakers[np.minimum(candidate_of + 1, len(around.first))],
        speakers[candidate_of] - speakers[np.where(within, middle, behind)],
    )
    columns = {
        "number": np.clip(number, 1, 5),
        "near": bucket(NEAR, stop - start),
        "reporting between": np.minimum(spoken.reporting[stop] - spoken.reporting[start], 2),
        "pauses between": np.minimum(spoken.pauses[stop] - spoken.pauses[start], 3),
        "quoted between": spoken.quoted[stop] > spoken.quoted[start],
        "sentences": np.clip(tokens["sentence"][begin] - tokens["sentence"][first], -2, 2) + 2,
        "speakers between": np.clip(between, 0, 2),
    }
    described = {name: np.where(nobody, 0, column + 1) for name, column in columns.items()}
    return {"place": np.where(nobody, NOBODY, place), **described}
