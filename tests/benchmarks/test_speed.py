"""What the benchmarks of speed and size measure, at a size that takes no time."""

from pathlib import Path

import pytest

from benchmarks import memory, scale
from benchmarks.data import read_corpus, read_texts
from benchmarks.peers import PLAIN, plain_reader
from benchmarks.scaling import scaling
from benchmarks.stages import REST, stage_seconds
from benchmarks.throughput import OWN, own_reader, rates_of

ARTICLE = (Path(__file__).parent.parent / "data" / "article.txt").read_text(encoding="utf-8")


def test_rates_are_beside_each_other() -> None:
    measured = {OWN: own_reader(), PLAIN: plain_reader(read_corpus()[:20])}
    rates, ratios = rates_of(measured, [ARTICLE] * 3)
    assert rates[PLAIN] > rates[OWN] > 0
    assert ratios[OWN] == 1.0
    assert 0 < ratios[PLAIN] < 1


def test_every_stage_is_seen() -> None:
    found = stage_seconds([ARTICLE] * 3)
    assert {"sentences and tokens", "claims and holders", "stance and conditions"} < set(found)
    assert {"find mentions", "naming"} < set(found)
    assert found[REST] < 0.3 * sum(found.values())
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_scaling_and_memory_have_figures() -> None:
    found = scaling(2, 1)
    assert found["seconds_by_words"].keys() == {"100"}
    assert found["seconds_by_articles"]["10"] > 0
    assert len(memory.growth(20, 10)["resident_mb"]) == 20


def test_texts_of_the_user_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text('{"text": "Two."}\n')
    assert read_texts([str(tmp_path)]) == ["One.", "Two."]


@pytest.fixture(scope="module")
def costs() -> scale.Costs:
    return scale.measure(12)


def test_more_workers_take_less_time_and_no_less_work(costs: scale.Costs) -> None:
    one = scale.simulate(costs, 200_000, scale.Cluster(1, unlike=0.0))
    many = scale.simulate(costs, 200_000, scale.Cluster(8, unlike=0.0))
    assert many["hours"] < one["hours"] / 6
    assert many["core_hours"] == one["core_hours"]
    expected = 200_000 * float(costs.seconds.mean()) / 3600
    assert one["core_hours"] == pytest.approx(expected, rel=0.05, abs=0.1)


def test_lost_workers_cost_work_and_time(costs: scale.Costs) -> None:
    safe = scale.simulate(costs, 200_000, scale.Cluster(8))
    lossy = scale.simulate(costs, 200_000, scale.Cluster(8, hours_between_losses=0.02))
    assert (safe["losses"], safe["wasted"]) == (0, 0.0)
    assert lossy["losses"] > 5
    assert lossy["wasted"] > 0
    assert lossy["hours"] > safe["hours"]
