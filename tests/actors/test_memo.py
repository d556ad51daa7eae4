"""Answers about words are kept, but never without bound."""

from stanceclf.actors import memo


def test_a_word_is_asked_about_once():
    asked: list[str] = []

    def tell(word: str) -> int:
        asked.append(word)
        return len(word)

    length = memo.kept(tell)
    assert [length(word) for word in ("Kenya", "Haiti", "Kenya")] == [5, 5, 5]
    assert asked == ["Kenya", "Haiti"]


def test_no_more_words_are_kept_than_the_bound(monkeypatch):
    monkeypatch.setattr(memo, "_MOST_WORDS", 2)
    asked: list[str] = []

    def tell(word: str) -> int:
        asked.append(word)
        return len(word)

    length = memo.kept(tell)
    assert [length(word) for word in ("a", "bb", "ccc", "ccc")] == [1, 2, 3, 3]
    assert asked == ["a", "bb", "ccc", "ccc"]
