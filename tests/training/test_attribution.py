import random

import numpy as np
import pytest

from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.roles import RoleTagger
from stanceclf.attribution.segment_features import SLOTS
from stanceclf.attribution.segments import Segments
from stanceclf.text.document import Document
from training.attribution import LABELS, Labelled, fit_roles, fold_of_each, spans
from training.segment_model import fit_segment_model
from training.word_clusters import _vectors, learn_clusters

NAMES = ["Ola Berg", "Lena Holm", "Ada Moreau", "Jan Kivi", "Rosa Lind", "Per Dahl"]
VERBS = ["said", "claimed", "argued", "insisted"]
THINGS = ["the road", "the old mill", "a bridge", "the harbour", "this bank"]
ACTS = ["will close", "should open", "had burned", "costs too much"]


def sentence(draw):
    """Return words and labels of a made-up sentence, with or without an attribution."""
    name, verb = draw.choice(NAMES).split(), draw.choice(VERBS)
    content = f"{draw.choice(THINGS)} {draw.choice(ACTS)}".split()
    parts = {
        0: [("source", name), ("cue", [verb]), ("content", ["that", *content]), ("", ["."])],
        1: [("content", content), ("", [","]), ("source", name), ("cue", [verb]), ("", ["."])],
        2: [("", [*content, "."])],
        3: [("", [*name, "left", "."])],
    }[draw.randrange(4)]
    words, labels = [], []
    for role, some in parts:
        words += some
        labels += [f"{'B' if at == 0 else 'I'}-{role}" if role else "O" for at in range(len(some))]
    return " ".join(words), [LABELS.index(label) for label in labels]


def made_up(count, seed):
    draw = random.Random(seed)
    made = []
    for number in range(count):
        text, labels = sentence(draw)
        document = Document.from_text(text)
        kinds = bytes(len(document.words))
        made.append(Labelled(document, kinds, np.array(labels), str(number % 7)))
    return made


@pytest.fixture(scope="module")
def tagger():
    return fit_roles(made_up(120, 0), folds=2)


def test_roles_are_found_in_sentences_not_seen(tagger):
    held = made_up(40, 1)
    documents = [one.document for one in held]
    found = tagger.tag(
        documents, [one.kinds for one in held], [quotation_states(d) for d in documents]
    )
    right = total = 0
    for one, roles in zip(held, found, strict=True):
        gold = {(a, b, LABELS[2 * role + 1][2:]) for a, b, role in spans(one.labels)}
        right += 2 * len(gold & {role[:3] for role in roles})
        total += len(gold) + len(roles)
    assert right / total > 0.9


def test_the_state_gives_the_same_tagger(tagger):
    document = Document.from_text("Jan Kivi argued that the harbour should open .")
    again = RoleTagger.from_state(*tagger.state())
    kinds, quoted = [bytes(len(document.words))], [quotation_states(document)]
    found = [
        [role[:3] for role in one.tag([document], kinds, quoted)[0]] for one in (tagger, again)
    ]
    assert found[0] == found[1] == [(0, 2, "source"), (2, 3, "cue"), (3, 8, "content")]


def test_a_group_is_never_parted():
    labelled = made_up(30, 2)
    fold = fold_of_each(labelled, 3, 0)
    assert set(fold.tolist()) == {0, 1, 2}
    of: dict[str, int] = {}
    for one, at in zip(labelled, fold.tolist(), strict=True):
        assert of.setdefault(one.group, at) == at


def test_segment_model_learns_which_slot_tells():
    draw = np.random.default_rng(0)
    rows = np.tile(np.arange(len(SLOTS), dtype=np.int32), (400, 1))
    right = draw.random(400) < 0.5
    rows[:, 3] = np.where(right, 7001, 7002)
    none = np.zeros(400, np.int64)
    segments = Segments(none, none + 1, none, np.full(400, 0.5, np.float32))
    model = fit_segment_model(rows, segments, right)
    chance = model.probability(rows, segments)
    assert chance[right].min() > chance[~right].max()


def test_words_in_like_places_share_a_cluster():
    draw = random.Random(3)
    texts = [
        f"the {draw.choice(['cat', 'dog'])} {draw.choice(['ran', 'slept'])} .".split()
        for _ in range(300)
    ]
    words = ["the", "cat", "dog", "ran", "slept", "."]
    cat, dog, ran = _vectors(texts, words, 6, 0)[1:4]
    assert cat @ dog > 0.8 > cat @ ran
    clusters = learn_clusters(texts, n_clusters=3)
    assert sorted(" ".join(clusters).split()) == sorted(words)
    assert learn_clusters([]) == []
