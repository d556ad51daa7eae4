"""What is told of a batch is what is told of each of its texts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stanceclf.text.document import Document
from stanceclf.text.forms import Forms, FormTable
from stanceclf.text.row import FoundTokens, Row, flags

LENGTHS = FormTable(lambda form: (len(form.word) * form.word.islower(),), 1)
ASKED: list[Row] = []


def lengths(row: Row) -> list[int]:
    ASKED.append(row)
    column: list[int] = row.column(LENGTHS).tolist()
    return column


def each_length(row: Row) -> list[int]:
    return row.each(LENGTHS)


def lengths_found(row: Row) -> FoundTokens:
    return row.found(row.column(LENGTHS))


def small(row: Row) -> bytes:
    return flags(row.column(LENGTHS).clip(0, 1))


@given(st.lists(st.text("aA b.\n", max_size=20), max_size=5))
def test_each_text_has_its_part(texts):
    for document in Document.from_texts(texts):
        expected = [len(word) * word.islower() for word in document.words]
        part = document.part()
        assert part.numbers(lengths) == part.numbers(each_length) == expected
        assert list(part.flags(small)) == [number > 0 for number in expected]
        tokens, numbers = part.found(lengths_found)
        assert dict(zip(tokens, numbers, strict=True)) == {
            token: number for token, number in enumerate(expected) if number
        }


def test_objects_follow_the_forms():
    table = FormTable(lambda form: (1000 + len(form.word),), 1)
    one, other = Forms(), Forms()
    for forms, word, expected in (
        (one, "men", [0, 1003]),
        (one, "left", [0, 1003, 1004]),
        (other, "a", [0, 1001]),
        (one, "he", [0, 1003, 1004, 1002]),
    ):
        forms[word]
        assert table.objects(forms)[: len(forms.seen)].tolist() == expected


def test_a_batch_is_told_of_once():
    one, other = Document.from_texts(["Troops leave.", "They left."])
    ASKED.clear()
    one.part().numbers(lengths)
    other.part().numbers(lengths)
    assert [one.part().row] == ASKED


def test_a_document_from_elsewhere_is_a_row_of_its_own():
    document, _ = Document.from_texts(["Troops leave.", "They left."])
    again = replace(document)
    assert again.part().numbers(lengths) == document.part().numbers(lengths)
    assert again.paragraphs() == document.paragraphs()
    assert again.sentence_ends() == document.sentence_ends()
