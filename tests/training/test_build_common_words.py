"""The list of common words: what goes into it, and that it is not stale."""

from pathlib import Path

from stanceclf.resources import words
from stanceclf.text.stems import stem
from training.build_common_words import corpus_words, gum_words, shortest


def test_one_word_stands_for_a_stem() -> None:
    given = ["refuses", "refused", "Refuse", "refusing", "NATO", "x", "peace-keeping"]
    assert shortest(given) == ["refused"]


def test_only_train_documents_of_free_genres_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "dep"
    folder.mkdir()
    (tmp_path / "splits.md").write_text(
        "# Splits\n\n## dev\n\n  * GUM_news_b\n\n## train\n\n  * GUM_news_a\n  * GUM_whow_c\n\n"
        "## test2\n\n  * GUM_news_d\n"
    )
    rows = ["1\tAda\tAda\tPROPN" + "\t_" * 6, "2\twins\twin\tVERB" + "\t_" * 6, "# text = x", ""]
    for name in ("news_a", "news_b", "whow_c", "news_d"):
        (folder / f"GUM_{name}.conllu").write_text("\n".join(rows))
    assert list(gum_words(folder)) == ["wins"]


def test_the_list_holds_the_words_of_the_corpus() -> None:
    stems = set(map(stem, words("common_words.txt")))
    missing = [word for word in shortest(corpus_words()) if stem(word) not in stems]
    # A few words of new documents do no harm.
    assert len(missing) < len(stems) // 50, "run `python -m training.build_common_words`"
