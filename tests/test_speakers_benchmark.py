"""Speakers of direct quotations: which quotations count, and what counts as right."""

import pytest

from benchmarks import speakers
from stanceclf.errors import DataError
from stanceclf.loading import load
from stanceclf.records import Span

TEXT = (
    "Ada Moreau spoke in Graz.\n\n"
    '"We will stay," Ada Moreau said. She said that the "old plan" was dead. '
    '"Nobody asked us," replied Jonas Weidmann.\n'
)


def marked(role: str, number: int, words: str) -> str:
    start = TEXT.index(words)
    return f"T{number}\t{role} {start} {start + len(words)}\t{words}"


STANDOFF = "\n".join(
    [
        marked("Source", 1, "Ada Moreau said").replace("said", "").rstrip(),
        marked("Content", 2, '"We will stay,"'),
        "E1\tAttribution:T9 Content:T2 Source:T1",
        marked("Source", 3, "She"),
        marked("Content", 4, 'that the "old plan" was dead'),
        "E2\tAttribution:T9 Content:T4 Source:T3",
        marked("Source", 5, "Jonas Weidmann"),
        marked("Content", 6, '"Nobody asked us,"'),
        "E3\tAttribution:T9 Content:T6 Source:T5",
        marked("Content", 7, "Graz"),
        "E4\tAttribution:T9 Content:T7",
    ]
)


def write(folder):
    for name, content in (("text/a.txt", TEXT), ("attributions/a_1.ann", STANDOFF)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_only_whole_quotations_with_a_source_count():
    found = list(speakers.quotations(TEXT, STANDOFF))
    assert [span.of(TEXT) for span, _ in found] == ["We will stay", "Nobody asked us"]


def test_names_and_mentions_are_judged():
    quoted = list(speakers.quotations(TEXT, STANDOFF))
    assert speakers.answers(load(), TEXT, quoted) == [(True, True), (True, True)]
    elsewhere = Span(*(TEXT.index("Graz") + at for at in (0, 4)))
    assert speakers.answers(load(), TEXT, [(quoted[0][0], elsewhere)]) == [(False, False)]
    first = Span(0, len("Ada Moreau"))
    assert speakers.answers(load(), TEXT, [(quoted[0][0], first)]) == [(True, False)]


def test_rows_of_a_compartment(tmp_path):
    write(tmp_path / "polnear" / "data" / "test")
    name, mention = speakers.measure(tmp_path)
    assert (name["value"], name["n"]) == (1.0, 2)
    assert "right mention" in mention["measure"]


def test_missing_data_is_one_line(tmp_path):
    with pytest.raises(DataError, match="no PolNeAR under"):
        speakers.measure(tmp_path)
    with pytest.raises(SystemExit, match="no PolNeAR under"):
        speakers.main(["--data", str(tmp_path)])
