import pytest

from stanceclf.stance.phrases import Hit, PhraseTable
from stanceclf.text.stems import stem


@pytest.fixture
def table():
    entries = [
        ("rule out", "no"),
        ("rule * out", "no"),
        ("rule", "law"),
        ("rule out war", "peace"),
        ("war", "bad"),
        ("war", "loud"),
    ]
    return PhraseTable(entries)


def find(table, text):
    stems = [stem(word) for word in text.split()]
    return table.find(stems, 0, len(stems))


def test_the_longest_phrase_wins(table):
    assert find(table, "they ruled out wars") == [Hit(1, 4, ("peace",))]


def test_a_gap_covers_its_first_word_only(table):
    assert find(table, "rules the war out") == [Hit(0, 1, ("no",)), Hit(2, 3, ("bad", "loud"))]


def test_a_gap_ends_at_a_mark_and_after_four_words(table):
    assert find(table, "rules , out") == [Hit(0, 1, ("law",))]
    assert find(table, "rules a b c d e out") == [Hit(0, 1, ("law",))]


def test_a_phrase_may_end_with_the_text(table):
    assert find(table, "rule") == [Hit(0, 1, ("law",))]
    assert find(table, "rule out") == [Hit(0, 2, ("no",))]


@pytest.mark.parametrize(
    "forms",
    [
        ("refuse", "refuses", "refused", "refusing"),
        ("deny", "denies", "denied", "denying"),
        ("ban", "bans", "banned", "banning"),
        ("send", "sends", "sent", "sending"),
        ("veto", "vetoes", "vetoed"),
        ("deploy", "deploys", "deployed", "deploying"),
        ("troop", "troops"),
    ],
)
def test_all_forms_share_a_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["", "a", "is", "'s", "ed", "ing", "\U0001f600", "ies", "ees"])
def test_short_and_odd_words_have_stems(word):
    assert isinstance(stem(word), str)
