"""Labels of transcripts are those that each sentence shows by itself, token by token."""

from hypothesis import given
from hypothesis import strategies as st

from stanceclf.actors.labels import labels_of
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.text.document import Document

PIECES = (
    "SMITH", "Ada", "Moreau", "Note", "(", ")", ":", ":", ",", "farmer", "said", "of", "2", "10:30",
    "\u201c", '"', ". ", ".\n", "\n", "We stay. ",
)  # fmt: skip
INSIDE = {"(", ")", ".", ",", "'", "'s", "-", "&", "@", "of", "the", "for", "de", "von", "al"}


def plain_colon(document: Document, first: int, last: int) -> int:
    """Return the colon that ends the label at `first`, or -1."""
    words, lowers = document.words, document.lowers
    bracket = described = False
    for index in range(first, min(first + 16, last)):
        word = words[index]
        if word == ":":
            quoted = not described or words[index + 1 : index + 2] in (['"'], ["\u201c"])
            named = index > first and lowers[index - 1] not in word_class("text_noun")
            return index if named and quoted else -1
        bracket = bracket or word == "("
        named = word[0].isupper() or word in INSIDE or (index > first and word.isdigit())
        if not named and not bracket:
            described = "," in words[first:index] and not is_speech_verb(lowers[index])
            if not described:
                return -1
    return -1


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_labels_are_found_by_their_colons(text):
    document = Document.from_text(text)
    colons = {one.first: plain_colon(document, one.first, one.last) for one in document.sentences}
    assert labels_of(document) == {first: colon for first, colon in colons.items() if colon >= 0}
    assert labels_of(document) is labels_of(document)


def test_the_first_colon_of_a_sentence_ends_its_label():
    document = Document.from_text("SMITH: Note: we stay.\nAda Moreau, farmer: \u201cNo.\u201d")
    assert labels_of(document) == {0: 1, 7: 11}
    assert labels_of(Document.from_text("They met at 10:30.")) == {}
