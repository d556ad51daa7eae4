import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.stance.key_table import KeyTable

_KEYS = st.integers(0, 1 << 50)


@given(st.dictionaries(_KEYS, st.integers(0, 9), max_size=300), st.lists(_KEYS, max_size=50))
def test_it_finds_what_a_dictionary_finds(known, others):
    table = KeyTable(np.array([*known], np.int64), np.array([*known.values()], np.int64))
    wanted = [*others, *known]
    places, values = table.find(np.array(wanted, np.int64))
    expected = {place: known[key] for place, key in enumerate(wanted) if key in known}
    assert dict(zip(places.tolist(), values.tolist(), strict=True)) == expected
    assert len(places) == len(expected)


def test_keys_in_a_row_and_keys_far_apart():
    for keys in (np.arange(5000), np.arange(5000) << 40):
        places, values = KeyTable(keys, keys + 1).find(np.concatenate([keys, keys + 1]))
        assert set(values.tolist()) == set((keys + 1).tolist())
        assert np.isin(np.arange(5000), places).all()
