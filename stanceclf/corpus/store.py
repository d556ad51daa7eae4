"""The output directory: what is committed stays, what is not is dropped when a run goes on.

    manifest.json               model, versions, input, options; at the end, totals
    shards.jsonl                a line for each committed shard: counts, hash of its records, sizes
    errors.jsonl                records that could not be read, with reasons
    statements/00000000.jsonl   and .parquet, as asked for
    verdicts/00000000.jsonl

A shard's files are written aside, synced and renamed, its errors are appended and synced, and only
then its line goes into `shards.jsonl`: that line is the commit. Whatever is not named there is
cut off or deleted by the next run, so that a run that was killed ends with the same bytes as one
that was not. Nothing here holds a time or a number of processes.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stanceclf.corpus.lock import LOCK
from stanceclf.corpus.rows import TABLES
from stanceclf.corpus.work import Done, Shard
from stanceclf.errors import DataError, StanceError

FORMAT = 1
MANIFEST, SHARDS, ERRORS = "manifest.json", "shards.jsonl", "errors.jsonl"
_ASIDE = ".part"

Json = dict[str, Any]


@dataclass(slots=True)
class Store:
    """An output directory that is open for a run.

    Attributes
    ----------
    directory : Path
    about : dict
        What a run is known by: two runs with the same go on with each other's work.
    shards : list of dict
        The lines of `shards.jsonl`.
    complete : bool
        Whether nothing is left to do.
    """

    directory: Path
    about: Json
    shards: list[Json] = field(default_factory=list)
    complete: bool = False

    @classmethod
    def open(cls, directory: Path, about: Mapping[str, Any], *, resume: bool = True) -> "Store":
        """Begin in an empty directory, or go on where a run of the same kind stopped.

        Raises
        ------
        StanceError
            If the directory holds anything else; the message says what differs.
        """
        store = cls(directory, {"format": FORMAT, **about})
        path = directory / MANIFEST
        if not path.is_file():
            others = [one.name for one in directory.iterdir() if one.name not in _leftovers()]
            if others:
                raise StanceError(
                    f"{directory}: not empty, and no output of `stanceclf corpus` "
                    f"({sorted(others)[0]} is in it); choose another --out"
                )
            for table in TABLES:
                (directory / table).mkdir(exist_ok=True)
            for name in (SHARDS, ERRORS):
                (directory / name).touch()
            store._write_manifest({})
            return store
        if not resume:
            raise StanceError(
                f"{directory}: holds the output of a run already; choose another --out, delete "
                "it, or let it go on with --resume"
            )
        manifest = _read_json(path)
        _refuse_another(directory, manifest, store.about)
        store.complete = manifest.get("complete") is True
        store._recover()
        return store

    def commit(self, shard: Shard, done: Done) -> None:
        """Make the outcome of a shard last."""
        names = {one: self._path(one, shard.number) for one in done.files}
        try:
            for key, content in done.files.items():
                _write_aside(names[key], content)
        except OSError:
            for path in names.values():
                path.unlink(missing_ok=True)  # a full disk needs the room
            raise
        for table in TABLES:
            _sync_directory(self.directory / table)
        errors = self.shards[-1]["errors_end"] if self.shards else 0
        if done.errors:
            _append(self.directory / ERRORS, done.errors)
        line = {
            "shard": shard.number,
            **done.counts,
            "input_sha256": shard.sha256,
            "input_end": shard.position,
            "errors_end": errors + len(done.errors),
            "sizes": {key: len(content) for key, content in done.files.items()},
        }
        _append(self.directory / SHARDS, f"{json.dumps(line)}\n".encode())
        self.shards.append(line)

    def totals(self) -> Json:
        """Return the sums over all shards."""
        names = ("records", "unreadable", "words", *TABLES)
        return {name: sum(one[name] for one in self.shards) for name in names}

    def finish(self) -> None:
        """Write the totals, behind which nothing comes."""
        self._write_manifest({"shards": len(self.shards), **self.totals()})
        self.complete = True

    def _write_manifest(self, totals: Json) -> None:
        manifest = {**self.about, "complete": bool(totals), "totals": totals}
        content = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
        _write_aside(self.directory / MANIFEST, content.encode("utf-8", "backslashreplace"))
        _sync_directory(self.directory)

    def _recover(self) -> None:
        """Read what is committed, and drop the rest."""
        path = self.directory / SHARDS
        content = path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        try:
            self.shards = [json.loads(line) for line in whole.splitlines()]
            kept = self.shards[-1]["errors_end"] if self.shards else 0
        except (ValueError, KeyError, TypeError) as error:
            raise StanceError(f"{path}: damaged ({error}); delete {self.directory}") from None
        os.truncate(path, len(whole))
        if (self.directory / ERRORS).stat().st_size < kept:
            raise StanceError(f"{self.directory / ERRORS}: was changed; delete {self.directory}")
        os.truncate(self.directory / ERRORS, kept)
        sizes = {
            self._path(key, one["shard"]): size
            for one in self.shards
            for key, size in one["sizes"].items()
        }
        for table in TABLES:
            for file in (self.directory / table).iterdir():
                if file not in sizes:
                    file.unlink()
        for file, size in sizes.items():
            if not file.is_file() or file.stat().st_size != size:
                raise StanceError(
                    f"{file}: missing or not of the {size:,} bytes that were written; put it back, "
                    f"or delete {self.directory} to begin anew"
                )

    def _path(self, key: str, number: int) -> Path:
        table, _, form = key.partition(".")
        return self.directory / table / f"{number:08}.{form}"


def same_records(store: Store, shard: Shard) -> None:
    """Raise a `DataError` if a committed shard was made of other records than these."""
    kept = store.shards[shard.number]
    if kept["input_sha256"] != shard.sha256:
        first, last = shard.items[0], shard.items[-1]
        raise DataError(
            f"{store.directory}: the input was changed between {first.place} and {last.place} "
            "since they were worked on; choose another --out, or delete it"
        )


def _refuse_another(directory: Path, there: Json, here: Json) -> None:
    """Raise a `StanceError` that names what differs between two runs."""
    one, other = dict(_leaves(there)), dict(_leaves(here))
    differing = [
        f"{name} is {one.get(name, 'not set')} there and {other.get(name, 'not set')} here"
        for name in [*other, *(name for name in one if name not in other)]
        if one.get(name) != other.get(name) and not name.startswith(("complete", "totals"))
    ]
    if differing:
        raise StanceError(
            f"{directory}: holds the output of another run: {'; '.join(differing)}. "
            "Choose another --out, or delete it."
        )


def _leaves(value: Json, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the values of nested objects by names such as "model sha256"."""
    for name, one in value.items():
        if isinstance(one, dict):
            yield from _leaves(one, f"{before}{name} ")
        else:
            yield f"{before}{name}", json.dumps(one)


def _leftovers() -> set[str]:
    """Return what a run that was killed at its very start may have left."""
    return {LOCK, SHARDS, ERRORS, MANIFEST + _ASIDE, *TABLES}


def _read_json(path: Path) -> Json:
    try:
        value = json.loads(path.read_bytes())
    except ValueError as error:
        raise StanceError(f"{path}: not valid JSON ({error})") from None
    if not isinstance(value, dict):
        raise StanceError(f"{path}: not a JSON object")
    return value


def _write_aside(path: Path, content: bytes) -> None:
    """Write a file under another name, see it to the disk, and give it its own name."""
    aside = path.with_name(path.name + _ASIDE)
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    aside.replace(path)


def _append(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(path: Path) -> None:
    """See the names in a directory to the disk; Windows has no such thing."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
