import builtins
import json
from collections import Counter
from typing import Any

import pytest

from stanceclf.errors import DataError, StanceError
from stanceclf.records import LABELS, Span, Stance
from training import card, corpus
from training.compile import compile_document
from training.compile import main as compile_main
from training.corpus import CORPUS, read_corpus, read_documents, read_folds, split
from training.mends import mended, read_mends
from training.spans import locate
from training.splits import assign, family_of, read_families
from training.validate import faults


@pytest.fixture(scope="module")
def documents():
    return read_corpus()


def test_the_corpus_is_valid_and_of_its_size(documents):
    assert list(faults(corpus.corpus_files())) == []
    assert len(documents) >= 230
    assert sum(len(document.statements) for document in documents) >= 3100


def test_unseen_documents_are_valid_and_no_part_of_the_corpus(documents):
    paths = sorted(corpus.UNSEEN.glob("*.jsonl"))
    assert list(faults(paths)) == []
    unseen = [one.id for path in paths for one in read_documents(path)]
    assert len(unseen) > 600
    assert len({*unseen, *(one.id for one in documents)}) == len(unseen) + len(documents)


def test_records_point_into_the_text(documents):
    for document in documents:
        for statement in document.statements:
            assert statement.claim.of(document.text).strip()
            if statement.condition:
                assert statement.claim.covers(statement.condition)
                assert statement.stance is Stance.CONDITIONAL


def test_folds_hold_every_document_once_and_families_together(documents):
    folds = read_folds()
    assert sorted(folds) == sorted(document.id for document in documents)
    families = read_families()
    homes: dict[str, set[int]] = {}
    for document in documents:
        homes.setdefault(family_of(document.topic, families), set()).add(folds[document.id])
    assert {family: home for family, home in homes.items() if len(home) > 1} == {}


def test_folds_are_balanced_by_label(documents):
    folds = read_folds()
    counted = {fold: Counter[str]() for fold in range(5)}
    for document in documents:
        counted[folds[document.id]].update(s.stance for s in document.statements)
    for label in LABELS:
        sizes = [counted[fold][label] for fold in range(5)]
        assert max(sizes) < 1.25 * min(sizes)


def test_assigning_again_changes_nothing_and_order_does_not_matter(documents):
    families = read_families()
    assert assign(documents, families, read_folds()) == read_folds()
    assert assign(documents, families, {}) == assign(documents[::-1], families, {})


def test_split_parts_the_documents(documents):
    outside, inside = split(documents, 2, read_folds())
    assert len(outside) + len(inside) == len(documents)
    assert {read_folds()[document.id] for document in inside} == {2}


def test_a_faulty_file_is_refused_with_line_and_field(tmp_path, record):
    path = tmp_path / "pack-1.jsonl"
    path.write_text(json.dumps(record) + "\n" + json.dumps(record | {"topic": 3}) + "\n")
    with pytest.raises(DataError, match=r"pack-1\.jsonl:2: topic"):
        list(read_documents(path))


def test_the_data_card_has_the_counts(documents):
    assert card.main(["--check"]) == 0
    assert f"{len(documents)} documents" in card.counts(documents)


def test_dataset_has_typed_rows(tmp_path, record):
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    (tmp_path / "pack-1.jsonl").write_text(
        "".join(json.dumps(record | {"id": name}) + "\n" for name in ("x-1", "x-2"))
    )
    (tmp_path / "splits.json").write_text(json.dumps({"folds": {"0": ["x-1"], "1": ["x-2"]}}))
    loaded = corpus.load(0, tmp_path)
    assert loaded["test"]["id"][:] == ["x-1"]
    assert loaded["train"]["id"][:] == ["x-2"]
    assert loaded["train"].features == corpus.features()
    row = loaded["train"][0]
    assert row["statements"][0]["stance"] == LABELS.index(Stance.CONDITIONAL)
    assert row["statements"][1]["condition"] is None
    assert row["actors"][1] == {"name": "Ruritania", "stance": LABELS.index(Stance.OPPOSES)}


