"""The benchmarks of actors: how they count, on sentences of our own; figures where the data is."""

from pathlib import Path

import pytest

from benchmarks import gum_actors, names, relocar
from stanceclf.errors import DataError
from training.named import read_conll

CONLL = """Ada B-person
Moreau I-person
of O
the O
Bright B-organisation
Harbour I-organisation
Union I-organisation
left O
Norway B-country
. O

Nobody O
"""


def test_names_are_counted_by_kind(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(CONLL, encoding="utf-8")
    texts = list(read_conll(path))
    assert [text.text for text in texts] == [
        "Ada Moreau of the Bright Harbour Union left Norway .",
        "Nobody",
    ]
    counts = names.count(texts[0])
    for kind in ("person", "organisation", "country"):
        assert (counts[f"gold {kind}"], counts[f"right {kind}"]) == (1, 1)
    assert counts["proposed person"] == 1


def test_a_name_of_the_wrong_kind_is_not_right(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(CONLL.replace("person", "organisation"), encoding="utf-8")
    counts = names.count(next(read_conll(path)))
    assert counts["gold organisation"] == 2
    assert counts["right organisation"] == 1
    assert counts["right person"] == 0


@pytest.mark.parametrize("module", [names, relocar, gum_actors])
def test_missing_data_is_told_in_one_line(module, tmp_path):
    with pytest.raises(DataError, match="github"):
        module.measure(tmp_path)


@pytest.mark.parametrize(
    ("module", "floors"),
    [
        (
            relocar,
            {
                "ReLocaR test, accuracy": 0.80,
                "ReLocaR test, accuracy of the stage that ships": 0.76,
                "place names of GUM, accuracy": 0.84,
            },
        ),
        (
            names,
            {
                "names, CrossNER-politics test: person, F1": 0.76,
                "names, CrossNER-politics test: organisation, F1": 0.64,
            },
        ),
    ],
)
def test_figures_stay_above_their_floors(shared: Path, module, floors):
    values: dict[str, float] = {}
    for row in module.measure(shared / "data"):
        assert set(row) == {"measure", "value", "published", "trained_on", "n"}
        values[row["measure"]] = max(row["value"], values.get(row["measure"], 0.0))
    for measure, floor in floors.items():
        assert values[measure] >= floor
