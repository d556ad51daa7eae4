"""Frozen records made by the thousand: as quick as those that are not frozen.

Each field of a frozen record is set by a call, since to assign to it is an error: a `Statement`
takes 2.2 us. Here a record is filled while it is of a class of the same slots that is not frozen,
and then told what it is, which takes .3 us. What comes out is the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Record = TypeVar("Record")


def maker(record: type[Record]) -> Callable[..., Record]:
    """Return what makes a frozen, slotted dataclass of all its fields, in their order.

    >>> from stanceclf.records import Span
    >>> maker(Span)(0, 6) == Span(0, 6)
    True
    """
    fields = {"__annotations__": dict(record.__annotations__)}
    unfrozen: Any = dataclass(slots=True, eq=False, repr=False, match_args=False)(
        type(record.__name__, (), fields)
    )

    def make(*values: object) -> Record:
        made = unfrozen(*values)
        made.__class__ = record
        filled: Record = made
        return filled

    return make
