from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from stanceclf.actors.bisection import place_in


@given(st.lists(st.integers(0, 50)).map(sorted), st.integers(-1, 51))
def test_a_place_is_what_bisect_says(numbers, number):
    assert place_in(numbers, number) == bisect_left(numbers, number)
