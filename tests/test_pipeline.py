"""What the pipeline refuses, and what it lets pass."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat
from typing import Any

import pytest

import stanceclf
from stanceclf.pipeline import Pipeline
from stanceclf.records import GivenStatement, Span, Statement
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


def _held() -> int:
    """Return how many statements the process holds."""
    return sum(isinstance(one, Statement) for one in gc.get_objects())


def test_reports_are_made_when_they_are_asked_for(pipeline: stanceclf.Pipeline) -> None:
    texts = ["Kenya will send police, but Norway will not.", "Chad opposes the force."] * 8
    before = _held()
    reports = pipeline.analyze_many(texts)
    made = len(next(reports).statements)
    assert made
    assert _held() - before <= made
    assert len(next(reports).statements) == 1
    assert _held() - before <= made


def test_reports_of_two_calls_do_not_mix(pipeline: stanceclf.Pipeline) -> None:
    texts = ["Kenya will send police, but Norway will not.", "Chad opposes the force.", ""]
    alone = list(map(pipeline.analyze, texts))
    there, back = pipeline.analyze_many(texts), pipeline.analyze_many(texts[::-1], batch_size=2)
    unread = pipeline.analyze_many(texts)
    next(unread)
    for one, other in zip(alone, alone[::-1], strict=True):
        found = next(there)
        assert found == one
        assert len(pipeline.explain(found)) == len(found.statements)
        assert next(back) == other
    assert next(unread) == alone[1]


def test_titles_are_as_many_as_texts(pipeline: stanceclf.Pipeline) -> None:
    for titles in (["x"], ["x", "y", "z"]):
        with pytest.raises(ValueError, match=rf"'titles' parameter must be .* Got {len(titles)} f"):
            pipeline.analyze_many(["a", "b"], titles=titles)
    with pytest.raises(ValueError, match="'titles' parameter must be as long"):
        list(pipeline.analyze_many(["a", "b"], titles=iter(["x"])))
    assert len(list(pipeline.analyze_many(["a", "b"], targets=repeat("x")))) == 2


@pytest.mark.parametrize("text", [None, b"bytes", 3, ["a", "list"]])
def test_what_is_no_text_is_a_type_error(pipeline: stanceclf.Pipeline, text: Any) -> None:
    for read in (
        pipeline.analyze,
        pipeline.attributions,
        partial(pipeline.classify, statements=[]),
    ):
        with pytest.raises(TypeError, match="'text' parameter must be a str"):
            read(text)


@pytest.mark.parametrize("name", ["title", "target"])
@pytest.mark.parametrize("value", [3, None])
def test_titles_and_targets_are_strings(
    pipeline: stanceclf.Pipeline, name: str, value: Any
) -> None:
    for read in (pipeline.analyze, partial(pipeline.classify, statements=[])):
        with pytest.raises(TypeError, match=f"'{name}' parameter must be a str"):
            read("Kenya will send police.", **{name: value})


def test_one_text_is_no_list_of_texts(pipeline: stanceclf.Pipeline) -> None:
    for read in (pipeline.analyze_many, pipeline.attributions_many):
        with pytest.raises(TypeError, match=r"'texts' parameter .* one str instead; put it into a"):
            read("Kenya")
    with pytest.raises(TypeError, match="'titles' parameter must be a list"):
        pipeline.analyze_many(["a"], titles="T")
    with pytest.raises(TypeError, match="'texts' parameter must be an iterable of str"):
        pipeline.analyze_many(None)  # type: ignore[arg-type]


def test_a_batch_of_nothing_is_a_value_error(pipeline: stanceclf.Pipeline) -> None:
    with pytest.raises(ValueError, match="'batch_size' parameter must be at least 1"):
        pipeline.analyze_many([], batch_size=0)
    with pytest.raises(ValueError, match="'batch_size' parameter must be at least 1"):
        pipeline.attributions_many([], batch_size=0)


@pytest.mark.parametrize("name", ["batch_size", "n_jobs"])
def test_counts_are_whole(pipeline: stanceclf.Pipeline, name: str) -> None:
    options: dict[str, Any] = {name: 1.5}
    with pytest.raises(TypeError, match=f"'{name}' parameter must be a whole number. Got float"):
        pipeline.analyze_many([], **options)


@pytest.mark.parametrize("span", [Span(0, 99), Span(-1, 5), Span(5, 3), Span(3, 3)])
@pytest.mark.parametrize("field", ["claim", "actor", "source"])
def test_spans_outside_the_text_are_a_value_error(
    pipeline: stanceclf.Pipeline, field: str, span: Span
) -> None:
    spans: dict[str, Any] = {field: span}
    given = replace(GivenStatement(Span(0, 22)), **spans)
    with pytest.raises(ValueError, match=f"'statements' parameter must hold an? {field} inside"):
        pipeline.classify("Kenya will send police.", [given])


NOT_SPANS: list[Any] = [(0, 22), [0, 22], {}, Span(0.0, 22), Span("0", 22)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        *(
            ([GivenStatement(span)], "hold a Span of two whole numbers as claim")
            for span in NOT_SPANS
        ),
        ([GivenStatement(None)], "hold a Span .* as claim. Got NoneType"),  # type: ignore[arg-type]
        ([GivenStatement(Span(0, 22), "Kenya")], "hold a Span of .* as actor. Got str"),  # type: ignore[arg-type]
        ([GivenStatement(Span(0, 22), None, 5)], "hold a str as actor_name"),  # type: ignore[arg-type]
        ([Span(0, 22)], "hold records of GivenStatement. Got Span"),
        ("text", "hold records of GivenStatement. Got str"),
        ({"claim": [0, 22]}, "hold records of GivenStatement. Got str"),
        (None, "be a list of GivenStatement. Got NoneType"),
        (GivenStatement(Span(0, 22)), "be a list of GivenStatement. Got GivenStatement"),
    ],
)
def test_what_is_no_given_statement_is_a_type_error(
    pipeline: stanceclf.Pipeline, statements: Any, message: str
) -> None:
    with pytest.raises(TypeError, match=f"'statements' parameter must {message}"):
        pipeline.classify("Kenya will send police.", statements)


def test_statements_may_come_from_an_iterator(pipeline: stanceclf.Pipeline) -> None:
    given = [GivenStatement(Span(0, 22))]
    text = "Kenya will send police."
    assert pipeline.classify(text, iter(given)) == pipeline.classify(text, given)  # type: ignore[arg-type]


def test_what_is_explained_is_a_report(pipeline: stanceclf.Pipeline) -> None:
    with pytest.raises(TypeError, match=r"'report' parameter must be a Report. Got NoneType"):
        pipeline.explain(None)  # type: ignore[arg-type]
    report = pipeline.analyze("Kenya will send police.")
    with pytest.raises(ValueError, match=r"'most' parameter must be at least 0. Got -1"):
        pipeline.explain(report, most=-1)


def test_reasons_do_not_hang_on_what_a_report_leaves_out(pipeline: stanceclf.Pipeline) -> None:
    text = "France backs the force. It will send troops. If asked, Kenya will send police to Haiti."
    report = pipeline.analyze(text)
    whole = pipeline.explain(report)
    assert len(whole) > 1
    for at, statement in enumerate(report.statements):
        assert pipeline.explain(replace(report, statements=(statement,))) == [whole[at]]
        assert {reason.stance for reason in whole[at]} <= {statement.stance}


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"name": 3}, TypeError, "'name' parameter must be a str, a path or None. Got int"),
        ({"aliases": 3}, TypeError, "'aliases' parameter must be a str, a path or None. Got int"),
        ({"accurate": []}, TypeError, "'accurate' parameter must be a str, a path or None. Got l"),
        ({"share": "x"}, TypeError, "'share' parameter must be a number from 0 to 1. Got str"),
        ({"share": 1.5}, ValueError, "'share' parameter must be from 0 to 1. Got 1.5"),
        ({"share": float("nan")}, ValueError, "'share' parameter must be from 0 to 1. Got nan"),
    ],
)
def test_what_is_loaded_is_named(
    options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        stanceclf.load(**options)


def test_a_model_that_is_no_name_is_a_type_error() -> None:
    with pytest.raises(
        TypeError, match=r"'model' parameter must be a str, a path or None. Got list"
    ):
        stanceclf.analyze("Kenya will send police.", model=[])  # type: ignore[arg-type]


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


def test_marks_without_width_are_blanks(pipeline: stanceclf.Pipeline) -> None:
    text = "Kenya will send police to Haiti. Norway said that it will not."
    marked = "\ufeff" + text.replace(" ", " \u200b")
    found = pipeline.analyze(marked)
    assert found.text == marked
    assert [(one.actor.name, one.stance) for one in found.statements] == [
        (one.actor.name, one.stance) for one in pipeline.analyze(text).statements
    ]


def test_a_long_text_keeps_the_stances_of_its_parts(pipeline: stanceclf.Pipeline) -> None:
    parts = [document.text for document in read_corpus()[:20]]
    apart = Counter(one.stance for part in parts for one in pipeline.analyze(part).statements)
    joined = Counter(one.stance for one in pipeline.analyze("\n\n".join(parts)).statements)
    for stance, count in apart.items():
        assert joined[stance] == pytest.approx(count, rel=0.2)
