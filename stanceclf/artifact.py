"""Model files: the only place that knows their format.

A model is a directory: `manifest.json`, `stages.json.gz` (plain values), `weights.npz` (arrays) and
a model card. Nothing in it is code, and nothing is unpickled. `models/index.json` names the
released models with the sha256 of their manifests; a manifest holds the sha256 of the other files.
"""

import gzip
import hashlib
import io
import json
import os
import stat
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.errors import ModelError

FORMAT = 1
MANIFEST, STAGES, WEIGHTS, INDEX = "manifest.json", "stages.json.gz", "weights.npz", "index.json"
# What models had before: names of columns, mostly, which take a quarter of the room in a .gz.
PLAIN_STAGES = "stages.json"
_GAPS = "|gaps"  # stands behind the name of an array of which the gaps are kept
LARGEST = 64 << 20  # bytes of one model file; a released model has a few MB
_LARGEST_ARRAYS = 256 << 20  # bytes of what an archive holds, once they are not compressed

State = tuple[dict[str, Any], dict[str, NDArray[Any]]]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A released model as the index lists it."""

    name: str
    version: str
    description: str
    sha256: str
    path: Path
    default: bool


@dataclass(frozen=True, slots=True)
class Model:
    """A model read from disk: its manifest, and the state of each learned stage.

    `name` is what `read_model` finds it by, here or on another machine, and `sha256` that of its
    manifest, which holds those of its files; both are empty for a model that is on no disk.
    """

    manifest: dict[str, Any]
    stages: dict[str, State]
    name: str = ""
    sha256: str = ""


def list_models() -> list[ModelInfo]:
    """Return the released models that come with this installation, by name."""
    root = _root()
    index = json_object(root / INDEX)
    try:
        return [
            ModelInfo(
                name=name,
                version=entry["version"],
                description=entry["description"],
                sha256=entry["sha256"],
                path=root / name,
                default=index["default"] == name,
            )
            for name, entry in sorted(index["models"].items())
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{root / INDEX}: not an index of models ({error!r})") from None


def read_model(name: str | os.PathLike[str] | None = None) -> Model:
    """Read a model: a released one by its name, any other by the path of its directory.

    Parameters
    ----------
    name : str, path or None
        None is the default model of this installation.

    Raises
    ------
    ModelError
        If there is no such model, a file was changed, or the format is unknown.
    """
    directory, expected = _resolve(name)
    raw = _bytes(directory / MANIFEST)
    found = hashlib.sha256(raw).hexdigest()
    if expected and found != expected:
        raise ModelError(
            f"{directory / MANIFEST}: sha256 differs from the index; reinstall the model"
        )
    manifest = _parsed(raw, directory / MANIFEST)
    if manifest.get("format") != FORMAT:
        raise ModelError(
            f"{directory / MANIFEST}: format {manifest.get('format')!r}, this version reads "
            f"{FORMAT}; train the model again or install the version that made it"
        )
    files = manifest.get("files")
    files = files if isinstance(files, dict) else {}
    written = PLAIN_STAGES if PLAIN_STAGES in files else STAGES
    if not {written, WEIGHTS} <= set(files):
        raise ModelError(f"{directory / MANIFEST}: `files` must name {STAGES} and {WEIGHTS}")
    contents = {file: checked_bytes(directory / file, files[file]) for file in (written, WEIGHTS)}
    plain = contents[written]
    if written == STAGES:
        plain = unzipped(plain, directory / STAGES)
    configs = _parsed(plain, directory / written)
    arrays = archive_arrays(contents[WEIGHTS], directory / WEIGHTS)
    stages: dict[str, State] = {stage: (config, {}) for stage, config in configs.items()}
    for key, array in _with_sums(arrays).items():
        stage, _, field = key.partition(".")
        if stage not in stages:
            raise ModelError(f"{directory / WEIGHTS}: array {key!r} belongs to no stage")
        stages[stage][1][field] = array
    # A released model goes by its name, which is the same on every machine that has it.
    return Model(manifest, stages, directory.name if expected else str(directory.resolve()), found)


def identity(name: str | os.PathLike[str] | None = None) -> dict[str, str]:
    """Return by what a model is known again, without reading it: its name and its hash."""
    directory, _ = _resolve(name)
    return {
        "name": directory.name,
        "sha256": hashlib.sha256(_bytes(directory / MANIFEST)).hexdigest(),
    }


def write_model(
    directory: Path, stages: Mapping[str, State], *, about: Mapping[str, Any]
) -> dict[str, Any]:
    """Write the state of each stage and a manifest; the same state gives the same bytes.

    Parameters
    ----------
    directory : Path
        Made if need be; files in it are replaced.
    stages : mapping of str to (config, arrays)
        What the `state` methods return.
    about : mapping
        Goes into the manifest: version, description, training data, scores.

    Returns
    -------
    dict
        The manifest.
    """
    directory.mkdir(parents=True, exist_ok=True)
    configs = {name: config for name, (config, _) in stages.items()}
    flat = {f"{n}.{field}": a for n, (_, arrays) in stages.items() for field, a in arrays.items()}
    # Without a time of day, so that the same state gives the same bytes.
    zipped = gzip.compress(_dumped(configs), mtime=0)
    contents = {STAGES: zipped, WEIGHTS: archive_bytes(_with_gaps(flat))}
    files = {}
    for file, content in contents.items():
        (directory / file).write_bytes(content)
        files[file] = hashlib.sha256(content).hexdigest()
    manifest = {"format": FORMAT, **about, "files": files}
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
    return manifest


def write_index(root: Path, default: str) -> None:
    """Write the index of all models below `root`."""
    models = {}
    for path in sorted(root.glob(f"*/{MANIFEST}")):
        raw = path.read_bytes()
        manifest = json.loads(raw)
        models[path.parent.name] = {
            "version": manifest["version"],
            "description": manifest["description"],
            "sha256": hashlib.sha256(raw).hexdigest(),
        }
    index = {"default": default, "models": models}
    (root / INDEX).write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n")


def _root() -> Path:
    """Return the directory of the released models: in the wheel, else in the checkout."""
    here = Path(__file__).resolve().parent
    for root in (here / "_models", here.parent / "models"):
        if (root / INDEX).is_file():
            return root
    raise ModelError(
        "no released models in this installation; reinstall stanceclf or run `make train`"
    )


def _resolve(name: str | os.PathLike[str] | None) -> tuple[Path, str]:
    """Return the directory of a model, and the sha256 its manifest must have, if it is known."""
    if name is not None and (os.sep in os.fspath(name) or Path(name).is_dir()):
        return Path(name), ""
    known = list_models()
    for model in known:
        if model.name == name or (name is None and model.default):
            return model.path, model.sha256
    raise ModelError(
        f"no model {os.fspath(name or '')!r}: give the path of a model's directory or one of "
        f"{', '.join(model.name for model in known)}"
    )


def checked_bytes(path: Path, expected: object) -> bytes:
    """Return a file's content; a ModelError where its sha256 is not the one expected."""
    content = _bytes(path)
    if hashlib.sha256(content).hexdigest() != expected:
        raise ModelError(f"{path}: sha256 differs from the manifest; the file is not as released")
    return content


