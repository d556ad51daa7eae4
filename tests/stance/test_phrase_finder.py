"""All tokens at once give the phrases that run by run are found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stanceclf.stance.condition_features import marker_table
from stanceclf.stance.lexicon import lexicon_table
from stanceclf.stance.lexis import Lexis
from stanceclf.stance.phrase_finder import PhraseFinder
from stanceclf.stance.phrases import Hit, PhraseTable

_SMALL = PhraseTable(
    [
        ("a b", "x"),
        ("a b c d", "y"),
        ("a * c", "gap"),
        ("b * a * d", "gap"),
        ("a c * d", "late"),
        ("b", "one"),
        ("b", "two"),
        ("d d", "z"),
    ]
)
_SMALL_WORDS = "not will have in turn pull keep urg make it out back on to from the of , ."
_RUNS = st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "e", "."]), max_size=14), max_size=5)


def found(finder, runs, read=None):
    """Return what the finder finds in runs of stems laid end to end; `read` cuts each run."""
    lexis = Lexis()
    forms = [form for run in runs for form in run]
    lexis.stems = list(dict.fromkeys(forms))  # stems already: `Lexis.read` would stem them again
    stems = np.array([lexis.stems.index(form) for form in forms], np.int64)
    at, ends = 0, []
    for run in runs:
        ends += [at + min(len(run), read or len(run))] * len(run)
        at += len(run)
    hits = finder.find(lexis, stems, np.array(ends, np.int64))
    return [
        Hit(first, last, finder.kinds[kind])
        for first, last, kind in zip(*map(np.ndarray.tolist, hits), strict=True)
    ]


def plain(table, runs, read=None):
    """Return what the table finds in the same runs, one by one."""
    hits, at = [], 0
    for run in runs:
        one = table.find(run, 0, min(len(run), read or len(run)))
        hits += [Hit(hit.first + at, hit.last + at, hit.classes) for hit in one]
        at += len(run)
    return hits


@given(_RUNS, st.sampled_from([None, 3]))
def test_a_small_table(runs, read):
    assert found(PhraseFinder(_SMALL), runs, read) == plain(_SMALL, runs, read)


@pytest.mark.parametrize("table", [lexicon_table(), marker_table()], ids=["lexicon", "markers"])
def test_each_phrase_of_the_resources(table):
    finder = PhraseFinder(table)
    runs = []
    for first, head in table.heads.items():
        runs += [[first, *rest] for rest, _ in head.gapped] + [[first]]
        runs += [[first, second, *rest] for second, all_ in head.plain.items() for rest, _ in all_]
    for gap in ([], ["it"], ["all", "of", "the", "force"], ["x"] * 5, [","]):
        filled = [
            [one for piece in run for one in (gap if piece == "*" else [piece])] for run in runs
        ]
        assert found(finder, filled) == plain(table, filled)


@settings(deadline=None)
@given(st.data())
def test_words_of_the_lexicon_in_any_order(data):
    table = lexicon_table()
    words = [*_SMALL_WORDS.split(), *list(table.heads)[::40]]
    runs = data.draw(st.lists(st.lists(st.sampled_from(words), max_size=25), max_size=4))
    assert found(PhraseFinder(table), runs) == plain(table, runs)


def test_no_tokens_and_no_phrases():
    assert found(PhraseFinder(_SMALL), []) == []
    assert found(PhraseFinder(PhraseTable([])), [["a", "b"]]) == []
