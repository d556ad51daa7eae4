"""What each stage of the pipeline costs."""

import gc
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import BuiltinFunctionType, FunctionType
from typing import Any

import stanceclf
from stanceclf import pipeline as pipeline_module
from stanceclf import seen as seen_module
from stanceclf.actors.resolution import Reading

# The stages that are functions are found in these modules, and those that are methods here.
_MODULES = (pipeline_module, seen_module)
_TOKENS = "sentences and tokens"
_METHODS = {
    "claims and holders": ("claims", "find"),
    "stance and conditions": ("stance", "answers"),
}
# Naming is called by the choice of holders, and once more for those that were chosen.
_NAMING = "naming"
_NAMING_METHODS = ("referents", "named")
_READING = Reading.__name__
REST = "the rest"


class _Noted:
    """A stage some of whose methods note their time: one that is compiled takes no new ones."""

    def __init__(self, stage: Any, noted: dict[str, Callable[..., Any]]) -> None:
        self._stage = stage
        vars(self).update(noted)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stage, name)


def stage_seconds(texts: Sequence[str]) -> dict[str, float]:
    """Return the seconds of processor time of each stage over some articles, dearest first."""
    spent: dict[str, float] = {}
    pipeline = stanceclf.load()
    deque(pipeline.analyze_many(texts[:20]), maxlen=0)
    with _without_older_objects(), _timed(pipeline, spent):
        start = time.process_time()
        deque(pipeline.analyze_many(texts), maxlen=0)
        whole = time.process_time() - start
    spent[REST] = max(0.0, whole - sum(spent.values()))
    called = {name: seconds for name, seconds in spent.items() if seconds}
    return dict(sorted(called.items(), key=lambda pair: -pair[1]))


@contextmanager
def _without_older_objects() -> Iterator[None]:
    """Keep the collector from what the process made before, which is no cost of a stage."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


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

    pipeline._documents = noting(_TOKENS, pipeline._documents)
    for name, (stage, method) in _METHODS.items():
        own = getattr(pipeline, stage)
        setattr(pipeline, stage, _Noted(own, {method: noting(name, getattr(own, method))}))

    def read(*arguments: Any, **named: Any) -> _Noted:
        reading = noting(_NAMING, Reading)(*arguments, **named)
        methods = {name: noting(_NAMING, getattr(reading, name)) for name in _NAMING_METHODS}
        return _Noted(reading, methods)

    functions = {
        (module, name): value
        for module in _MODULES
        for name, value in vars(module).items()
        if isinstance(value, FunctionType | BuiltinFunctionType)  # the latter if compiled
        and str(value.__module__).startswith(stanceclf.__name__)
        and value.__module__ != module.__name__
        and not name.startswith("_")  # what makes records is no stage
    }
    try:
        for (module, name), value in functions.items():
            setattr(module, name, noting(name.replace("_", " "), value))
        setattr(seen_module, _READING, read)
        yield
    finally:
        for (module, name), value in functions.items():
            setattr(module, name, value)
        setattr(seen_module, _READING, Reading)
