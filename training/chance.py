"""Random numbers that depend on a name, and on nothing that was drawn before."""

import hashlib

import numpy as np


def chance_of(name: str) -> np.random.Generator:
    """Return the generator of a name.

    >>> chance_of("a").random() == chance_of("a").random()
    True
    """
    digest = hashlib.sha256(name.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
