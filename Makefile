# `make` alone lists what there is. Python 3.11 or newer, make and git are all it takes.
PYTHON ?= python3
ARTICLE ?= tests/data/article.txt
GOLD ?= ../shared/gold/dev.jsonl

# The package as pip installs it, compiled, before that of the checkout: speed is measured there.
IN_PACKAGE = OMP_NUM_THREADS=1 PYTHONSAFEPATH=1 PYTHONPATH=$(CURDIR)/build/package:$(CURDIR)

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

guard: .venv/developed build/package  ## fail if reading became slower by more than a fifth
	@$(IN_PACKAGE) .venv/bin/python -m benchmarks.guard

bench: .venv/benched build/package  ## measure speed and accuracy, write results and the README's figures
	$(IN_PACKAGE) .venv/bin/python -m benchmarks.throughput
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.accuracy --gold $(GOLD)
	OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.baselines --test $(GOLD)
	.venv/bin/python -m benchmarks.readme

scale: .venv/benched build/package  ## the long runs: 50 kills, two processes, memory, lengths and counts, SCALE.md
	$(IN_PACKAGE) .venv/bin/python -m benchmarks.crashes
	$(IN_PACKAGE) .venv/bin/python -m benchmarks.processes
	$(IN_PACKAGE) .venv/bin/python -m benchmarks.memory
	$(IN_PACKAGE) .venv/bin/python -m benchmarks.scaling --most 6
	$(IN_PACKAGE) .venv/bin/python -m benchmarks.scale

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

build/package: .venv/installed pyproject.toml hatch_build.py $(wildcard stanceclf/*.py stanceclf/*/*.* models/deployment-*/*)
	@rm -rf $@
	@.venv/bin/python -m pip install --quiet --no-deps --target $@ .
	@touch $@
