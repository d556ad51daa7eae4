"""Lets pytest look for doctests here where torch is not installed."""

from importlib.util import find_spec

_NEED_TORCH = ["fit.py", "further.py", "network.py", "pupil.py", "trainable.py"]
collect_ignore = [] if find_spec("torch") else _NEED_TORCH