def test_a_missing_extra_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "datasets":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(StanceError, match=r"stanceclf\[train\]"):
        corpus.load()


def draft(record: dict[str, Any]) -> dict[str, Any]:
    text = record["text"]
    spans = ("claim", "actor", "source", "condition", "cue")
    statements = [
        {key: text[slice(*value)] if value and key in spans else value for key, value in s.items()}
        for s in record["statements"]
    ]
    return record | {"statements": statements, "notes": "left out"}


def test_drafts_compile_to_the_same_document(record):
    assert compile_document(draft(record)) == record


def test_compile_writes_only_sound_documents(tmp_path, record, capsys):
    path, out = tmp_path / "d.jsonl", tmp_path / "invented-1.jsonl"
    path.write_text(json.dumps(draft(record)) + "\n")
    assert compile_main([str(path), "--out", str(out)]) == 0
    assert list(faults([out])) == []
    assert compile_main([str(path), "--out", str(tmp_path / "invented-2.jsonl")]) == 1
    assert "in the corpus already" in capsys.readouterr().err
    broken = draft(record)
    broken["statements"][0]["cue"] = "nowhere"
    path.write_text(json.dumps(broken) + "\n")
    other = tmp_path / "else" / "invented-1.jsonl"
    assert compile_main([str(path), "--out", str(other)]) == 1
    assert "statements[0]: not in the text: 'nowhere'" in capsys.readouterr().err
    assert not other.exists()


def test_locate_takes_the_nearest_the_next_or_the_nth():
    text = "na xx na yy na"
    assert locate(text, "na") == (0, 2)
    assert locate(text, "na", used={(0, 2)}) == (6, 8)
    assert locate(text, "na", (9, 11)) == (6, 8)
    assert locate(text, {"find": "na", "nth": 3}) == (12, 14)
    for piece in ("zz", "", {"find": "na", "nth": 4}):
        with pytest.raises(DataError):
            locate(text, piece)


def mend(field: str, old: Any, new: Any, statement: int | None = 0) -> dict[str, Any]:
    return {
        "document": "x-1",
        "statement": statement,
        "field": field,
        "from": old,
        "to": new,
        "why": "test",
    }


def test_mends_change_what_they_name(record):
    added = draft(record)["statements"][1] | {"actor_name": "Utopia", "cue": "Ruritania"}
    new = mended(
        record,
        [
            mend("cue", "would send", "send"),
            mend("stance", "opposes", "no_stance", 1),
            mend("statements", "gone", None, 1),
            mend("statements", None, added, None),
            mend("actors.Ruritania", "opposes", None, None),
            mend("actors.Utopia", None, "opposes", None),
        ],
    )
    assert Span(*new["statements"][0]["cue"]).of(new["text"]) == "send"
    assert [s["actor_name"] for s in new["statements"]] == ["Xanadu", "Utopia"]
    assert new["actors"] == {"Xanadu": "conditional", "Utopia": "opposes"}
    assert record["actors"]["Ruritania"] == "opposes"


@pytest.mark.parametrize(
    "wrong",
    [
        mend("cue", "will send", "send"),
        mend("cue", "would send", "nowhere"),
        mend("cue", "would send", "send", 7),
        mend("actors.Xanadu", "opposes", "supports", None),
        mend("colour", None, "red"),
    ],
)
def test_a_mend_that_does_not_fit_is_refused(record, wrong):
    with pytest.raises(DataError, match=r"x-1: .*does not fit"):
        mended(record, [wrong])


def test_every_committed_mend_says_why_and_has_its_document(documents):
    known = {document.id for document in documents}
    mends = read_mends(CORPUS / "mends.jsonl")
    assert mends.keys() <= known


def test_a_mend_without_reason_is_refused(tmp_path):
    path = tmp_path / "mends.jsonl"
    path.write_text(json.dumps(mend("cue", "a", "b") | {"why": ""}) + "\n")
    with pytest.raises(DataError, match=r"mends\.jsonl:1"):
        read_mends(path)
