"""Unlisted names, typed by a fitted table where it is surer than the rules.

resources/name_kinds.tsv holds a weight of each feature for persons, organisations and names of
neither; `training.name_kinds` fits it. On the names of CrossNER-politics' test part that no list
knows, the rules are right for .51, the table alone for .77; F1 stands in benchmarks/names.py.
"""

from collections.abc import Callable
from functools import cache, partial
from math import exp
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.mention import MentionKind
from stanceclf.actors.name_features import BESIDE, place_features, places_inside, words_beside
from stanceclf.resources import rows
from stanceclf.text.document import Document
from stanceclf.text.memo import kept

# How probable another kind must be to overrule the rules: more for "neither", since what no mention
# covers, no later stage finds. Of 11,173 actors and sources of the corpus, 11,067 are covered by
# rules alone; with tables that had not seen the fold, 11,052 at 0.6 for "neither", 11,065 at 0.75.
_SURE: Final = 0.5
_SURE_OF_NEITHER: Final = 0.75
_MOST_WORDS: Final = 1 << 13  # of each place

Weights = tuple[float, float, float]
# Settles the kind of a name [first, last), given what the rules hold of it; None for neither.
Likelier = Callable[[Document, int, int, MentionKind | None], MentionKind | None]


@cache
def _table() -> dict[str, Weights]:
    return {
        name: (float(person), float(organisation), float(neither))
        for name, person, organisation, neither in rows("name_kinds.tsv")
    }


def _weights_at(place: str, word: str) -> Weights:
    """Return the sums of the weights of a word at a place."""
    table = _table()
    rows = [table[one] for one in place_features(place, word) if one in table]
    person, organisation, neither = map(sum, zip(*rows, strict=True)) if rows else (0.0,) * 3
    return person, organisation, neither


def _weights_of(place: str) -> Callable[[str], Weights]:
    return kept(partial(_weights_at, place), _MOST_WORDS)


_weights: Final = kept(_weights_of)
_BESIDE: Final = list(map(_weights_of, BESIDE))


def _weights_of_name(words: tuple[str, ...]) -> Weights:
    """Return the sums of the weights of all that is in a name."""
    person, organisation, neither = 0.0, 0.0, 0.0
    for place, word in places_inside(words):
        for_person, for_organisation, for_neither = _weights(place)(word)
        person += for_person
        organisation += for_organisation
        neither += for_neither
    return person, organisation, neither


def _weights_of_rule(answer: MentionKind | None) -> Weights:
    """Return the weights of what the rules hold of a name."""
    return _weights_at("rule", answer or "neither")


_of_rule: Final = kept(_weights_of_rule)
# A name comes again within its text: what is in it takes one look-up, where places are six.
_of_name: Final = kept(_weights_of_name, _MOST_WORDS)


def rule_feature(answer: MentionKind | None) -> str:
    """Return the feature that says what the rules hold of a name."""
    return f"rule {answer or 'neither'}"


def likelier_kind(
    document: Document, first: int, last: int, by_rule: MentionKind | None
) -> MentionKind | None:
    """Return the kind of the name at the tokens [first, last), None for neither.

    Parameters
    ----------
    by_rule : MentionKind or None
        What the rules hold of it; the answer unless another kind is far likelier.

    Examples
    --------
    >>> document = Document.from_text("It was sold at the Summer Olympics by Ada Moreau.")
    >>> likelier_kind(document, 8, 10, MentionKind.PERSON)
    <MentionKind.PERSON: 'person'>
    """
    person, organisation, neither = _of_name(tuple(document.words[first:last]))
    for place, word in enumerate(words_beside(document, first, last)):
        if word:
            for_person, for_organisation, for_neither = _BESIDE[place](word)
            person += for_person
            organisation += for_organisation
            neither += for_neither
    for_person, for_organisation, for_neither = _of_rule(by_rule)
    person += for_person
    organisation += for_organisation
    neither += for_neither
    answer, best = None, neither
    if person >= organisation and person >= neither:
        answer, best = kinds.PERSON, person
    elif organisation >= neither:
        answer, best = kinds.ORGANISATION, organisation
    if answer is by_rule:
        return by_rule
    probability = 1.0 / (exp(person - best) + exp(organisation - best) + exp(neither - best))
    return answer if probability > (_SURE if answer else _SURE_OF_NEITHER) else by_rule
