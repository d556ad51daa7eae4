"""Concessions before their claims."""

import pytest

from stanceclf.attribution.concessions import behind_concession
from stanceclf.text.document import Document


def main_clause(text):
    """Return what is left of a text without what it concedes at its beginning."""
    document = Document.from_text(text)
    last = len(document.words) - 1
    return document.span_of(behind_concession(document, 0, last), last).of(text)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Although it has doubts about the cost, Oman will send a ship.", "Oman will send a ship"),
        ("While Oman shares the aim, it will not send a ship.", "it will not send a ship"),
        ("Even though Oman, a neutral state, shares the aim, it won't go.", "it won't go"),
        ('"But much as we share the aim, we\'re not going.', "we're not going"),
        ("Whereas its allies are leaving, the king has promised more.",
         "the king has promised more"),
        ("Though Oman, which leads the force, has doubts, there will be a ship.",
         "there will be a ship"),
        ("Though its old king, who leads the force, has doubts, we will go.", "we will go"),
    ],
)  # fmt: skip
def test_a_concession_before_its_claim(text, main):
    assert main_clause(text) == main


@pytest.mark.parametrize(
    "text",
    [
        "While the danger lasts, the ships will stay.",
        "Oman will stay, though it would rather leave, it said.",
        "Although Oman, a neutral state with no army, has doubts.",
        "Although Oman and Chad, Mali and Togo will go.",
        "Even Oman, which has doubts, will go, it said.",
        "Much of Oman, the south, is against it.",
        "Although. It has doubts, it will go.",
        "Although",
    ],
)
def test_what_concedes_nothing(text):
    assert main_clause(text) == text.removesuffix(".") or text == "Although"


def test_a_concession_in_a_later_clause():
    document = Document.from_text("Oman would go, though he has doubts about it, he said.")
    first, last = document.words.index("though"), len(document.words) - 1
    assert behind_concession(document, first, last) == first
