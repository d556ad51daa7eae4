from multiprocessing.reduction import ForkingPickler

import numpy as np
import pytest

from stanceclf.stance import lexis as module
from stanceclf.stance.lexis import CAPITAL, DECIMAL, MARKERS, OPENER, PLAIN, Lexis, StemNumbers
from stanceclf.stance.phrase_finder import PhraseFinder
from stanceclf.stance.phrases import PhraseTable
from stanceclf.text import forms
from stanceclf.text.document import Document


def test_a_full_table_of_forms_does_not_begin_a_new_one_with_every_batch(monkeypatch):
    monkeypatch.setattr(module, "_current", Lexis())
    monkeypatch.setattr(forms, "_current", forms.Forms())
    document = Document.from_text(" ".join(f"w{number}x" for number in range(forms.MOST_FORMS)))
    lexis = module.current_lexis()
    lexis.read([document])
    assert len(lexis.stems) == len(MARKERS) + forms.MOST_FORMS
    assert module.current_lexis() is lexis


def read(lexis, words):
    return np.array([lexis[word] for word in words])


@pytest.mark.parametrize(
    ("word", "writing"),
    [
        ("troops", PLAIN),
        ("Troops", CAPITAL),
        ("I", PLAIN),
        ("\u00c9tat", CAPITAL),
        ("3", DECIMAL),
        ("\u0663", DECIMAL),
        ("\u201c", OPENER),
        (":", OPENER),
        (",", PLAIN),
        ("{", PLAIN),
    ],
)
def test_how_a_word_is_written(word, writing):
    assert read(Lexis(), [word]) & 3 == writing


def test_forms_of_a_word_share_a_stem_and_nothing_is_a_marker():
    lexis = Lexis()
    stems = read(lexis, ["Won\u2019t", "won't", "sends", "Sent"]) >> 2
    assert stems[0] == stems[1] != stems[2] == stems[3]
    assert min(stems) >= len(MARKERS)


def test_what_a_stage_knows_grows_with_the_words_and_is_forgotten_with_them():
    asked = []

    def length(form):
        asked.append(form)
        return len(form)

    numbers, lexis = StemNumbers(length), Lexis()
    for words in (["a", "bb"], ["bb", "ccc"], ["ddddd"] * 3):
        stems = read(lexis, words) >> 2
        assert numbers.of(lexis)[stems].tolist() == list(map(len, words))
    assert asked == [*MARKERS, "a", "bb", "ccc", "ddddd"]
    other = Lexis()
    stems = read(other, ["ee"]) >> 2
    assert numbers.of(other)[stems] == 2
    assert numbers.of(lexis)[read(lexis, ["ccc"]) >> 2] == 3


def test_too_many_words_begin_a_new_table(monkeypatch):
    monkeypatch.setattr(module, "_current", Lexis())
    first = module.current_lexis()
    read(first, ["a", "b", "c"])
    assert module.current_lexis() is first
    monkeypatch.setattr(module, "_MOST_STEMS", 2)
    assert module.current_lexis() is not first


def test_a_stage_goes_to_another_process_without_the_words_it_met():
    finder, lexis = PhraseFinder(PhraseTable([("a b", "x")])), Lexis()
    stems = read(lexis, ["a", "b"]) >> 2
    hits = finder.find(lexis, stems, stems * 0 + 2)
    again = ForkingPickler.loads(ForkingPickler.dumps(finder))  # a lexis has a lock, which cannot
    assert again.find(lexis, stems, stems * 0 + 2).last == hits.last == 2
