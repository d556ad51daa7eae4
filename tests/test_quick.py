import pickle  # noqa: TID251 - as processes do
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from stanceclf.quick import maker
from stanceclf.records import Claim, Quotation, Span, Statement

PLAIN = Claim(Span(0, 9), None, Span(2, 4), Quotation.DIRECT, 0.5, 0.25)


def test_a_record_made_quickly_is_like_any_other():
    made = maker(Claim)(Span(0, 9), None, Span(2, 4), Quotation.DIRECT, 0.5, 0.25)
    assert type(made) is Claim
    assert (made, hash(made), repr(made)) == (PLAIN, hash(PLAIN), repr(PLAIN))
    assert pickle.loads(pickle.dumps(made)) == PLAIN  # noqa: S301
    assert replace(made, worth=1.0) == replace(PLAIN, worth=1.0)
    with pytest.raises(FrozenInstanceError):
        made.worth = 1.0  # type: ignore[misc]


def test_a_record_made_quickly_needs_all_its_fields():
    with pytest.raises(TypeError):
        maker(Statement)(*range(len(fields(Statement)) - 1))
