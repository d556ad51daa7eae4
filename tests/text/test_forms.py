from multiprocessing.reduction import ForkingPickler

from stanceclf.text import forms as module
from stanceclf.text.document import Document
from stanceclf.text.forms import Forms, FormTable, numbers_of


def length(form):
    return len(form.word), form.alike


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
    assert table.of(forms)[numbers, 1].tolist() == [1, 2, 1]  # "a" is "A" again


def test_a_table_goes_to_another_process_without_the_forms_it_met():
    table, forms = FormTable(length, 2), Forms()
    forms["police"]
    table.of(forms)
    again = ForkingPickler.loads(ForkingPickler.dumps(table))
    assert again.of(forms)[1, 0] == 6
