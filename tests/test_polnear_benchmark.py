import json

import pytest

from benchmarks import polnear

SENTENCES = (
    ("Ola Berg", "said", "that rain comes"),
    ("Lena Holm", "claimed", "that snow goes"),
    ("Jan Kivi", "said", "that ice melts"),
    ("Rosa Lind", "argued", "that wind turns"),
)


@pytest.fixture
def data(tmp_path):
    """Write sentences of our own as PolNeAR and CofeNet write theirs; return the folder."""
    train = tmp_path / "polnear" / "data" / "train"
    res = tmp_path / "cofenet-polnear-riqua" / "res" / "polnear"
    for folder in (train / "text", train / "attributions", res):
        folder.mkdir(parents=True)
    for number in range(12):
        source, cue, content = SENTENCES[number % 4]
        text = f"{source} {cue} {content}."
        lines, at = [], 0
        for mark, part in enumerate((("Source", source), ("Cue", cue), ("Content", content)), 1):
            lines.append(f"T{mark}\t{part[0]} {at} {at + len(part[1])}\t{part[1]}")
            at += len(part[1]) + 1
        lines.append("E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3")
        (train / "text" / f"paper_{number}.txt").write_text(text)
        (train / "attributions" / f"paper_{number}_ab.ann").write_text("\n".join(lines))
    record = {
        "tokens": ["Ola", "Berg", "claimed", "that", "ice", "melts", "."],
        "labels": ["B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "O"],
        "id": "paper_x_ab",
    }
    (res / "test.txt").write_text(json.dumps(record) + "\n")
    return tmp_path


def test_a_row_for_each_role_with_the_published_figures(data, capsys):
    rows = polnear.measure(data)
    assert [row["n"] for row in rows] == [1, 1, 1]
    assert [row["value"] for row in rows] == [100.0, 100.0, 100.0]
    assert "BiLSTM+CRF 59.0" in rows[2]["published"]
    assert {"measure", "value", "published", "trained_on", "n"} <= set(rows[0])
    assert polnear.main(["--data", str(data)]) == 0
    assert "PolNeAR test, cue: exact F1: 100.0 (n=1" in capsys.readouterr().out


def test_f1_counts_spans_that_are_right_at_both_edges():
    gold = [{(0, 2, "cue"), (3, 4, "content")}, {(0, 1, "cue")}]
    found = [{(0, 2, "cue"), (3, 5, "content")}, set()]
    assert polnear.exact_f1(gold, found, "cue") == pytest.approx(200 / 3)
    assert polnear.exact_f1(gold, found, "content") == 0
    assert polnear.exact_f1([], [], "source") == 0
