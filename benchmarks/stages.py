"""What each stage of the pipeline costs."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FunctionType
from typing import Any

import stanceclf
from stanceclf import pipeline as pipeline_module
from stanceclf import seen as seen_module
from stanceclf.actors.resolution import Reading

# The stages that are methods; those that are functions are found in these modules.
_MODULES = (pipeline_module, seen_module)
_METHODS = {
    "sentences and tokens": ("_documents",),
    "claims and holders": ("claims", "find"),
    "stance and conditions": ("stance", "classify"),
}
# Naming is called by the choice of holders, and once more for those that were chosen.
_NAMING = "naming"
_NAMING_METHODS = ("__init__", "referents", "actors")
REST = "the rest"


def stage_seconds(texts: Sequence[str]) -> dict[str, float]:
    """Return the seconds of processor time of each stage over some articles, dearest first."""
    spent: dict[str, float] = {}
    pipeline = stanceclf.load()
    list(pipeline.analyze_many(texts[:20]))
    with _timed(pipeline, spent):
        start = time.process_time()
        list(pipeline.analyze_many(texts))
        whole = time.process_time() - start
    spent[REST] = max(0.0, whole - sum(spent.values()))
    called = {name: seconds for name, seconds in spent.items() if seconds}
    return dict(sorted(called.items(), key=lambda pair: -pair[1]))


@contextmanager
def _timed(pipeline: Any, spent: dict[str, float]) -> Iterator[None]:
    """Let each stage of a pipeline note its time, without that of the stages that it calls."""
    inside: list[float] = []  # what the stages at work have spent on others

    def noting(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        spent.setdefault(name, 0.0)

        def noted(*arguments: Any, **named: Any) -> Any:
            inside.append(0.0)
            start = time.process_time()
            try:
                return work(*arguments, **named)
            finally:
                elapsed = time.process_time() - start
                spent[name] += elapsed - inside.pop()
                if inside:
                    inside[-1] += elapsed

        return noted

    for name, path in _METHODS.items():
        holder = pipeline
        for part in path[:-1]:
            holder = getattr(holder, part)
        setattr(holder, path[-1], noting(name, getattr(holder, path[-1])))
    functions = {
        (module, name): value
        for module in _MODULES
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
        and value.__module__ != module.__name__
        and not name.startswith("_")  # what makes records is no stage
    }
    methods = {(Reading, name): getattr(Reading, name) for name in _NAMING_METHODS}
    try:
        for (module, name), value in functions.items():
            setattr(module, name, noting(name.replace("_", " "), value))
        for (reading, name), value in methods.items():
            setattr(reading, name, noting(_NAMING, value))
        yield
    finally:
        for (owner, name), value in [*functions.items(), *methods.items()]:
            setattr(owner, name, value)
