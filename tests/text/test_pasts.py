"""What tells that something was."""

import pytest

from stanceclf.text.pasts import is_past, tells_past
from stanceclf.text.tokens import lowered, tokenize


@pytest.mark.parametrize("word", ["agreed", "ended", "left", "sent", "signed", "broken"])
def test_verbs_of_the_past(word: str) -> None:
    assert is_past(word)


@pytest.mark.parametrize(
    "word", ["", "be", "been", "feed", "had", "hundred", "indeed", "leave", "send", "un-backed"]
)
def test_others(word: str) -> None:
    assert not is_past(word)


@pytest.mark.parametrize(
    "clause",
    [
        "when the council voted",
        "when it had been so",
        "once the promised mandate came",
        "when it wasn't signed",
        "when asked, she left",
    ],
)
def test_a_clause_tells_what_was(clause: str) -> None:
    assert tells_past([lowered(word) for word in tokenize(clause)[0]])


@pytest.mark.parametrize(
    "clause",
    [
        "",
        "left",
        "when the council has voted",
        "when the council hasn’t voted",
        "once the promised mandate comes",
        "when the Saudi-led force arrives",
        "as soon as the wounded go home",
        "when their divided council meets",
    ],
)
def test_a_clause_does_not(clause: str) -> None:
    assert not tells_past([lowered(word) for word in tokenize(clause)[0]])
