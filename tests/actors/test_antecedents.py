"""The ranker of antecedents: what it is asked, and when it answers "nobody"."""

from functools import reduce
from math import inf, nextafter
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.actors.agreement import NONE
from stanceclf.actors.antecedents import MARGIN, Feature, Ranker, Task, active, features_of
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.entities import Entity
from stanceclf.actors.history import WINDOW
from stanceclf.actors.mentions import find_mentions
from stanceclf.records import ActorType
from stanceclf.text.document import Document


class Recorder(Ranker):
    """Remembers the features of each candidate, by name, of each question."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[dict[str, set[Feature]]] = []

    def choose(self, task, entities, features, floor=None):
        pairs = zip(entities, features, strict=True)
        self.asked.append({who.name: set(features_of(held)) for who, held in pairs if held >= 0})
        return super().choose(task, entities, features, floor)


def asked_about(text: str, pronoun: str) -> dict[str, set[Feature]]:
    """Return the features of the candidates for the last `pronoun` of a text."""
    document = Document.from_text(text)
    recorder = Recorder()
    discourse = Discourse(document, find_mentions(document), recorder)
    discourse.forget()
    token = len(document.lowers) - 1 - document.lowers[::-1].index(pronoun)
    recorder.asked.clear()
    discourse.entity(token, token + 1)
    return recorder.asked[0]


@pytest.mark.parametrize(
    ("text", "pronoun", "name", "feature"),
    [
        ("Jonas Weidmann met his brother.", "his", "Jonas Weidmann", "OWNER_OF_SUBJECT_IN_CLAUSE"),
        ("Jonas Weidmann saw him.", "him", "Jonas Weidmann", "OBJECT_OF_SUBJECT_IN_CLAUSE"),
        (
            "Jonas Weidmann said he would go.",
            "he",
            "Jonas Weidmann",
            "SUBJECT_OF_OTHER_CLAUSE",
        ),
        ("Poland fell out with Norway. It would go.", "it", "Norway", "COMPLEMENT"),
        ("Many miners came from Norway. They stayed.", "they", "Norway", "PLACED"),
        ("Jonas Weidmann came. He said no.", "he", "Jonas Weidmann", "OPENING_OF_OPENING"),
    ],
)
def test_features_of_places(text, pronoun, name, feature):
    found = asked_about(text, pronoun)
    assert Feature[feature] in found[name]


def test_nobody_is_he_in_his_own_words():
    text = 'Jonas Weidmann left. Ewa Zawadzka said: "I think he was right."'
    assert set(asked_about(text, "he")) == {"Jonas Weidmann"}


def test_they_keeps_whom_it_took_up():
    text = "The miners met the bankers. They were angry because they had lost."
    found = asked_about(text, "they")
    assert sum(Feature.TAKEN_UP_LAST in held for held in found.values()) == 1


def test_a_person_of_unknown_sex_is_what_the_last_pronoun_said():
    text = "Xoqi Vuzhen, a clerk, came. Later, she left. Then he sang."
    assert Feature.TAKEN_UP_OTHERWISE in asked_about(text, "he")["Xoqi Vuzhen"]


def test_a_feature_may_hold_for_each_mention_of_the_window():
    often = active(Feature.SUBJECT_OF_SAME_SENTENCE)
    held = features_of(WINDOW * often + active(Feature.SUBJECT, Feature.OPENS_SENTENCE))
    several = [Feature.SUBJECT_OF_SAME_SENTENCE] * WINDOW
    assert held == [Feature.SUBJECT, *several, Feature.OPENS_SENTENCE]


@given(st.sets(st.sampled_from(Feature)), st.integers(0, WINDOW))
def test_a_score_is_the_sum_of_weights(features, often):
    numbers = active(*features - {Feature.SUBJECT_OF_SAME_SENTENCE})
    numbers += often * active(Feature.SUBJECT_OF_SAME_SENTENCE)
    ranker, somebody = Ranker(), Entity("Ada Moreau", ActorType.PERSON)
    for task in Task:
        weights = [ranker.table[task][feature] for feature in features_of(numbers)]
        score = reduce(add, weights, 0.0)  # `sum` is more exact from Python 3.12 on
        assert ranker.choose(task, [somebody], [numbers], floor=score) is None
        below = nextafter(score, -inf)
        assert ranker.choose(task, [somebody], [numbers], floor=below) is somebody


def test_a_near_tie_is_nobody():
    weights = [0.0] * len(Feature)
    weights[Feature.SUBJECT], weights[Feature.SPEAKS] = 1.0, 1.0 - MARGIN / 2
    ranker = Ranker(dict.fromkeys(Task, weights))
    one, other = (Entity(name, ActorType.PERSON) for name in ("Ada Moreau", "Ewa Zawadzka"))
    both, near = [one, other], [active(Feature.SUBJECT), active(Feature.SPEAKS)]
    assert ranker.choose(Task.PERSON, both, near) is None
    assert ranker.choose(Task.PERSON, both[::-1], near[::-1]) is None
    assert ranker.choose(Task.ROLE, both, near, floor=0.0) is one
    assert ranker.choose(Task.PERSON, both, [near[0], 0]) is one
    assert ranker.choose(Task.PERSON, both, [NONE, near[1]]) is other


def test_an_unresolved_pronoun_keeps_its_word_and_type():
    document = Document.from_text("They left, and he stayed.")
    discourse = Discourse(document, find_mentions(document))
    found = [discourse.entity(at, at + 1).actor() for at in (0, 4)]
    assert [(actor.name, actor.type.value) for actor in found] == [
        ("they", "group"),
        ("he", "person"),
    ]


def test_the_record_of_an_entity_follows_its_affiliation():
    person = Entity("Ada Moreau", ActorType.PERSON)
    before = person.actor()
    assert person.actor() is before
    person.country = "Kenya"
    assert (before.affiliation, person.actor().affiliation) == (None, "Kenya")
    person.affiliation = "Nua Glas"
    assert person.actor().affiliation == "Nua Glas"
