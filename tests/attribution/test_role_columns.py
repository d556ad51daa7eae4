import numpy as np

from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.role_columns import (
    WordNumbers,
    column_sizes,
    quotation_tails,
    role_columns,
)
from stanceclf.attribution.role_slots import ROLE_SLOTS
from stanceclf.attribution.token_features import PLACE_COLUMNS, WORD_COLUMNS
from stanceclf.text.document import Document

WORDS = WordNumbers(["say", "add"], ["id"], ["said added"])


def columns_of(text):
    document = Document.from_text(text)
    return document, role_columns(document, quotation_states(document), WORDS)


def test_every_column_that_a_slot_names_is_there_and_below_its_size():
    _, columns = columns_of('Lena Holm said: "We (all) stay, if asked." Then she left.')
    sizes = column_sizes(WORDS)
    assert set(columns) == set(sizes)
    named = {name for slot in ROLE_SLOTS for name, _ in slot}
    assert named <= {*columns, *WORD_COLUMNS, *PLACE_COLUMNS}
    for name in named & set(columns):
        assert columns[name].max() < sizes[name], name


def test_the_nearest_reporting_verbs_in_the_sentence_are_named():
    document, columns = columns_of("Holm said it rains and Berg added snow. It rains.")
    say, add = WORDS.stems["say"], WORDS.stems["add"]
    at = document.words.index("rains")
    assert (columns["verb_stem_before"][at], columns["verb_stem_after"][at]) == (say, add)
    assert columns["verb_stem_before"][-2] == columns["verb_stem_after"][-2] == 1


def test_tails_tell_speech_from_a_scare_quote():
    document = Document.from_text('"We will all stay," said Holm of the "so called plan" then.')
    tails = quotation_tails(document, quotation_states(document))
    spoken, scare = tails[1], tails[document.words.index("called")]
    assert len({spoken, scare, 1}) == 3
    assert tails[document.words.index("Holm")] == 1


def test_brackets_and_empty_text():
    document, columns = columns_of("Holm (of Norway) said so")
    inside = columns["bracket"] == 2
    assert [w for w, one in zip(document.words, inside, strict=True) if one] == [
        "(",
        "of",
        "Norway",
    ]
    _, nothing = columns_of("")
    assert all(len(column) == 0 for column in nothing.values())


def test_words_are_numbered_by_stem_cluster_and_ending():
    rows = WORDS.look_up(["said", "xyzzy"])
    assert rows.tolist() == [[WORDS.stems["say"], 2, 2], [1, 1, 1]]
    again = WordNumbers(*WORDS.state())
    assert np.array_equal(again.look_up(["added"]), WORDS.look_up(["added"]))
