from hypothesis import given
from hypothesis import strategies as st

from stanceclf.records import Span
from stanceclf.text import tokens
from stanceclf.text.document import Document
from stanceclf.text.tokens import read_tokens, tokenize


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


@given(
    st.text(max_size=300) | st.text(alphabet="aZ.,'\u2019-1s \n\u3000\ud800\U0001f600", max_size=60)
)
def test_tokens_by_stretches_are_those_of_the_whole_text(text):
    words, starts, ends = tokenize(text)
    lowers = [word.lower().replace("\u2019", "'") for word in words]
    assert read_tokens(text) == (words, lowers, starts, ends)


def test_the_stretches_that_are_kept_are_bounded(monkeypatch):
    monkeypatch.setattr(tokens, "_PIECES", tokens._Pieces())
    monkeypatch.setattr(tokens._Pieces, "LIMIT", 10)
    text = " ".join(["long" * 20, *map(str, range(99))])
    assert read_tokens(text)[0] == text.split()
    assert 0 < len(tokens._PIECES) <= 10
    assert "long" * 20 not in tokens._PIECES


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
