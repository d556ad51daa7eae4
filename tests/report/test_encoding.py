import json

from stanceclf.records import GivenStatement, Span
from stanceclf.report.encoding import (
    classified_record,
    described_record,
    dumps,
    report_record,
)

TEXT = "Kenya: yes once asked. Haiti: no. Ghana: maybe."


def test_report_record_has_the_annotated_form(plain) -> None:
    record = report_record("a", plain.analyze(TEXT))
    assert list(record) == [
        "id",
        "statements",
        "actors",
        "actor_probabilities",
        "actor_ids",
    ]
    assert record["actors"] == {"Kenya": "conditional", "Haiti": "opposes", "Ghana": "no_stance"}
    assert record["statements"][0] == {
        "claim": [7, 21],
        "actor": [0, 5],
        "actor_name": "Kenya",
        "actor_type": "country",
        "actor_id": "",
        "affiliation": None,
        "source": [0, 5],
        "source_name": "Kenya",
        "source_id": "",
        "stance": "conditional",
        "condition": [11, 21],
        "condition_kind": "until",
        "condition_short": "asked",
        "marker": [11, 15],
        "cue": None,
        "quotation": "none",
        "probability": 0.8,
        "probabilities": {
            "supports": 0.1,
            "opposes": 0.05,
            "conditional": 0.8,
            "no_stance": 0.05,
        },
        "confidence": 1.0,
    }


def test_classified_record_keeps_the_order(plain) -> None:
    given = [GivenStatement(Span(30, 32)), GivenStatement(Span(7, 21))]
    record = classified_record("a", plain.classify(TEXT, given))
    assert record["stances"] == ["opposes", "conditional"]
    assert record["conditions"] == [None, [11, 21]]
    assert [one["opposes"] for one in record["probabilities"]] == [0.9, 0.05]


def test_described_record_stands_alone(plain) -> None:
    record = described_record("a", "T", plain.analyze(TEXT))
    assert record["text"] == TEXT
    assert [one["claim_text"] for one in record["statements"]] == ["yes once asked", "no", "maybe"]
    assert [one["condition_text"] for one in record["statements"]] == ["once asked", None, None]
    assert record["verdicts"][0]["statements"] == [0]


def test_letters_stay_as_they_are() -> None:
    assert dumps({"name": "Zoë"}) == '{"name": "Zoë"}'
    assert json.loads(dumps({"x": "\ud800"}).encode("utf-8", "backslashreplace")) == {"x": "\ud800"}
