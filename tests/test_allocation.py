import gc

import pytest

from stanceclf.allocation import uncollected
from stanceclf.stance import lexis
from stanceclf.text import forms


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(collecting):
    @uncollected()
    def fails():
        assert not gc.isenabled()
        raise KeyError(1)

    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        for _ in range(2):
            with pytest.raises(KeyError):
                fails()
            assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_a_batch_leaves_the_collector_on_and_no_garbage_in_cycles(pipeline):
    gc.collect()
    list(pipeline.analyze_many(["Kenya will send police, said Ann Poe, but Togo refused."] * 3))
    assert gc.isenabled()
    assert gc.collect() == 0


def test_tables_of_words_that_begin_anew_leave_no_cycles(pipeline, monkeypatch):
    monkeypatch.setattr(forms, "_current", forms.Forms())
    monkeypatch.setattr(lexis, "_current", lexis.Lexis())
    text = "Kenya will send police, said Ann Poe, but Togo refused."
    pipeline.analyze(text)
    gc.collect()
    monkeypatch.setattr(forms, "MOST_FORMS", 2)
    monkeypatch.setattr(lexis, "_MOST_STEMS", 2)
    pipeline.analyze(text)
    assert gc.collect() == 0
