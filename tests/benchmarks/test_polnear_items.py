import json

import pytest

from benchmarks.polnear_items import (
    cut_items,
    item_document,
    read_compartment,
    read_items,
    read_standoff,
)
from stanceclf.errors import DataError

TEXT = "Rain, Lena Holm said, can't stop.\n\nShe asked:\n\n“Who cares?”\n\nNobody."
ANN = """\
T1\tSource 6 15\tLena Holm
T2\tCue 16 20\tsaid
T3\tContent 0 4;22 32\tRain can't stop
E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3
T4\tCue 39 44\tasked
T5\tContent 47 59\tWho cares
T6\tDiscuss 0 4\tnote
 a line that was wrapped
E2\tAttribution:T9 Cue:T4 Content:T5
"""


def test_pieces_and_extents_are_read_and_notes_are_not():
    pieces, extents = read_standoff(ANN)
    assert ("content", 22, 32) in pieces
    assert len(pieces) == 6
    assert extents == [(0, 32), (39, 59)]


def test_paragraphs_are_items_and_one_where_an_attribution_joins_them():
    items = list(cut_items("a_1", TEXT, *read_standoff(ANN)))
    assert [item.words for item in items] == [
        ["Rain", ",", "Lena", "Holm", "said", ",", "ca", "n't", "stop", "."],
        ["She", "asked", ":", "\u201c", "Who", "cares", "?", "\u201d"],
        ["Nobody", "."],
    ]
    assert items[0].labels == [
        "B-content", "O", "B-source", "I-source", "B-cue", "O", "B-content", "I-content",
        "I-content", "O",
    ]  # fmt: skip
    assert items[1].labels[1] == "B-cue"


def test_a_compartment_is_read_from_its_folder(tmp_path):
    folder = tmp_path / "polnear" / "data" / "train"
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "paper_rain.txt").write_text(TEXT)
    (folder / "attributions" / "paper_rain_ab12.ann").write_text(ANN)
    assert [item.key for item in read_compartment(folder)] == ["paper_rain_ab12"] * 3
    with pytest.raises(DataError, match="networkdynamics/PolNeAR"):
        list(read_compartment(tmp_path / "polnear" / "data" / "dev"))


def test_items_in_cofenets_form_lose_the_codes_of_the_treebank(tmp_path):
    path = tmp_path / "one" / "res" / "polnear" / "test.txt"
    path.parent.mkdir(parents=True)
    record = {
        "tokens": ["``", "Rain", "''", "-LRB-", "he", "said", "-RRB-", "."],
        "labels": ["O", "B-content", "O", "O", "B-source", "B-cue", "O", "O"],
        "id": "paper_rain_ab12",
    }
    path.write_text(json.dumps(record) + "\n")
    (item,) = read_items(path)
    assert item.words == ["\u201c", "Rain", "\u201d", "(", "he", "said", ")", "."]
    with pytest.raises(DataError, match="cofe-ai/CofeNet"):
        read_items(path.with_name("valid.txt"))


def test_an_item_is_a_document_cut_at_its_stops():
    items = list(cut_items("a_1", "“Rain.” Holm said so. Dr. Berg did not.", [], []))
    document = item_document(items[0])
    assert [one.span.of(document.text) for one in document.sentences] == [
        "\u201c Rain . \u201d",
        "Holm said so .",
        "Dr. Berg did not .",
    ]
    assert [document.text[a:b] for a, b in zip(document.starts, document.ends, strict=True)] == (
        document.words
    )
