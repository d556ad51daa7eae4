"""Answers are kept as long as they are asked for, and never without bound."""

from stanceclf.text.memo import Memo, kept


def test_a_word_is_asked_about_once():
    asked: list[str] = []

    def tell(word: str) -> int:
        asked.append(word)
        return len(word)

    length = kept(tell)
    assert [length(word) for word in ("Kenya", "Haiti", "Kenya")] == [5, 5, 5]
    assert asked == ["Kenya", "Haiti"]


def test_what_comes_again_is_kept_and_new_words_replace_what_does_not():
    asked: list[str] = []

    def tell(word: str) -> str:
        asked.append(word)
        return word.upper()

    upper = Memo(tell, 3)
    for number in range(20):
        assert [upper[word] for word in ("the", f"w{number}", "the")] == [
            "THE",
            f"W{number}",
            "THE",
        ]
        assert len(upper) <= 3
    assert asked == ["the", *(f"w{number}" for number in range(20))]
    assert upper["w0"] == "W0"
    assert asked[-1] == "w0"  # forgotten meanwhile
