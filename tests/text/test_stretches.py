"""What is found in the table is what each stretch holds."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.text import stretches as module
from stanceclf.text.stretches import PADDING, Stretches

# Frequent and rare characters; "," is a token of its own, what is between is one.
ALPHABET = "ab,\u2019\u0436\u00e9\0\U0001f600 \n\u3000"


def letters(stretch: str) -> list[int]:
    """Return a number for each part between commas, so that each stretch has its own."""
    return [1 + sum(map(ord, part)) for part in stretch.replace(",", " , ").split()]


def check(reader: Stretches, text: str) -> None:
    read = reader.read(f"\n{text}{PADDING}")
    told = list(map(letters, text.split()))
    assert read.numbers.tolist() == list(chain.from_iterable(told))
    assert read.behind.tolist() == [sum(map(len, told[: at + 1])) for at in range(len(told))]
    assert "".join(text[begin - 1] for begin in read.begins) == "".join(
        stretch[0] for stretch in text.split()
    )
    assert "".join(text[at - 1] for at in read.visible) == "".join(text.split())


@pytest.mark.parametrize("bits", [1, 16])
@given(st.lists(st.text(ALPHABET, max_size=60), max_size=6))
def test_tokens_are_those_of_each_stretch(bits, texts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ROW_BITS", bits)
        reader = Stretches(letters)
        for text in [*texts, *texts]:
            check(reader, text)


@pytest.mark.parametrize("size", range(1, 20))
@pytest.mark.parametrize("letter", ["a", "\u0436"])
def test_stretches_of_any_length_are_told_apart(size, letter):
    reader = Stretches(letters)
    for begin in range(9):
        stretch = letter * size
        for end in ("", "b", letter, ","):
            for _ in range(2):
                check(reader, " " * begin + f"{stretch}{end} {stretch} {end}")


def test_a_token_with_a_large_number_is_told_each_time():
    large = 1 << 40
    reader = Stretches(lambda stretch: [large] * len(stretch))
    for _ in range(2):
        assert reader.read(f"\na bb{PADDING}").numbers.tolist() == [large] * 3
