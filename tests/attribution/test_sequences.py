"""What is labelled as one: paragraphs, or pieces of them."""

from stanceclf.attribution.sequences import LONGEST, Place, chains, sequences
from stanceclf.attribution.token_features import PAD
from stanceclf.text.document import Document


def test_sequences_cover_every_token_once_and_stay_short():
    document = Document.from_text("word " * 1000 + "\nNext. " * 3)
    ranges = sequences(document)
    assert [token for a, b in ranges for token in range(a, b)] == list(range(len(document.words)))
    assert max(b - a for a, b in ranges) <= LONGEST


def test_a_long_paragraph_is_cut_where_sentences_end():
    document = Document.from_text("They will stay. " * 200 + "\nNext.")
    ranges = sequences(document)
    ends = [sentence.last for sentence in document.sentences]
    assert len(ranges) == 5
    assert set(ends).issuperset(last for _, last in ranges)
    assert [last - first for first, last in ranges] == [256, 256, 256, 32, 2]


def test_sequences_of_a_batch_know_their_rows():
    documents = list(map(Document.from_text, ("One stays.\nOne goes.", "", "Nobody.")))
    assert chains(documents) == [
        Place(0, 0, 0, 3),
        Place(0, 3, 3, 3),
        Place(2, 0, 6 + 2 * PAD, 2),
    ]
