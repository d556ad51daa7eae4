from multiprocessing.reduction import ForkingPickler

from hypothesis import given
from hypothesis import strategies as st

from stanceclf.records import Span
from stanceclf.text import forms, stretches
from stanceclf.text.document import Document
from stanceclf.text.forms import Forms, numbers_of, read_tokens
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


@given(
    st.text(max_size=300) | st.text(alphabet="aZ.,'\u2019-1s \n\u3000\ud800\U0001f600", max_size=60)
)
def test_tokens_by_stretches_are_those_of_the_whole_text(text):
    words, starts, ends = tokenize(text)
    lowers = [word.lower().replace("\u2019", "'") for word in words]
    read = read_tokens([text])
    assert (read.words, read.lowers) == (words, lowers)
    assert (list(read.starts), list(read.ends)) == (list(starts), list(ends))


@given(st.lists(st.text(alphabet="aZ.,'\u2019 \n\u3000\ud800\udc00", max_size=30), max_size=4))
def test_texts_are_read_together_as_each_alone(texts):
    together = read_tokens(texts)
    for text, first, last in zip(texts, together.firsts, together.firsts[1:], strict=False):
        alone = read_tokens([text])
        assert alone.firsts == [0, last - first]
        assert alone.numbers.tolist() == together.numbers[first:last].tolist()
        for name in ("words", "lowers", "starts", "ends"):
            assert getattr(alone, name) == getattr(together, name)[first:last]
    assert together.firsts[-1] == len(together.words)


def test_the_stretches_that_are_kept_are_bounded(monkeypatch):
    monkeypatch.setattr(stretches, "_MOST_KEPT", 10)
    monkeypatch.setattr(forms, "_current", Forms())
    text = " ".join(["long" * 20, *map(str, range(99))])
    assert read_tokens([text]).words == text.split()
    kept = forms._current.stretches.kept
    assert 0 < len(kept) <= 10
    assert "long" * 20 not in kept


def test_tables_grow_with_the_words_of_a_text(monkeypatch):
    monkeypatch.setattr(forms, "_current", Forms())
    text = " ".join(f"W{number}" for number in range(3 * forms._FEWEST))
    tokens = read_tokens([text])
    assert tokens.words == text.split()
    assert tokens.lowers == text.lower().split()


def test_a_document_goes_to_another_process_without_the_forms_it_met():
    document = Document.from_text("Troops leave. They stay.")
    again = ForkingPickler.loads(ForkingPickler.dumps(document))
    assert again.forms is None
    assert (again.text, again.sentences) == (document.text, document.sentences)
    assert document.forms is not None
    assert numbers_of([document, again])[1].tolist() == 2 * document.forms[1].tolist()


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
