"""Fixtures that every test may use."""

import os
from copy import copy
from pathlib import Path
from typing import Any

import pytest

import stanceclf
from tests.plain import PlainPipeline
from training.corpus import corpus_files
from training.gold import read_records

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the development set; skip where the checkout stands alone."""
    if not (SHARED / "gold" / "dev.jsonl").is_file():
        if os.environ.get("STANCECLF_NEEDS_SHARED"):
            pytest.fail("../shared is there, but it has no gold/dev.jsonl")
        pytest.skip("no ../shared/gold/dev.jsonl beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def pipeline() -> stanceclf.Pipeline:
    """Return the released default model."""
    return stanceclf.load()


@pytest.fixture(scope="session")
def unbound(pipeline: stanceclf.Pipeline) -> stanceclf.Pipeline:
    """Return the released model, that leaves nothing out for being unlikely."""
    every = copy(pipeline)
    if every.confidence is not None:
        every.confidence = every.confidence.with_least(0.0)
    return every


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> PlainPipeline:
    """Let the command line use a pipeline whose answers a reader of the test can foretell."""
    pipeline = PlainPipeline()
    monkeypatch.setattr(stanceclf, "load", lambda name=None, **options: pipeline)
    return pipeline


@pytest.fixture(scope="session")
def corpus_documents() -> list[dict[str, Any]]:
    """Return the annotated documents of the training corpus."""
    return read_records(corpus_files())
