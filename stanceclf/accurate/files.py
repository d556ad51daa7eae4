"""The directory of an accurate tier: its files, checked as those of any model are.

`manifest.json` names the other files with their sha256: `base-1.npz` and `base-2.npz` (the
embedding table and the layers that no training changes), `trained-1.npz` and `trained-2.npz` (the
layers above and the output), and `tokenizer.json`. Most matrices are whole numbers with a scale for
each row. Nothing is code, nothing is unpickled, and no file has 10 MB.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.encoder import (
    FARTHEST,
    HEADS,
    LAYER,
    NEARNESS,
    Encoder,
    layer_name,
    layer_number,
    layer_shapes,
    layers_from,
)
from stanceclf.accurate.inputs import LONGEST, MARKS, N_ROLES, Reader
from stanceclf.artifact import (
    MANIFEST,
    archive_arrays,
    archive_bytes,
    checked_bytes,
    identity,
    json_object,
)
from stanceclf.byte_rows import LARGEST, MOST, ByteRows, from_rows, to_rows
from stanceclf.errors import ModelError
from stanceclf.records import LABELS

FORMAT = 2
KIND = "accurate"
# Beside the package in a checkout, outside of what a wheel holds.
ROOT = Path(__file__).resolve().parents[2] / "models" / "accurate"
TOKENIZER = "tokenizer.json"
BASES = ("base-1.npz", "base-2.npz")
TRAINED = ("trained-1.npz", "trained-2.npz")
FILES = (*BASES, *TRAINED, TOKENIZER)
# Tables that are small, and of which single numbers are so large that the others would suffer.
_WHOLE = ("places", NEARNESS)
_LEARNED = ("roles", "output", "output_bias")
HALVES = ("words-1", "words-2")  # the embedding table, which would be too large for one file


class Tier(NamedTuple):
    """An accurate tier read from disk: its manifest, what reads a claim, and the network.

    `name` is what `read_tier` finds it by, here or on another machine, and `sha256` that of its
    manifest, as with a `Model`.
    """

    manifest: dict[str, Any]
    reader: Reader
    encoder: Encoder
    name: str
    sha256: str


def read_tier(name: str | os.PathLike[str]) -> Tier:
    """Read an accurate tier.

    Parameters
    ----------
    name : str or path
        Its directory or, in a checkout, its name below `models/accurate`.

    Raises
    ------
    ModelError
        If there is none, a file was changed, the format is unknown, or its arrays do not fit.
    StanceError
        If the library `tokenizers` is not installed.
    """
    directory = _resolve(name)
    path = directory / MANIFEST
    manifest = json_object(path)
    if (manifest.get("kind"), manifest.get("format")) != (KIND, FORMAT):
        raise ModelError(
            f"{path}: not an accurate tier of format {FORMAT}, which this version reads"
        )
    files = manifest.get("files")
    if not isinstance(files, dict) or set(files) != set(FILES):
        raise ModelError(f"{path}: `files` must name {', '.join(FILES)}")
    try:
        with np.errstate(over="ignore", invalid="ignore"):  # `_check` tells
            words, arrays = _read_arrays(directory, files)
        definition = checked_bytes(directory / TOKENIZER, files[TOKENIZER]).decode()
        reader = Reader(definition, tuple(manifest.get("marks", MARKS)))
        encoder = encoder_of(arrays, manifest["layers"], manifest["trained_from"], words=words)
        pieces = sorted(reader.tokenizer.get_vocab().values())
        if pieces != list(range(words.shape[0])):
            raise ValueError(f"{len(pieces)} word pieces, but {words.shape[0]} embeddings")
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ModelError(f"{directory}: the tier cannot be built ({error!r})") from error
    # As with a model, what was asked for by its name goes by it on other machines.
    known = str(directory.resolve()) if directory == Path(name) else directory.name
    return Tier(manifest, reader, encoder, known, identity(directory)["sha256"])


def _read_arrays(
    directory: Path, files: Mapping[str, object]
) -> tuple[ByteRows, dict[str, NDArray[np.float32]]]:
    """Return the embedding table, and the other arrays.

    One archive after the other, so that the arrays of each lie where the one before was unpacked:
    a process that has unpacked all at once keeps 20 MB more.
    """

    def stored(file: str) -> dict[str, NDArray[Any]]:
        return archive_arrays(checked_bytes(directory / file, files[file]), directory / file)

    base = {name: array for file in BASES for name, array in stored(file).items()}
    words = ByteRows.taken(base, HALVES)
    arrays = from_rows(base, by_column=LAYER)
    del base
    for file in TRAINED:
        room = LARGEST - sum(array.size for array in arrays.values())
        arrays |= from_rows(stored(file), by_column=LAYER, most=room)
    return words, arrays


def write_tier(
    directory: Path,
    arrays: Mapping[str, NDArray[np.float32]],
    tokenizer: str,
    *,
    about: Any,
    scales: Mapping[str, NDArray[np.float32]] | None = None,
) -> dict[str, Any]:
    """Write an accurate tier; the same arrays give the same bytes.

    Parameters
    ----------
    directory : Path
        Made if need be; the files of a tier in it are replaced.
    arrays : mapping of str to array
        As `encoder_of` reads them.
    tokenizer : str
        JSON of the tokenizer.
    about : mapping
        Goes into the manifest: name, layers, trained_from, blends, shares and the rest.
    scales : mapping of str to array, optional
        As for `to_rows`.

    Returns
    -------
    dict
        The manifest.
    """
    directory.mkdir(parents=True, exist_ok=True)
    parts: dict[str, dict[str, NDArray[np.float32]]] = {file: {} for file in (*BASES, *TRAINED)}
    for name, array in _halved(arrays).items():
        parts[_file_of(name, about["trained_from"], about["layers"])][name] = array
    coarse = _halved(scales or {})
    contents = {
        file: archive_bytes(packed(part, coarse), compress=True) for file, part in parts.items()
    }
    contents[TOKENIZER] = tokenizer.encode()
    files = {}
    for file, content in contents.items():
        (directory / file).write_bytes(content)
        files[file] = hashlib.sha256(content).hexdigest()
    return write_manifest(directory, {**about, "files": files})


def _halved(arrays: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """Return arrays with the embedding table, or its scales, in two halves."""
    found: dict[str, NDArray[np.float32]] = {}
    for name, array in arrays.items():
        if name == "words":
            found |= zip(HALVES, np.split(array, [len(array) // 2]), strict=True)
        else:
            found[name] = array
    return found


def _file_of(name: str, trained_from: int, n_layers: int) -> str:
    """Return the archive that an array belongs to."""
    number = layer_number(name)
    if number is not None and number >= trained_from:
        return TRAINED[number >= (trained_from + n_layers + 1) // 2]
    if name in _LEARNED:
        return TRAINED[1]
    return BASES[name != HALVES[0]]


def packed(
    arrays: Mapping[str, NDArray[np.float32]],
    scales: Mapping[str, NDArray[np.float32]] | None = None,
) -> dict[str, NDArray[Any]]:
    """Return arrays as they are stored, for `from_rows`; `scales` are those of `to_rows`."""
    rows = to_rows({k: array for k, array in arrays.items() if k not in _WHOLE}, scales)
    return rows | {k: array for k, array in arrays.items() if k in _WHOLE}


def write_manifest(directory: Path, about: Mapping[str, Any]) -> dict[str, Any]:
    """Write and return the manifest; `about` is that of `write_tier`, and names the `files`."""
    manifest = {"kind": KIND, "format": FORMAT, **about}
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (directory / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def encoder_of(
    arrays: Mapping[str, NDArray[np.float32]],
    n_layers: int,
    trained_from: int,
    *,
    words: ByteRows | None = None,
) -> Encoder:
    """Return the network of these arrays, once their shapes fit together.

    Parameters
    ----------
    arrays : mapping of str to array
        `words` unless they are given, `places`, `scale`, `shift`, `layer0.attend` and so on,
        `roles`, `output`, `output_bias`, and `nearness` where the network has such a table.
    n_layers : int
    trained_from : int
        The first layer that training changed.
    words : ByteRows, optional
        The embedding table where it is to stay in bytes.
    """
    if not (isinstance(n_layers, int) and isinstance(trained_from, int)):
        raise ValueError("the numbers of layers must be whole")
    if not 0 <= trained_from < n_layers:
        raise ValueError(f"{n_layers} layers cannot be trained from layer {trained_from}")
    table = arrays["words"] if words is None else words
    if len(table.shape) != 2 or table.shape[1] % HEADS or not table.shape[1]:
        raise ValueError(f"words must have rows that {HEADS} heads can share, got {table.shape}")
    n_words, width = table.shape
    if isinstance(table, ByteRows):  # finite where the greatest that they can be are
        with np.errstate(over="ignore"):
            greatest = table.scales * np.float32(-MOST - 1)
        _check("scales of words", greatest, (n_words, 1))
    else:
        _check("words", table, (n_words, width))
    expected = {
        "places": (LONGEST, width),
        "scale": (width,),
        "shift": (width,),
        "roles": (N_ROLES, width),
        "output": (len(LABELS), 2 * width),
        "output_bias": (len(LABELS),),
    }
    if NEARNESS in arrays:
        # Half of the kinds are for pieces before, and half of those for one place each: not none,
        # nor as many as there are places, or `apart` would take the logarithm of nothing.
        exact = min(max(len(arrays[NEARNESS]) // 4, 1), FARTHEST - 1)
        expected[NEARNESS] = (4 * exact, HEADS)
    for name, shape in expected.items():
        _check(name, arrays[name], shape)
    layers = layers_from(arrays, 0, n_layers)
    for number, layer in enumerate(layers):
        for field, shape in layer_shapes(width, len(layer.inner_bias)).items():
            _check(layer_name(number, field), getattr(layer, field), shape)
    return Encoder(
        table,
        arrays["places"],
        arrays["scale"],
        arrays["shift"],
        layers,
        arrays["roles"],
        trained_from,
        arrays["output"],
        arrays["output_bias"],
        arrays.get(NEARNESS),
    )


def _check(name: str, array: NDArray[np.float32], shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise ValueError(f"{name} must have the shape {shape}, got {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers")


def _resolve(name: str | os.PathLike[str]) -> Path:
    """Return the directory that a path or a name means."""
    given = Path(name)
    if given.is_dir() or os.sep in os.fspath(name):
        return given
    known = sorted(path.parent.name for path in ROOT.glob(f"*/{MANIFEST}"))
    if os.fspath(name) in known:
        return ROOT / given
    listed = f"one of {', '.join(known)}" if known else "a checkout of the project has one"
    raise ModelError(
        f"no accurate tier {os.fspath(name)!r}: give the path of its directory; {listed}"
    )
