"""What the pipeline refuses, and what it lets pass."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

import stanceclf
from stanceclf.pipeline import Pipeline
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.model import Answers, StanceModel
from training.corpus import read_corpus


class Asked(StanceModel):
    """Keeps whether claims were said to be found."""

    def __init__(self, model: StanceModel) -> None:
        vars(self).update(vars(model))
        self.found: list[bool] = []

    def answers(self, claims: Sequence[GivenClaim], *, found: bool = False) -> Answers:
        self.found.append(found)
        return super().answers(claims, found=found)


def test_texts_are_read_lazily(pipeline: stanceclf.Pipeline) -> None:
    def texts() -> Iterator[str]:
        yield "Kenya will send police."
        yield "Norway will not."
        raise AssertionError("read too far")

    reports = pipeline.analyze_many(texts(), batch_size=1)
    assert next(reports).text == "Kenya will send police."


def test_longer_titles_do_no_harm_and_shorter_ones_are_an_error(
    pipeline: stanceclf.Pipeline,
) -> None:
    assert len(list(pipeline.analyze_many(["a", "b"], titles=["x", "y", "z"]))) == 2
    with pytest.raises(ValueError, match="'titles' parameter must be as long"):
        list(pipeline.analyze_many(["a", "b"], titles=["x"]))


@pytest.mark.parametrize("text", [None, b"bytes", 3, ["a", "list"]])
def test_what_is_no_text_is_a_type_error(pipeline: stanceclf.Pipeline, text: str) -> None:
    with pytest.raises(TypeError, match="'text' parameter must be a str"):
        pipeline.analyze(text)


def test_a_batch_of_nothing_is_a_value_error(pipeline: stanceclf.Pipeline) -> None:
    with pytest.raises(ValueError, match="'batch_size' parameter must be at least 1"):
        pipeline.analyze_many([], batch_size=0)
    with pytest.raises(ValueError, match="'batch_size' parameter must be at least 1"):
        pipeline.attributions_many([], batch_size=0)


def test_claims_outside_the_text_are_a_value_error(pipeline: stanceclf.Pipeline) -> None:
    given = stanceclf.GivenStatement(stanceclf.Span(0, 99))
    with pytest.raises(ValueError, match="'statements' parameter must hold claims inside"):
        pipeline.classify("Kenya will send police.", [given])


def test_the_stance_stage_is_told_whether_claims_were_found(pipeline: stanceclf.Pipeline) -> None:
    asked = Asked(pipeline.stance)
    asking = Pipeline(pipeline.claims, pipeline.ranker, asked)
    text = "Kenya will send police to Haiti."
    asking.analyze(text)
    asking.classify(text, [stanceclf.GivenStatement(stanceclf.Span(0, len(text) - 1))])
    assert asked.found == [True, False]


def test_two_processes_give_what_one_gives(pipeline: stanceclf.Pipeline) -> None:
    texts = ["Kenya will send police.", "Norway will not send ships.", "", "Spain met Peru."] * 3
    alone = list(pipeline.analyze_many(texts))
    assert list(pipeline.analyze_many(texts, batch_size=4, n_jobs=2)) == alone


def test_a_long_text_keeps_the_stances_of_its_parts(pipeline: stanceclf.Pipeline) -> None:
    parts = [document.text for document in read_corpus()[:20]]
    apart = Counter(one.stance for part in parts for one in pipeline.analyze(part).statements)
    joined = Counter(one.stance for one in pipeline.analyze("\n\n".join(parts)).statements)
    for stance, count in apart.items():
        assert joined[stance] == pytest.approx(count, rel=0.2)
