"""What callers hand over, checked where it comes in, in one form: parameter, allowed, got."""

from collections.abc import Iterable
from numbers import Real
from operator import index
from os import PathLike
from typing import SupportsIndex

from stanceclf.records import GivenStatement
from stanceclf.spans import check_inside


def string(name: str, value: object, method: str = "") -> None:
    """Raise a TypeError unless a parameter, of a method that may be named, is a string."""
    if not isinstance(value, str):
        raise _wrong(name, "be a str", value, method)


def strings(name: str, values: object) -> None:
    """Raise a TypeError unless a parameter can yield strings; one alone would yield its letters."""
    if isinstance(values, str):
        raise TypeError(
            f"The {name!r} parameter must be a list or another iterable of str. Got one str "
            "instead; put it into a list."
        )
    if not isinstance(values, Iterable):
        raise _wrong(name, "be an iterable of str", values)


def whole(name: str, value: object, least: int | None = None) -> None:
    """Raise unless a parameter is a whole number, and at least `least`."""
    if not isinstance(value, SupportsIndex):
        raise _wrong(name, "be a whole number", value)
    if least is not None and index(value) < least:
        raise ValueError(f"The {name!r} parameter must be at least {least}. Got {value} instead.")


def share(name: str, value: object) -> None:
    """Raise unless a parameter is a number from 0 to 1."""
    if not isinstance(value, Real):
        raise _wrong(name, "be a number from 0 to 1", value)
    if not 0 <= float(value) <= 1:
        raise ValueError(f"The {name!r} parameter must be from 0 to 1. Got {value} instead.")


def path(name: str, value: object) -> None:
    """Raise a TypeError unless a parameter is a string, a path or None."""
    if value is not None and not isinstance(value, str | PathLike):
        raise _wrong(name, "be a str, a path or None", value)


def record(name: str, value: object, kind: type) -> None:
    """Raise a TypeError unless a parameter is a record of a kind."""
    if not isinstance(value, kind):
        raise _wrong(name, f"be a {kind.__name__}", value)


def statements(name: str, values: object, text: str) -> list[GivenStatement]:
    """Return given statements as a list; raise unless their spans lie inside a text."""
    if not isinstance(values, Iterable):
        raise _wrong(name, "be a list of GivenStatement", values)
    given: list[GivenStatement] = []
    for one in values:
        if not isinstance(one, GivenStatement):
            raise _wrong(name, "hold records of GivenStatement", one)
        names_and_spans(one, text, f"{name!r} parameter", f"{name}[{len(given)}]")
        given.append(one)
    return given


def names_and_spans(one: object, text: str, parameter: str, at: str) -> None:
    """Raise unless a record of a claim has strings for names and spans inside a text.

    `parameter` and `at` are those of `check_inside`.
    """
    for field in ("actor_name", "source_name"):
        name = getattr(one, field, "")
        if not isinstance(name, str):
            raise TypeError(
                f"The {parameter} must hold a str as {field}. "
                f"Got {type(name).__name__} in {at} instead."
            )
    for field in ("claim", "actor", "source"):
        span = getattr(one, field)
        if span is not None or field == "claim":
            check_inside(span, text, field, parameter, at)


def _wrong(name: str, allowed: str, value: object, method: str = "") -> TypeError:
    of = f" of {method}" if method else ""
    return TypeError(
        f"The {name!r} parameter{of} must {allowed}. Got {type(value).__name__} instead."
    )
