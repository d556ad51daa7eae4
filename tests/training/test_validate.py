import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stanceclf.errors import DataError
from training.validate import (
    allowed_verdicts,
    check_document,
    faults,
    main,
    read_lines,
)


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_a_sound_document_has_no_fault(record):
    assert list(check_document(record)) == []


def set_statement(number: int, **changes: Any) -> Callable[[Any], None]:
    def change(record: Any) -> None:
        record["statements"][number].update(changes)

    return change


def set_document(**changes: Any) -> Callable[[Any], None]:
    return lambda record: record.update(changes)


def drop(field: str) -> Callable[[Any], Any]:
    return lambda record: record.pop(field)


FAULTS = [
    (drop("target"), "target", "is missing"),
    (set_document(note="x"), "note", "is not a field of the form"),
    (set_document(title="  "), "title", "not empty"),
    (set_document(title="x "), "title", "white space at its edge"),
    (set_document(title=unicodedata.normalize("NFD", "é")), "title", "normal form C"),
    (set_document(statements=[]), "statements", "at least one statement"),
    (set_document(actors=[]), "actors", "an object"),
    (set_document(statements=["x"]), "statements[0]", "an object is expected"),
    (lambda r: r["statements"][0].pop("cue"), "statements[0].cue", "is missing"),
    (set_statement(0, stance="maybe"), "statements[0].stance", "is none of supports"),
    (set_statement(0, actor_type=None), "statements[0].actor_type", "is none of person"),
    (set_statement(1, actor=None), "statements[1].actor", "may not be null"),
    (set_statement(1, claim=[66, 66]), "statements[1].claim", "is empty or outside"),
    (set_statement(1, claim=[66, 999]), "statements[1].claim", "is empty or outside"),
    (set_statement(1, claim=[66.0, 83]), "statements[1].claim", "two integers"),
    (set_statement(1, claim=[True, 83]), "statements[1].claim", "two integers"),
    (set_statement(1, claim=[65, 83]), "statements[1].claim", "white space"),
    (set_statement(1, claim=[67, 83]), "statements[1].claim", "inside a word"),
    (set_statement(0, condition=None), "statements[0].condition", "needs its condition"),
    (set_statement(0, condition=[66, 75]), "statements[0].condition", "not inside the claim"),
    (set_statement(1, condition=[66, 75]), "statements[1].condition", "not conditional|is opposes"),
    (set_statement(1, cue=None), "statements[1].cue", "needs its cue"),
    (set_statement(0, source=None), "statements[0].source_name", "go together"),
    (set_statement(1, actor_name="the |king|"), "statements[1].actor_name", "no name has"),
    (set_statement(1, actor_name="his army"), "statements[1].actor_name", "points elsewhere"),
    (set_document(actors={"Xanadu": "conditional"}), "actors", "Ruritania is missing"),
    (
        set_document(
            actors={"Xanadu": "conditional", "Ruritania": "opposes", "Utopia": "supports"}
        ),
        "actors",
        "Utopia holds no statement",
    ),
    (
        set_document(actors={"Xanadu": "supports", "Ruritania": "opposes"}),
        "actors",
        "the statements say conditional",
    ),
    (
        lambda r: r["statements"].append(dict(r["statements"][1])),
        "statements[2]",
        "repeats statements",
    ),
    (
        lambda r: r["statements"].append(r["statements"][1] | {"cue": [66, 75]}),
        "statements[2].claim",
        "same actor and claim",
    ),
]


@pytest.mark.parametrize(("change", "field", "words"), FAULTS)
def test_each_fault_names_its_field(record, change, field, words):
    change(record)
    found = [message for where, message in check_document(record) if where == field]
    assert any(word in message for message in found for word in words.split("|"))


def test_faults_name_file_and_line_and_ids_that_occur_twice(tmp_path, record):
    path = write(tmp_path / "a.jsonl", record, record)
    (fault,) = faults([path])
    assert str(fault) == f"{path}:2: id: 'x-1' is also the id of {path}:1"


def test_a_line_that_is_no_object_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "x"}\n{\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.jsonl:2: no JSON"):
        list(read_lines(path))
    path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.jsonl:1: a JSON object"):
        list(read_lines(path))
    with pytest.raises(DataError, match="cannot be read"):
        list(read_lines(tmp_path / "missing.jsonl"))


def test_command_line_prints_a_line_for_each_fault(tmp_path, capsys, record):
    sound = write(tmp_path / "sound.jsonl", record)
    assert main([str(sound)]) == 0
    assert capsys.readouterr().out == ""
    bad = write(tmp_path / "bad.jsonl", record | {"topic": ""})
    assert main([str(bad)]) == 1
    assert capsys.readouterr().out.count("\n") == 1
    assert main([str(tmp_path / "missing.jsonl")]) == 1


@pytest.mark.parametrize(
    ("stances", "verdicts"),
    [
        (["no_stance"], ("no_stance",)),
        (["supports", "no_stance"], ("supports",)),
        (["supports", "conditional"], ("supports", "conditional")),
        (["supports", "opposes"], ("supports", "opposes")),
    ],
)
def test_verdicts_follow_the_statements(stances, verdicts):
    assert allowed_verdicts(stances) == verdicts
