"""The runner of the public benchmarks, on made-up claims."""

import json
import sys

import pytest

from benchmarks import stance
from benchmarks.stance_sets import conditions, recipe
from benchmarks.stance_sets.metrics import macro_f1
from benchmarks.stance_sets.records import LabelledClaim, StanceSet
from benchmarks.stance_sets.tables import as_markdown
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.gum import GumDocument, GumUnit


def labelled(text: str, label: str) -> LabelledClaim:
    given = GivenClaim(Document.from_text(text), Span(0, len(text)), target="the levy")
    return LabelledClaim(given, label)


@pytest.fixture(scope="module")
def row():
    texts = [f"We {verb} the levy of year {n}." for n in range(12) for verb in ("like", "hate")]
    claims = [labelled(text, "POS" if "like" in text else "NEG") for text in texts]
    tested = [labelled("They like it.", "POS"), labelled("They hate it.", "NEG")]
    tested.append(labelled("They like it too.", "NEG"))
    made = StanceSet("made-up", tuple(claims), tuple(tested), "macro-F1", macro_f1, (("me", 0.5),))
    return recipe.measure(made)


def test_what_is_measured(row):
    assert (row["train"], row["test"]) == (24, 3)
    assert row["cross_validation"] == 1.0
    assert row["score"] == pytest.approx(2 / 3, abs=1e-4)
    assert json.loads(json.dumps(row)) == row


def test_tables_show_published_figures_beside(row):
    found = {"on": "test", "conditions": 3, "token_f1": 0.5, "answered": 1.0}
    table = as_markdown([row], [found])
    assert "| made-up |  | 24 | 3 | macro-F1 | 0.6667 | 1.0000 |" in table
    assert "me 0.500" in table
    assert "| test | 3 | 0.5000 | 1.0000 |" in table


def test_missing_data_is_one_line_each(tmp_path, monkeypatch, capsys):
    for name in (*stance.READERS, stance.GUM):
        monkeypatch.setattr(sys, "argv", ["stance", "--data", str(tmp_path), "--only", name])
        stance.main()
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == len(stance.READERS) + 1
    assert not said.out


def test_conditions_are_given_with_the_sentence_that_holds_them():
    text = "It rains. If it stops, we go."
    sentences = (Span(0, 9), Span(10, 29))
    units = (
        GumUnit(Span(0, 9), "context-background", 2),
        GumUnit(Span(10, 22), conditions.RELATION, 2),
        GumUnit(Span(23, 29), "root", -1),
    )
    gum = GumDocument("GUM_made_up", "news", "test", text, sentences, (), units, ())
    assert conditions.conditions_of(gum) == [(sentences[1], units[1].span)]