def _bytes(path: Path) -> bytes:
    try:
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        else:
            raise ModelError(f"{path}: not a file")
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from None
    except ValueError as error:  # no name of a file at all
        raise ModelError(f"{str(path)!r}: {error}") from None
    if len(content) > LARGEST:
        raise ModelError(f"{path}: larger than {LARGEST >> 20} MB, as no model is")
    return content


def json_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file; a ModelError where there is none."""
    return _parsed(_bytes(path), path)


def _parsed(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: not valid JSON ({error})") from None
    if not isinstance(value, dict):
        raise ModelError(f"{path}: not a JSON object")
    return value


def unzipped(raw: bytes, path: Path) -> bytes:
    """Return what a .gz holds; a ModelError where it is none, or holds more than `LARGEST`."""
    reader = zlib.decompressobj(wbits=31)
    try:
        plain = reader.decompress(raw, LARGEST)
    except zlib.error as error:
        raise ModelError(f"{path}: not a gzip file ({error})") from None
    if not reader.eof:
        raise ModelError(f"{path}: cut off, or larger than {LARGEST >> 20} MB")
    return plain


def archive_arrays(raw: bytes, path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of an archive; a ModelError, which names `path`, where it is none."""
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as archive:
            if sum(one.file_size for one in archive.zip.infolist()) > _LARGEST_ARRAYS:
                raise ValueError(f"more than {_LARGEST_ARRAYS >> 20} MB")
            return {key: archive[key] for key in archive.files}
    except Exception as error:  # zipfile, zlib and numpy each raise their own
        raise ModelError(f"{path}: not an archive of arrays ({error})") from None


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of an archive on disk, whose hash nobody knows."""
    return archive_arrays(path.read_bytes(), path)


def archive_bytes(arrays: Mapping[str, NDArray[Any]], *, compress: bool = False) -> bytes:
    """Return an archive of arrays; the same arrays give the same bytes.

    Those of a model in the wheel are not compressed: they would be three quarters as large, and a
    wheel compresses all its files, but to load a model would take a tenth longer.
    """
    buffer = io.BytesIO()
    save = np.savez_compressed if compress else np.savez
    save(buffer, allow_pickle=False, **dict(arrays))
    return buffer.getvalue()


def _with_gaps(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return arrays with the gaps of those that rise, rows of sparse tables, in half the bytes."""
    kept = {}
    for key, array in arrays.items():
        rises = array.ndim == 1 and array.dtype == np.int32 and array.size and array[0] >= 0
        gaps = np.diff(array, prepend=array.dtype.type(0)) if rises else array
        if rises and (gaps[1:] > 0).all():
            kept[key + _GAPS] = gaps.astype(np.min_scalar_type(gaps.max()))
        else:
            kept[key] = array
    return kept


def _with_sums(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return the arrays that `_with_gaps` took."""
    return {
        key.removesuffix(_GAPS): np.cumsum(array, dtype=np.int32) if key.endswith(_GAPS) else array
        for key, array in arrays.items()
    }


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
