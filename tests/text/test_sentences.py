from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.text import sentences
from stanceclf.text.sentences import sentence_spans
from tests.golden import read_blocks
from tests.timing import processor_seconds

BLOCKS = read_blocks(Path(__file__).with_name("sentences.txt"), at_least=15)
PIECES = (
    "troops", "Congress", "Assoc", "Messrs", "viii", "p.m", "U.S", "I", "[3]", "1", "a", "\n", "-",
    ". ", ". ", ". The ", ". he ", ". (", ".\n", "! ", "\u2026 ", " ", "\u201c", "\u2014", "(",
)  # fmt: skip
NEWS = st.text(alphabet=st.sampled_from("aB .!?\n\"”“'…)([1é🙂"), max_size=200)


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(text, expected):
    found = [text[start:end] for start, end in sentence_spans(text)]
    assert "\n".join(found) == "\n".join(expected)


@given(NEWS | st.text(max_size=200))
def test_spans_are_ordered_and_leave_out_white_space_alone(text):
    spans = sentence_spans(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


@given(NEWS | st.text(max_size=200))
def test_marks_are_where_a_run_may_begin(text):
    expected = [at for at in range(len(text)) if sentences._BREAK.match(text, at)]
    assert sentences._marks_in(text) == expected


def test_published_golden_rules(shared):
    """The published splitters reach 43 (sentencex) and 47 (pySBD) of these 48."""
    import json

    path = shared / "data" / "sentence-golden-rules" / "pysbd_golden_en_48.jsonl"
    rules = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = 0
    for rule in rules:
        text = rule["text"]
        right += [text[start:end] for start, end in sentence_spans(text)] == rule["sentences"]
    assert len(rules) == 48
    assert right == 48


PARAGRAPHS = 3 * (
    "The plan to send 600 police officers to Port Alder was backed by Kenya, Norway and Ghana "
    "on Monday, and by France on Tuesday. “We will stay,” said General Ada Holm; Peru and "
    "12 others, she said, would join.",
    "Congress was told on 3 May. No vote was held, but Senator Jim Orrin — a Republican of "
    "Maine — said that the United States should not send troops.",
)


@pytest.mark.parametrize("width", range(36, 84, 7))
def test_hard_wrapped_text_has_the_sentences_of_the_text(width):
    wrapped = "\n\n".join(fill(part, width) for part in PARAGRAPHS)
    expected = [one for part in PARAGRAPHS for one in sentences_of(part)]
    assert [" ".join(one.split()) for one in sentences_of(wrapped)] == expected


def test_short_lines_and_long_ones_are_not_wrapped():
    headlines = "Kenya to send police\nGhana says no\nPeru\nUnion of miners wants a vote first"
    assert len(sentences_of(headlines)) == 4
    lines = f"Aid\nto\nall\nof them, said\nNorway {'and Peru ' * 20}\nChad left"
    assert sentences_of(lines)[-1] == "Chad left"


def sentences_of(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@given(st.lists(st.sampled_from([*PIECES]), max_size=40).map("".join))
def test_plain_ends_are_those_of_the_long_way(text):
    short = sentence_spans(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stanceclf.text.sentences._is_plain", lambda *_: False)
        assert sentence_spans(text) == short


@pytest.mark.parametrize("piece", ["A. ", "Yes. "])
def test_time_is_linear_where_no_sentence_has_two_words(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        return processor_seconds(lambda: sentence_spans(text))

    seconds(1000)
    assert min(seconds(400_000) / seconds(100_000) for _ in range(4)) < 7
