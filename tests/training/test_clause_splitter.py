import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.attribution.quotes import quotation_states
from stanceclf.text.document import Document
from training.clause_columns import WordTable, place_columns, token_rows
from training.clause_slots import PAD, SlotTable
from training.clause_splitter import TAGS, ClauseSplitter, sure_tags
from training.clauses import read_fitted

TEXTS = st.text(alphabet=st.sampled_from("aBt ,.\n\"”“'—(1é🙂"), max_size=120) | st.text(
    max_size=80
)


@pytest.fixture(scope="module")
def splitter():
    return read_fitted()


def split(splitter, text):
    document = Document.from_text(text)
    spans = splitter.split([document], [quotation_states(document)])[0]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "clauses",
    [
        ["The minister said", "that the troops would stay", "if parliament agreed."],
        ["“We will stay,”", "she said."],
        ["They left", "because the mandate had ended,", "but the police stayed."],
        ["He wants to leave.", "Nobody knows."],
        ["They sent ships", "to guard the port."],
        ["Norway has an army", "which it keeps at home."],
    ],
)
def test_clauses_of_plain_sentences(splitter, clauses):
    assert split(splitter, " ".join(clauses)) == clauses


@given(TEXTS)
def test_clauses_cover_every_token_once_and_begin_with_sentences(text):
    splitter = read_fitted()
    document = Document.from_text(text)
    mask = splitter.begins([document], [quotation_states(document)])[0]
    assert mask.shape == (len(document.words),)
    assert all(mask[sentence.first] for sentence in document.sentences)
    assert "".join("".join(split(splitter, text)).split()) == "".join(text.split())


def test_a_batch_answers_as_one_by_one(splitter):
    texts = ["They left, he said, when it rained.", "", "Who knows? Nobody does.", "Stay!"]
    documents = [Document.from_text(text) for text in texts]
    quoted = [quotation_states(document) for document in documents]
    together = splitter.begins(documents, quoted)
    for document, states, mask in zip(documents, quoted, together, strict=True):
        np.testing.assert_array_equal(mask, splitter.begins([document], [states])[0])


def test_state_gives_the_splitter_back(splitter):
    text = "The general argued that a force which nobody wants cannot stay unless it is paid."
    other = ClauseSplitter.from_state(*splitter.state())
    assert split(other, text) == split(splitter, text)
    assert len(split(other, text)) > 2


def test_words_with_one_tag_are_sure_of_it():
    values = ["VBD!", "N|VB", "N", "!"]
    words = WordTable({"word": [], "suffix": [], "shape": [], "class": [], "lexical": values}, {})
    assert sure_tags(words).tolist() == [0, 0, TAGS.index("VBD") + 1, 0, 0, 0]


def test_slots_point_to_rows_of_their_own():
    columns = {"a": np.zeros(2 * PAD + 3, np.int64), "b": np.zeros(2 * PAD + 3, np.int64)}
    columns["a"][PAD : PAD + 3] = [1, 2, 0]
    columns["b"][PAD : PAD + 3] = [3, 0, 1]
    table = SlotTable([(("a", 0),), (("a", -1), ("b", 1)), (("b", 0),)], {"a": 3, "b": 4}, 1 << 10)
    assert table.size == 3 + 12 + 4
    assert table.rows(0, columns).tolist() == [1, 2, 0]
    assert table.rows(1, columns).tolist() == [3 + 0, 3 + 1 * 4 + 1, 3 + 2 * 4]
    assert table.rows(2, columns).tolist() == [15 + 3, 15, 15 + 1]
    weights = np.arange(table.size, dtype=np.float32)
    expected = sum(weights[table.rows(at, columns)] for at in range(3))
    np.testing.assert_array_equal(table.sums(weights, columns), expected)
    small = SlotTable([(("a", 0), ("b", 0))], {"a": 3, "b": 4}, 4)
    assert small.size == 4
    assert set(small.rows(0, columns).tolist()) <= set(range(4))


def test_places_stay_within_sentences_and_documents():
    documents = [Document.from_text("He left, she saw. They ate."), Document.from_text("It is.")]
    words = [word for document in documents for word in document.words]
    finite = np.array([word in ("left", "saw", "ate", "is") for word in words])
    quoted = [quotation_states(document) for document in documents]
    number = np.arange(1, len(words) + 1)
    columns = place_columns(documents, quoted, number, finite + 1, finite, finite)
    rows = token_rows(documents)
    assert len(columns["quote"]) == len(words) + 3 * PAD
    after = dict(
        zip(zip(words, range(99), strict=False), columns["finite_after"][rows], strict=True)
    )
    far = after[".", 5]  # no finite verb behind the stop in its sentence
    assert after["He", 0] < after["left", 1] + 2
    assert after["left", 1] == after["saw", 4] == 1
    assert far == max(after.values())
    verbs = [words[at - 1] if at else "" for at in columns["verb_word"][rows]]
    assert verbs == ["", "", "left", "left", "left", "saw", "", "", "ate", "", "", "is"]
    assert columns["verb_after"][rows].tolist() == [2, 2, 2, 2, 2, 0, 2, 2, 0, 2, 2, 0]
    before = columns["finite_before"][rows]
    assert before[0] == before[6] == before[9] == max(before)  # sentences begin anew
