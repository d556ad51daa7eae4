"""Members of a blend as plain values and arrays, a stage of a model each, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.artifact import State
from stanceclf.errors import ModelError
from stanceclf.stance.featurizer import ClaimFeaturizer
from stanceclf.stance.members import Linear, Member, Reader
from stanceclf.stance.nearest_claims import ClaimEncoder, Nearness

_READER, _MEMBER = "reader", "member"


def members_state(members: Sequence[Member]) -> dict[str, State]:
    """Return the stages of members; rows that several read are kept once."""
    stages: dict[str, State] = {}
    places: dict[int, str] = {}
    for number, member in enumerate(members):
        key = id(member.reader)
        if key not in places:
            places[key] = f"{_READER}{len(places)}"
            stages[places[key]] = _reader_state(member.reader)
        arrays: dict[str, NDArray[Any]] = {}
        for target, one in enumerate(member.classifiers.values()):
            arrays[f"coef{target}"] = one.coef.astype(np.float32)
            arrays[f"intercept{target}"] = one.intercept
        config = {
            "name": member.name,
            "reader": places[key],
            "targets": list(member.classifiers),
        }
        stages[f"{_MEMBER}{number:02d}"] = config, arrays
    return stages


def members_from(stages: Mapping[str, State], encoder: ClaimEncoder | None) -> list[Member]:
    """Return the members whose stages these are."""
    readers = {
        name: _reader_from(state, encoder)
        for name, state in stages.items()
        if name.startswith(_READER)
    }
    members = []
    for name in sorted(name for name in stages if name.startswith(_MEMBER)):
        config, arrays = stages[name]
        classifiers = {
            target: Linear(arrays[f"coef{place}"], arrays[f"intercept{place}"])
            for place, target in enumerate(config["targets"])
        }
        members.append(Member(config["name"], readers[config["reader"]], classifiers))
    return members


def _reader_state(reader: Reader) -> State:
    if isinstance(reader, ClaimFeaturizer):
        return reader.state(), {}
    if isinstance(reader, Nearness):
        return {}, reader.state()
    raise TypeError(f"no state of {type(reader).__name__} is known")


def _reader_from(state: State, encoder: ClaimEncoder | None) -> Reader:
    config, arrays = state
    if not arrays:
        return ClaimFeaturizer.from_state(config)
    if encoder is None:
        raise ModelError(
            "The 'encoder' parameter of StanceBlend.load must be the one that the blend was fitted "
            "with. Got None instead."
        )
    return Nearness.from_state(arrays, encoder)
