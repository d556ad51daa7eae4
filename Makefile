# `make` alone lists what there is. Python 3.11 or newer, make and git are all it takes.
PYTHON ?= python3
ARTICLE ?= tests/data/article.txt
GOLD ?= ../shared/gold/dev.jsonl

.PHONY: help run check train evaluate guard bench scale clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1\t/' | expand -t 16

run: .venv/installed  ## read an article: make run ARTICLE=path/to/article.txt
	@.venv/bin/stanceclf analyze $(ARTICLE)

check:  ## what CI checks: format, lint, types, the wheel, tests (a fresh environment)
	@PYTHON=$(PYTHON) .ci/run

train: .venv/developed  ## fit every learned stage and write models/
	OMP_NUM_THREADS=1 .venv/bin/python -m training.train $(if $(wildcard $(GOLD)),--gold $(GOLD))

evaluate: .venv/installed  ## score the model: make evaluate GOLD=path/to/gold.jsonl
	@.venv/bin/stanceclf evaluate $(GOLD)

guard: .venv/developed  ## fail if reading became slower by more than a fifth, beside the plain pipeline
	@OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.guard

bench: .venv/benched  ## measure speed and accuracy, write benchmarks/results/ and the README's figures
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.throughput
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.accuracy --gold $(GOLD)
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.baselines --test $(GOLD)
	.venv/bin/python -m benchmarks.readme

scale: .venv/benched  ## the long runs: 50 kills, two processes, memory, lengths and counts, SCALE.md
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.crashes
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.processes
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.memory
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.scaling --most 6
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.scale

clean:  ## remove environments and caches
	rm -rf .venv .venv-check .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

.venv/installed: pyproject.toml
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --editable .
	@touch $@

.venv/developed: .venv/installed
	@.venv/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@.venv/bin/python -m pip install --quiet --editable '.[train,dask,parquet,zstd]' --group dev
	@touch $@

.venv/benched: .venv/developed
	@.venv/bin/python -m pip install --quiet --group bench
	@touch $@
