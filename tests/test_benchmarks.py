"""The benchmarks' own parts; what they measure is not tested."""

from benchmarks.data import make_articles, read_corpus
from benchmarks.peers import plain_reader, split


def test_articles_have_the_words_asked_for_and_do_not_change() -> None:
    articles = make_articles(3, 300)
    assert [len(article.split()) for article in articles] == [300, 300, 300]
    assert articles == make_articles(3, 300)
    assert articles != make_articles(3, 300, seed=1)


def test_the_plain_peer_labels_each_sentence() -> None:
    assert split('He said: "Go." She went.\nEnd') == ['He said: "Go."', "She went.", "End"]
    assert plain_reader(read_corpus()[:5])(["One. Two.", "Three."]) == 3
