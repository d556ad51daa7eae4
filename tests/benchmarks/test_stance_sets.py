"""Readers of the public benchmarks: on tiny files of the same form, and the official counts."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.stance_sets import gwsd, manifesto, plover, seesaw, semeval
from benchmarks.stance_sets.metrics import favour_against_f1, macro_f1
from benchmarks.stance_sets.records import LabelledClaim
from stanceclf.errors import DataError

READERS = (semeval, manifesto, plover, seesaw, gwsd)


def claim_of(one: LabelledClaim) -> str:
    return one.given.claim.of(one.given.document.text)


def write(
    path: Path, *rows: tuple[str, ...], delimiter: str = "\t", encoding: str = "utf-8"
) -> None:
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows), encoding=encoding)


@pytest.mark.parametrize("reader", READERS)
def test_what_is_missing_is_said_with_where_to_get_it(tmp_path, reader):
    with pytest.raises(DataError, match="get it from"):
        reader.read(tmp_path)


def test_semeval_joins_trial_and_training_tweets(tmp_path):
    head = ("ID", "Target", "Tweet", "Stance")
    write(
        tmp_path / semeval.TRAIN[0],
        head,
        ("1", "Tea", '"Tea caf\u00e9 #SemST', "FAVOR"),
        encoding="cp1252",
    )
    write(tmp_path / semeval.TRAIN[1], head, ("2", "Milk", "No #SemST milk", "AGAINST"))
    write(tmp_path / semeval.TEST, head, ("3", "Tea", "Hm", "NONE"))
    (found,) = semeval.read(tmp_path)
    assert [claim_of(one) for one in found.train] == ['"Tea caf\u00e9', "No #SemST milk"]
    assert [(one.given.target, one.label) for one in found.test] == [("Tea", "NONE")]


def test_a_short_row_is_named(tmp_path):
    head = ("ID", "Target", "Tweet", "Stance")
    for name in (*semeval.TRAIN, semeval.TEST):
        write(tmp_path / name, head, ("1", "Tea", "Tea"))
    with pytest.raises(DataError, match=r"trainingdata.*:2: a row with too few fields"):
        semeval.read(tmp_path)


def test_a_missing_column_is_named(tmp_path):
    for name in (*semeval.TRAIN, semeval.TEST):
        write(tmp_path / name, ("ID", "Target", "Stance"))
    with pytest.raises(DataError, match="no column Tweet"):
        semeval.read(tmp_path)


def test_manifesto_sentences_stand_alone_or_in_context(tmp_path):
    head = ("label_text", "text_original", "text_preceding", "text_following", "manifesto_id")
    for topic in manifesto.PUBLISHED:
        for part in ("train", "test"):
            path = tmp_path / f"df_manifesto_{topic}_{part}.csv"
            rows = ('"Other"', '"Trade, fair"', '"Before this"', '""', "7_1")
            write(path, head, rows, delimiter=",")
    alone, within, *others = manifesto.read(tmp_path)
    assert len(others) == 2
    assert [one.train[0].given.document.text for one in (alone, within)] == [
        "Trade, fair",
        "Before this\n\nTrade, fair",
    ]
    assert [claim_of(one.test[0]) for one in (alone, within)] == ["Trade, fair"] * 2
    assert len(within.test[0].given.document.sentences) == 2
    assert within.train[0].group == "7_1"


def test_plover_finds_the_marked_source(tmp_path):
    head = ("marked_sentence", "target", "gold_penta", "gold_root")
    marked = "On Monday <s>Norland</s> warned <t>Sudmark</t>."
    for name in ("PLV_train.tsv", "PLV_test.tsv"):
        write(tmp_path / name, head, (marked, "Sudmark", "3", "THREATEN"))
    codes, groups = plover.read(tmp_path)
    given = codes.train[0].given
    assert given.document.text == "On Monday Norland warned Sudmark."
    assert given.actor is not None
    assert given.actor.of(given.document.text) == given.actor_name == "Norland"
    assert (given.target, codes.test[0].label, groups.test[0].label) == ("Sudmark", "THREATEN", "3")


def test_seesaw_tests_topics_and_events_only(tmp_path):
    stances = [("Ada Vane", "POS", "the levy"), ("None", "NEG", "Ada Vane")]
    for story, split in (("TRIPLET_000", "valid"), ("TRIPLET_001", "test")):
        name = f"{story}_DOCUMENT_0.json"
        files = {
            f"meta/{story}.json": {"Split": split},
            f"articles/{name}": {
                "text": [{"id": 3, "text": "Hello."}, {"id": 4, "text": "Mr. Vane spoke."}]
            },
            f"annotations/{name}": {
                "entity lists": [["the levy", ["Topic"]], ["Ada Vane", ["People"]]],
                "sentence-level stances": {
                    "4": [{"subject": s, "sentiment": p, "object": o} for s, p, o in stances]
                },
            },
        }
        for place, record in files.items():
            (tmp_path / place).parent.mkdir(exist_ok=True)
            (tmp_path / place).write_text(json.dumps(record))
    (found,) = seesaw.read(tmp_path)
    assert [(one.label, one.given.actor_name) for one in found.train] == [
        ("POS", "Ada Vane"),
        ("NEG", ""),
    ]
    assert [one.given.target for one in found.test] == ["the levy"]
    assert claim_of(found.test[0]) == "Mr. Vane spoke."
    actor = found.test[0].given.actor
    assert actor is not None
    assert actor.of(found.test[0].given.document.text) == "Vane"


def test_gwsd_takes_the_most_probable_label_and_leaves_the_held_out_ones(tmp_path):
    head = ("sentence", "guid", "agree", "neutral", "disagree", "stance")
    write(
        tmp_path / "GWSD.tsv",
        head,
        ("Warm.", "1", "0.2", "0.3", "0.5", ""),
        ("Screen.", "2", "", "", "", ""),
        ("Cold.", "3", "0.9", "0.1", "0.0", ""),
    )
    write(
        tmp_path / "held_out_balanced_test.tsv", head, ("Cold.", "3", "0.9", "0.1", "0.0", "agree")
    )
    (found,) = gwsd.read(tmp_path)
    assert [(claim_of(one), one.label) for one in found.train] == [("Warm.", "disagree")]
    assert [(claim_of(one), one.label) for one in found.test] == [("Cold.", "agree")]


def test_metrics_equal_those_of_scikit_learn():
    from sklearn.metrics import f1_score

    right = ["FAVOR", "AGAINST", "NONE", "AGAINST", "FAVOR", "NONE"]
    answers = ["FAVOR", "NONE", "FAVOR", "AGAINST", "AGAINST", "NONE"]
    labels = ["FAVOR", "AGAINST"]
    assert macro_f1(right, answers) == pytest.approx(f1_score(right, answers, average="macro"))
    assert favour_against_f1(right, answers) == pytest.approx(
        f1_score(right, answers, labels=labels, average="macro")
    )


# Rows of the official parts, and test rows by label.
COUNTS = {
    "semeval-2016-6a": (2914, {"AGAINST": 715, "FAVOR": 304, "NONE": 230}),
    "manifesto-protectionism": (
        2116,
        {"Other": 3420, "Protectionism: Negative": 172, "Protectionism: Positive": 170},
    ),
    "manifesto-morality-context": (
        3188,
        {
            "Other": 3900,
            "Traditional Morality: Negative": 73,
            "Traditional Morality: Positive": 317,
        },
    ),
    "plover-4-groups": (1050, {"1": 216, "2": 200, "3": 341, "4": 276}),
    "seesaw": (8699, {"NEG": 341, "POS": 397}),
    "gwsd": (1850, {"agree": 76, "neutral": 85, "disagree": 39}),
}


@pytest.mark.parametrize("reader", READERS)
def test_official_counts(shared: Path, reader):
    directory = shared / "data" / reader.FOLDER
    if not directory.is_dir():
        pytest.skip(f"no {reader.FOLDER} in ../shared/data")
    for found in reader.read(directory):
        if found.name in COUNTS:
            rows = (len(found.train), Counter(one.label for one in found.test))
            assert rows == COUNTS[found.name]
