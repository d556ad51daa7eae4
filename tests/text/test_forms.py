from multiprocessing.reduction import ForkingPickler

from stanceclf.text import forms as module
from stanceclf.text.document import Document
from stanceclf.text.forms import Forms, FormTable, numbers_of


def length(form):
    return len(form.word), form.word.islower()


def test_every_document_is_looked_up_once_and_all_in_one_table(monkeypatch):
    monkeypatch.setattr(module, "_current", Forms())
    one, other = map(Document.from_text, ("Troops leave.", "Leave, troops"))
    forms, numbers = numbers_of([one, other])
    assert [forms.seen[at].word for at in numbers] == [*one.words, *other.words]
    assert [forms.seen[at].lower for at in numbers] == [*one.lowers, *other.lowers]
    assert numbers_of([other])[1].tolist() == numbers[3:].tolist()
    assert numbers_of([])[1].tolist() == []


def test_documents_of_two_tables_are_brought_into_one(monkeypatch):
    monkeypatch.setattr(module, "_current", Forms())
    monkeypatch.setattr(module, "MOST_FORMS", 2)
    one, other = map(Document.from_text, ("a b c", "c d"))
    first, _ = numbers_of([one])
    second, _ = numbers_of([other])
    assert second is not first
    for documents in ([one, other], [other, one]):
        forms, numbers = numbers_of(documents)
        words = [word for document in documents for word in document.words]
        assert [forms.seen[at].word for at in numbers] == words


def test_a_table_grows_with_the_forms_and_is_forgotten_with_them():
    table = FormTable(length, 2)
    for words in (["a", "bb"], ["A", "ccc", "a"]):
        forms = Forms()
        numbers = [forms[word] for word in words]
        assert table.of(forms)[numbers, 0].tolist() == list(map(len, words))
        more = forms["BB"]
        assert table.of(forms)[[0, more], 0].tolist() == [0, 2]
    assert table.of(forms)[numbers, 1].tolist() == [0, 1, 1]


def test_a_table_goes_to_another_process_without_the_forms_it_met():
    table, forms = FormTable(length, 2), Forms()
    forms["police"]
    table.of(forms)
    again = ForkingPickler.loads(ForkingPickler.dumps(table))
    assert again.of(forms)[1, 0] == 6


def test_a_full_table_hands_on_the_forms_that_came_again(monkeypatch):
    monkeypatch.setattr(module, "_current", Forms())
    monkeypatch.setattr(module, "MOST_FORMS", 6)
    asked = []

    def of(form):
        asked.append(form.word)
        return length(form)

    table, texts = FormTable(of, 2), ("The a a", "the A", "the x", "x y", "z The", "x v")
    before = module.current_forms()
    module.read_tokens(texts[:2])
    table.of(before)
    module.read_tokens(texts[2:])  # of these no row was asked for
    after = module.current_forms()
    assert after is not before
    assert list(after) == ["x", "The", "the"]  # three texts, two, two; half of six at most
    assert after.alike[: len(after.seen)].tolist() == [0, 1, 2, 2]
    new = after["new"]
    rows = table.of(after)
    assert [tuple(rows[at]) for at in (1, 2, 3, new)] == [(1, 1), (3, 0), (3, 1), (3, 1)]
    assert len(asked) == len(set(asked))
    other = Forms()  # takes over nothing
    first = other["first"]
    assert table.of(other)[first, 0] == 5
