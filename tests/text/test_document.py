from hypothesis import given
from hypothesis import strategies as st

from stanceclf.records import Span
from stanceclf.text.document import Document
from stanceclf.text.tokens import tokenize


def test_tokens_keep_hyphens_contractions_and_acronyms_whole():
    words, _, _ = tokenize("The U.S.-led force won’t leave Côte d’Ivoire's 1,500-man camp.")
    assert words == [
        "The", "U.S.", "-", "led", "force", "won’t", "leave", "Côte", "d’Ivoire", "'s", "1,500",
        "-", "man", "camp", ".",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_tokens_cover_every_visible_character_once(text):
    words, starts, ends = tokenize(text)
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == words
    assert "".join(words) == "".join(text.split())


@given(st.text(max_size=300))
def test_sentences_cover_every_token_once(text):
    document = Document.from_text(text)
    tokens = [token for s in document.sentences for token in range(s.first, s.last)]
    assert tokens == list(range(len(document.words)))
    for number, sentence in enumerate(document.sentences):
        assert sentence.span.covers(document.span_of(sentence.first, sentence.last))
        assert set(document.sentence_of[sentence.first : sentence.last]) == {number}


def test_tokens_in_a_span_are_those_that_begin_in_it():
    document = Document.from_text("Kenya will send police.")
    assert list(document.tokens_in(Span(6, 15))) == [1, 2]
    assert document.span_of(1, 3).of(document.text) == "will send"
