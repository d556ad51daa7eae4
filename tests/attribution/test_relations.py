"""Whom candidates mean, and what those are to each other."""

import numpy as np
import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.resolution import Reading
from stanceclf.attribution.clause_words import ClauseWords
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.relations import RELATIONS, Related
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.surroundings import Surroundings
from stanceclf.text.document import Document

TEXT = (
    "Togo's minister Ada Moreau spoke. Togo will stay, Moreau said. Benin will go, she said. "
    "Togo's envoy Bo Tall agreed."
)
UNKNOWN, SAME, AFFILIATION, COUNTRY, OF_HIS, FELLOW, OTHER, ITSELF = range(RELATIONS)


def related_of(texts, *, known=True):
    """Return the candidates of texts by their words, and how they are related."""
    scenes, referents, words = [], [], []
    for text in texts:
        document = Document.from_text(text)
        mentions = find_mentions(document)
        referents.append(Reading(document, mentions).referents() if known else None)
        scenes.append(Scene(document, mentions, quotation_states(document)))
        words += [document.span_of(one.first, one.last).of(text) for one in mentions]
    around = Surroundings.of(ClauseWords([]), scenes, [[] for _ in scenes], referents)
    return words, Related(around)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Togo", "Moreau", COUNTRY),
        ("Moreau", "Togo", OF_HIS),
        ("Benin", "Moreau", OTHER),
        ("Ada Moreau", "Moreau", SAME),
        ("Ada Moreau", "she", SAME),
        ("Bo Tall", "Ada Moreau", FELLOW),
        ("Benin", "Benin", ITSELF),
    ],
)
def test_what_candidates_are_to_each_other(one, other, expected):
    words, related = related_of([TEXT])
    pair = [np.array([words.index(word)]) for word in (one, other)]
    assert related.relation(*pair).tolist() == [expected]


def test_nobody_and_those_who_are_not_known_are_nothing_to_anybody():
    words, related = related_of([TEXT])
    everybody = np.arange(len(words))
    nobody = np.full(len(words), -1)
    assert set(related.relation(everybody, nobody).tolist()) == {UNKNOWN}
    _, unread = related_of([TEXT], known=False)
    assert set(unread.relation(everybody, everybody).tolist()) == {UNKNOWN}
    assert not any(column.any() for column in unread.described().values())


def test_a_document_is_described_alone_as_in_a_batch():
    _, alone = related_of([TEXT])
    words, batch = related_of(["Benin left.", TEXT, "Togo stays."])
    for name, column in alone.described().items():
        assert batch.described()[name][1 : len(words) - 1].tolist() == column[:-1].tolist()
