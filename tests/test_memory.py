"""What is remembered about words is bounded: a corpus always has new ones."""

import gc
from functools import _lru_cache_wrapper

import stanceclf

_NEW = 300  # words that no list has


def test_no_cache_without_a_bound_grows_with_new_words(pipeline: stanceclf.Pipeline) -> None:
    def unbounded() -> dict[str, int]:
        caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
        return {
            f"{one.__module__}.{one.__name__}": one.cache_info().currsize
            for one in caches
            if str(one.__module__).startswith("stanceclf") and one.cache_info().maxsize is None
        }

    pipeline.analyze("Kenya will send troops, said Ada Holm of Norway.")
    before = unbounded()
    assert len(before) > 10
    words = [f"Zo{number}ra said that the qa{number}ri agreed. " for number in range(_NEW)]
    pipeline.analyze("".join(words))
    grown = {name: size - before.get(name, 0) for name, size in unbounded().items()}
    assert {name: more for name, more in grown.items() if more > _NEW / 4} == {}
